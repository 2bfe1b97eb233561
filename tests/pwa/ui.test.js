/** What the screens make of times, spans and the state of the sync, without a screen. */
import assert from 'node:assert/strict'
import test from 'node:test'

import {badgeOf} from '../../pwa/ui/badge.js'
import {clockTime, dayName, elapsed, share, span} from '../../pwa/ui/format.js'
import {actWords} from '../../pwa/ui/words.js'
import {dateIn, localOf, momentIn, offsetAt} from '../../pwa/domain/zone.js'

/** @import {SyncState, Waiting} from '../../pwa/types.d.ts' */

const NOON = Date.parse('2026-11-22T12:00:00Z')
const NOTHING = {pending: 0, oldest: null, rejected: 0, deferred: 0}

/** @param {SyncState} state @param {Partial<Waiting>} [waiting] */
const badge = (state, waiting = {}) =>
  badgeOf({...NOTHING, ...waiting}, {state, lastSuccess: null, detail: null}, NOON)

test('a running length counts up like a stop-watch and never below nothing', () => {
  assert.equal(elapsed(-500), '0:00')
  assert.equal(elapsed(65_000), '1:05')
  assert.equal(elapsed(3_725_000), '1:02:05')
})

test('a span is told in the units people think in', () => {
  assert.deepEqual([5_000, 59_600, 3_600_000, 3_900_000].map(span), [
    '5 s',
    '1 min',
    '1 h',
    '1 h 5 min',
  ])
})

test('a share of nothing is no number', () => {
  assert.equal(share(5, 0), '–')
  assert.equal(share(1, 3), '33 %')
})

test('a clock shows the time of the place, half-hour zones included', () => {
  assert.equal(clockTime(NOON, 330), '17:30')
  assert.equal(clockTime(NOON, -60, true), '11:00:00')
})

test('dates are written as in the region the device names', () => {
  const {languages} = navigator
  const as = (tags) => {
    Object.defineProperty(navigator, 'languages', {value: tags, configurable: true})
    return dayName('2026-11-22', true)
  }
  try {
    assert.equal(as(['fr-FR', 'en-GB']), 'Sun, 22 Nov 2026')
    assert.equal(as(['en-US']), 'Sun, Nov 22, 2026')
    assert.equal(as(['fr-FR']), 'Sun, 22 Nov 2026')
  } finally {
    as(languages)
  }
})

test('what is no date is shown as it is', () => {
  assert.equal(dayName('soon'), 'soon')
})

test('a typed time stands for the moment it was in that zone that day', () => {
  const summer = momentIn('2026-07-01T09:00:00', 'Europe/London')
  const winter = momentIn('2026-12-01T09:00:00', 'Europe/London')

  assert.deepEqual(summer, {ms: Date.parse('2026-07-01T08:00:00Z'), utcoff: 60})
  assert.deepEqual(winter, {ms: Date.parse('2026-12-01T09:00:00Z'), utcoff: 0})
  assert.equal(localOf(summer.ms, summer.utcoff), '2026-07-01T09:00:00')
})

test('the date is the one where the subject is', () => {
  const late = Date.parse('2026-11-22T23:30:00Z')

  assert.equal(dateIn('Europe/Berlin', late), '2026-11-23')
  assert.equal(dateIn('America/New_York', late), '2026-11-22')
  assert.equal(offsetAt('Asia/Kolkata', late), 330)
})

test('the badge says what is not on the server and how old it is', () => {
  const waiting = {pending: 3, oldest: NOON - 12 * 60_000}

  assert.equal(
    badge('offline', waiting).text,
    '3 not on the server yet · oldest 12 min',
  )
  assert.equal(badge('idle').text, 'All on the server')
})

test('the badge names a login page, and never calls what was refused safe', () => {
  assert.match(badge('portal', {pending: 1, oldest: NOON}).text, /Wi-Fi login page\?/)
  assert.equal(badge('idle', {rejected: 2}).tone, 'warn')
})

test('undo says what it would take back', () => {
  assert.equal(actWords('switch:Phone call'), 'Phone call')
  assert.equal(actWords('alongside:Phone call'), 'alongside Phone call')
  assert.equal(actWords('mark'), 'mark')
})
