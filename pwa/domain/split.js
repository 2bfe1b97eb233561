/** One activity that was two: cut at a moment, the second part a record of its own. */
import {created, put} from './changes.js'
import {endOf, isActivity, startOf, utcMs} from './day.js'
import {fieldsOf} from './kinds.js'
import {because, isLocked, momentOn, refused, retied} from './review.js'
import {inNumber} from './segments.js'

/** @import {Change, DayState, Fields, Instant, RecordView} from '../types.d.ts' */
/** @import {Corrected} from './review.js' */

/** What was said of the activity once, or of one of its edges: no part has it from the other. */
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
  const tail = tailOf(state, view, moment, at, said)
  const first = put(view, {
    ended_at: moment,
    end_source: 'corrected',
    ...because(reason),
  })
  const ties = retied(state, rec, tail.rec, {since: ms})
  return {
    changes: inNumber(state, [first, ...tail.changes, ...ties]),
    refusal: null,
  }
}

/**
 * The rest of an activity from a moment on, as a record of its own. It was the rest that was
 * suspended, if any was; under another code it is no segment of the same task.
 *
 * @param {DayState} state
 * @param {RecordView} view
 * @param {Instant} moment
 * @param {Instant} at now
 * @param {Fields} said
 * @returns {{rec: string, changes: Change[]}}
 */
export function tailOf(state, view, moment, at, said) {
  const {task_id, ...fields} = carried(view)
  const {resumption} = view.fields
  const leaves = 'code' in said && said.code !== fields.code
  const known = {...fields, started_at: moment, start_source: 'corrected', ...said}
  const made = created(view.kind, at, known, state.day.rec)
  const {rec, set} = made
  const waits = Boolean(resumption) && !(leaves && resumption === 'resumed')
  const task = leaves ? (waits ? rec : '') : typeof task_id === 'string' ? task_id : ''
  const more = {
    ...(task ? {task_id: task} : {}),
    ...(waits ? {resumption} : {}),
  }
  const moved = waits ? [put(view, {resumption: null})] : []
  return {rec, changes: [{...made, set: {...set, ...more}}, ...moved]}
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
