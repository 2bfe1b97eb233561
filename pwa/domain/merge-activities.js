/** Two activities that were one: the first goes on to the end of the second. */
import {put} from './changes.js'
import {endOf, isActivity, isSecondary, startOf, utcMs} from './day.js'
import {sameValue} from './merge.js'
import {because, isLocked, refused, retied, TOUCH_MS} from './review.js'
import {inNumber} from './segments.js'
import {carried} from './split.js'

/** @import {DayState, Fields, RecordView} from '../types.d.ts' */
/** @import {Corrected} from './review.js' */

const LONGEST_NOTE = 4000
const BEGUN = ['claimed_start', 'interrupts', 'interruption_source']
const TIMES = new Set([
  'day',
  'started_at',
  'start_source',
  'ended_at',
  'end_source',
  'lane',
])

/**
 * The activities of the same lane that touch this one.
 *
 * @param {DayState} state
 * @param {string} rec
 * @returns {{before: RecordView | null, after: RecordView | null}}
 */
export function touching({rows}, rec) {
  const view = rows.find((row) => row.rec === rec)
  if (!view || !isActivity(view)) return {before: null, after: null}
  const lane = rows.filter(
    (row) =>
      row.rec !== rec && isActivity(row) && isSecondary(row) === isSecondary(view),
  )
  return {
    before: lane.findLast((row) => touch(row, view)) ?? null,
    after: lane.find((row) => touch(view, row)) ?? null,
  }
}

/**
 * What only the second said is taken over; where both said something, the record that stays
 * has its say, and the other can still be looked at among the deleted ones.
 *
 * @param {DayState} state
 * @param {RecordView} first
 * @param {RecordView} second
 * @param {{code?: string, reason?: string}} how `code` must be chosen when theirs differ
 * @returns {Corrected}
 */
export function merge(state, first, second, {code, reason}) {
  if (isLocked(state.day)) return refused('locked')
  if (!touch(first, second)) return refused('apart', {record: second})
  if (code === undefined && first.fields.code !== second.fields.code) {
    return refused('codes_differ')
  }
  // A meeting has more to tell than an activity, so it is the one that stays.
  const [stays, goes] =
    second.kind === 'meeting' && first.kind !== 'meeting'
      ? [second, first]
      : [first, second]
  const note = [first, second].flatMap(({fields}) => fields.note ?? []).join('\n')
  if ([...note].length > LONGEST_NOTE) return refused('too_long')
  const set = {
    ...onlyIn(goes, stays),
    ...timesOf(stays, first, second),
    ...edgesOf(stays, first, second),
    ...(note && note !== stays.fields.note ? {note} : {}),
    ...personsOf(stays, goes),
    ...(code && code !== stays.fields.code ? {code} : {}),
    ...because(reason),
  }
  return {
    changes: inNumber(state, [
      put(stays, set),
      {rec: goes.rec, kind: goes.kind, op: 'del'},
      ...retied(state, goes.rec, stays.rec),
    ]),
    refusal: null,
  }
}

/** @param {RecordView} a @param {RecordView} b whether the one ends when the other begins */
function touch(a, b) {
  const [end, start] = [endOf(a), startOf(b)]
  const from = startOf(a)
  return Boolean(
    end &&
    start &&
    from &&
    utcMs(from) <= utcMs(start) &&
    Math.abs(utcMs(start) - utcMs(end)) <= TOUCH_MS,
  )
}

/**
 * @param {RecordView} goes
 * @param {RecordView} stays
 * @returns {Fields}
 */
function onlyIn(goes, stays) {
  const likeStays = {...goes, kind: stays.kind}
  const said = Object.entries(carried(likeStays))
  return Object.fromEntries(
    said.filter(([name]) => !TIMES.has(name) && stays.fields[name] === undefined),
  )
}

/**
 * @param {RecordView} stays
 * @param {RecordView} first
 * @param {RecordView} second
 * @returns {Fields}
 */
function timesOf(stays, first, second) {
  const {started_at, start_source = null} = first.fields
  const {ended_at = null, end_source = null} = second.fields
  return stays === first ? {ended_at, end_source} : {started_at, start_source}
}

/**
 * How it began is told by the first, whether it was returned to by the second.
 *
 * @param {RecordView} stays
 * @param {RecordView} first
 * @param {RecordView} second
 * @returns {Fields}
 */
function edgesOf(stays, first, second) {
  const said = {
    ...Object.fromEntries(BEGUN.map((name) => [name, first.fields[name] ?? null])),
    ...(first.fields.interrupts === stays.rec ? {interrupts: null} : {}),
    resumption: second.fields.resumption ?? null,
  }
  const told = Object.entries(said).filter(
    ([name, value]) => !sameValue(stays.fields[name] ?? null, value),
  )
  return Object.fromEntries(told)
}

/**
 * @param {RecordView} stays
 * @param {RecordView} goes
 * @returns {Fields}
 */
function personsOf(stays, goes) {
  const [mine, theirs] = [stays, goes].map(({fields}) =>
    Array.isArray(fields.persons) ? fields.persons : [],
  )
  const persons = [...new Set([...(mine ?? []), ...(theirs ?? [])])]
  return persons.length > (mine ?? []).length ? {persons} : {}
}
