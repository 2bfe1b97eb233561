import assert from 'node:assert/strict'
import {test} from 'node:test'
import {phoneClock} from '../../pwa/store/clock.js'
import {isFresh} from '../../pwa/sync/effects.js'

const {boot} = phoneClock
const sample = (more) => ({
  boot,
  mono: phoneClock.mono(),
  wall: phoneClock.wall(),
  off: 0,
  unc: 5,
  ...more,
})

test('a comparison of a minute ago still tells of the clock', () => {
  const last = sample()

  assert.equal(
    isFresh({...last, wall: last.wall - 60_000, mono: last.mono - 60_000}, last.wall),
    true,
  )
})

test('one of another start of the app, or of an hour ago, does not', () => {
  const last = sample()
  const old = {...last, wall: last.wall - 3_600_000, mono: last.mono - 3_600_000}

  assert.equal(isFresh({...last, boot: 'b0'}, last.wall), false)
  assert.equal(isFresh(old, last.wall), false)
  assert.equal(isFresh(undefined, last.wall), false)
})

test('one from before the clock was set, if only by minutes, does not', () => {
  const last = sample()

  assert.equal(isFresh(last, last.wall - 120_000), false)
  assert.equal(isFresh(last, last.wall + 120_000), false)
})
