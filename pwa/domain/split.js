/** One activity that was two: cut at a moment, the second part a record of its own. */
import {created, put} from './changes.js'
import {endOf, isActivity, startOf, utcMs} from './day.js'
import {fieldsOf} from './kinds.js'
import {because, isLocked, momentOn, refused, retied} from './review.js'

/** @import {Change, DayState, Fields, Instant, RecordView} from '../types.d.ts' */
/** @import {Corrected} from './review.js' */

/** What was said of the activity once, or of its beginning: that stays with the first part. */
const ONCE = new Set([
  'captured_locked',
  'claimed_start',
  'decisions_count',
  'edit_reason',
  'interrupts',
  'interruption_source',
  'note',
  'recorded_at',
  'resumption',
  'segment_no',
  'started_at',
  'start_source',
  'subject_arrived_at',
])

/**
 * @param {DayState} state
 * @param {string} rec
 * @param {number} ms where to cut, UTC
 * @param {{at: Instant, code?: string, reason?: string}} how `at`: now; `code`: of the
 *   second part, if it is another
 * @returns {Corrected}
 */
export function split(state, rec, ms, {at, code, reason}) {
  const view = state.rows.find((row) => row.rec === rec)
  const start = view && startOf(view)
  if (isLocked(state.day)) return refused('locked')
  if (!view || !start || !isActivity(view)) return refused('gone')
  const end = endOf(view)
  const [from, to] = [utcMs(start), end ? utcMs(end) : utcMs(at)]
  if (!(ms > from && ms < to)) return refused('outside', {record: view, from, to})
  const moment = momentOn(start, ms)
  const said = {...(code ? {code} : {}), ...because(reason)}
  const second = tailOf(state, view, moment, at, said)
  const first = put(view, {
    ended_at: moment,
    end_source: 'corrected',
    ...because(reason),
  })
  const ties = retied(state, rec, second.rec, {since: ms})
  return {changes: [first, second, ...ties], refusal: null}
}

/**
 * The rest of an activity from a moment on, as a record of its own.
 *
 * @param {DayState} state
 * @param {RecordView} view
 * @param {Instant} moment
 * @param {Instant} at now
 * @param {Fields} said
 * @returns {Change}
 */
export function tailOf({day}, view, moment, at, said) {
  const fields = {...carried(view), started_at: moment, start_source: 'corrected'}
  return created(view.kind, at, {...fields, ...said}, day.rec)
}

/**
 * What is true of every part of an activity.
 *
 * @param {RecordView} view
 * @returns {Fields}
 */
export function carried({kind, fields}) {
  const known = fieldsOf(kind).filter(({name}) => name in fields && !ONCE.has(name))
  return Object.fromEntries(known.map(({name}) => [name, fields[name]]))
}
