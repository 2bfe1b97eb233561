/** When an unlocked app has to lock itself, by the clocks alone. */
import assert from 'node:assert/strict'
import test from 'node:test'

import {dueToLock} from '../../pwa/ui/lock.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NINE = {wall: Date.UTC(2026, 10, 22, 9), mono: 5_000}

/** So long after nine, by both clocks unless one of them went its own way. */
const after = (ms, {wall = ms, mono = ms} = {}) => ({
  wall: NINE.wall + wall,
  mono: NINE.mono + mono,
})
const seen = (changes = {}) => ({opened: NINE, touched: NINE, hidden: null, ...changes})

test('a hidden app locks after a minute, and not before', () => {
  const hidden = seen({hidden: NINE})

  assert.equal(dueToLock(hidden, after(MINUTE - 1)), null)
  assert.equal(dueToLock(hidden, after(MINUTE)), 'hidden')
})

test('an app nobody touches locks after five minutes', () => {
  assert.equal(dueToLock(seen(), after(5 * MINUTE - 1)), null)
  assert.equal(dueToLock(seen(), after(5 * MINUTE)), 'idle')
})

test('an app in use locks after eight hours all the same', () => {
  const busy = (ms) => seen({touched: after(ms)})

  assert.equal(dueToLock(busy(8 * HOUR - 1), after(8 * HOUR - 1)), null)
  assert.equal(dueToLock(busy(8 * HOUR), after(8 * HOUR)), 'open')
})

test('a phone whose page stood still while it slept is found out by the wall clock', () => {
  const slept = after(2 * HOUR, {mono: 3_000})

  assert.equal(dueToLock(seen({hidden: NINE}), slept), 'hidden')
  assert.equal(dueToLock(seen(), slept), 'idle')
})

test('setting the clock back wins no time', () => {
  const back = after(6 * MINUTE, {wall: -HOUR})

  assert.equal(dueToLock(seen(), back), 'idle')
})
