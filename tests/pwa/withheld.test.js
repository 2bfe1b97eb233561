/** An embargo as the phone makes it, shows it and lets go of it. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {back, endDay, stepOut} from '../../pwa/domain/capture.js'
import {dayState} from '../../pwa/domain/day.js'
import {embargo, fateOf, stretchesOf, told} from '../../pwa/domain/withheld.js'

const NINE = 1_795_338_000_000
const at = (minutes) => {
  const wall = NINE + minutes * 60_000
  return {wall, tz: 'UTC', utcoff: 0, utc: new Date(wall).toISOString()}
}
const day = {rec: 'd', kind: 'day', parent: null, fields: {}}

function view(rec, kind, fields, more = {}) {
  return {
    rec,
    kind,
    study: 's',
    parent: 'd',
    deleted: false,
    created_at: NINE,
    fields: {day: 'd', ...fields},
    ...more,
  }
}
const held = (fields = {}, more = {}) =>
  view(
    'e',
    'gap',
    {started_at: at(60), ended_at: at(90), gap_kind: 'embargoed', ...fields},
    more,
  )
const stretch = (rec, from, to) =>
  view(rec, 'activity', {code: 'travel', started_at: at(from), ended_at: at(to)})

test('an embargo is a gap that says who asked, and why', () => {
  const what = {from: at(60), to: at(90), by: 'CE1', why: 'The merger'}

  const {kind, op, set} = embargo(what, 'd', at(600))

  assert.deepEqual([kind, op], ['gap', 'put'])
  assert.deepEqual(set, {
    day: 'd',
    started_at: at(60),
    ended_at: at(90),
    gap_kind: 'embargoed',
    requested_by: 'CE1',
    note: 'The merger',
    recorded_at: at(600),
  })
})

test('a preview says of each record what becomes of it', () => {
  const stretches = stretchesOf([held()])
  const fates = [
    stretch('a', 0, 60),
    stretch('b', 60, 90),
    stretch('c', 80, 95),
    held(),
  ]

  assert.deepEqual(
    fates.map((record) => fateOf(record, stretches)),
    ['told', 'withheld', 'cut', 'told'],
  )
})

test('lifted, by deletion, it withholds nothing', () => {
  const records = [held({}, {deleted: true}), stretch('b', 60, 90)]

  assert.deepEqual(stretchesOf(records), [])
  assert.equal(told(records), records)
})

test('what was cut once is not cut again', () => {
  const records = [held(), stretch('a', 30, 100), stretch('b', 70, 100)]

  const once = told(records)

  assert.equal(once.length, 4)
  assert.deepEqual(told(once), once)
})

test('nothing is taken from the records themselves', () => {
  const records = [held({note: 'why'}), stretch('a', 30, 100)]
  const before = structuredClone(records)

  told(records)

  assert.deepEqual(records, before)
})

test('an embargo without an end is nobody who stepped out', () => {
  const open = held({ended_at: null})
  const state = dayState(day, [open], {nowMs: NINE + 3_600_000})

  assert.equal(state.gap, null)
  assert.deepEqual(back(state, at(95)), [])
  assert.equal(stepOut(state, {at: at(95)}).length, 1)
  const {changes, ask} = endDay(state, at(100))
  assert.deepEqual([changes.map(({rec}) => rec), ask], [['d'], []])
})

test('its time counts as not observed', () => {
  const whole = {
    ...day,
    fields: {observation_started_at: at(0), observation_ended_at: at(120)},
  }

  const {observedMs, totals} = dayState(whole, [held(), stretch('a', 0, 120)])

  assert.deepEqual([observedMs, totals[0]?.ms], [90 * 60_000, 90 * 60_000])
})
