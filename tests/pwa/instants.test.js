import assert from 'node:assert/strict'
import {test} from 'node:test'
import {derive, isoLocal, isoUtc, now, utcMs} from '../../pwa/domain/instants.js'
import {localOf, momentIn, offsetAt} from '../../pwa/domain/zone.js'
import {contract} from './contract.js'

const cases = contract('instants')

for (const {it, instant, samples, utc, unc, quality} of cases.derive) {
  test(`deriving ${it}`, () => {
    assert.deepEqual(derive(instant, samples), {utc: isoUtc(utc), unc, quality})
    assert.deepEqual(derive(instant, samples.toReversed()).utc, isoUtc(utc))
    assert.equal(utcMs(instant, samples), utc)
  })
}

for (const {it, ms, utcoff, utc, local} of cases.iso) {
  test(`writing ${it}`, () => {
    assert.equal(isoUtc(ms), utc)
    assert.equal(isoLocal(ms, utcoff), local)
  })
}

for (const {it, start, end, samples, ms} of cases.spans) {
  test(`lasting ${it}`, () => {
    assert.equal(utcMs(end, samples) - utcMs(start, samples), ms)
  })
}

for (const {it, zone, local, ms, utcoff, shown} of cases.zones) {
  test(`reading a wall clock: ${it}`, () => {
    assert.deepEqual(momentIn(local, zone), {ms, utcoff})
    assert.equal(offsetAt(zone, ms), utcoff)
    assert.equal(localOf(ms, utcoff), shown)
  })
}

test('what the server derived stands', () => {
  const instant = {wall: 5, tz: 'UTC', utcoff: 0, utc: '2026-11-22T00:00:00.000Z'}

  assert.equal(
    utcMs(instant, [{boot: 'b', mono: 0, wall: 5, off: 9000, unc: 1}]),
    1795305600000,
  )
})

test('a moment is taken as the phone sees it', () => {
  const clock = {
    boot: 'b1',
    wall: () => 1000,
    mono: () => 12.5,
    tz: () => 'Asia/Tokyo',
    utcoff: (wall) => wall / 10,
  }

  assert.deepEqual(now(clock), {
    wall: 1000,
    mono: 12.5,
    boot: 'b1',
    tz: 'Asia/Tokyo',
    utcoff: 100,
  })
})
