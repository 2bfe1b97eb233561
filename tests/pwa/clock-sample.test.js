import assert from 'node:assert/strict'
import {test} from 'node:test'
import {correction} from '../../pwa/store/clock.js'
import {bestOf, sampleOf} from '../../pwa/sync/clock.js'

test('a clock five minutes slow is five minutes off, whatever the server took', () => {
  const server = {t1: 1_000_000 + 300_020, t2: 1_000_000 + 308_020}

  const {off, unc} = sampleOf(server, {t0: 1_000_000, m0: 50, m3: 50 + 8_040})

  assert.equal(off, 300_000)
  assert.equal(unc, 21)
})

test('a correction of the phone’s clock during the request does not enter the sample', () => {
  const sample = sampleOf({t1: 1010, t2: 1010}, {t0: 1000, m0: 7, m3: 27})

  assert.equal(sample.wall, 1020)
  assert.equal(sample.off, 0)
})

test('the quickest round trip is believed', () => {
  const slow = {boot: 'b', mono: 1, wall: 1, off: 90, unc: 400}
  const quick = {boot: 'b', mono: 2, wall: 2, off: 3, unc: 12}

  assert.equal(bestOf([slow, quick, slow]), quick)
})

test('an offset within its uncertainty corrects nothing', () => {
  const sample = {boot: 'b', mono: 1, wall: 1, off: 30, unc: 40}

  assert.equal(correction([]), 0)
  assert.equal(correction([sample]), 0)
  assert.equal(correction([{...sample, off: -61_000.4}]), -61_000)
})
