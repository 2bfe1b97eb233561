/**
 * Striking the last minutes, because somebody asked for it: what was captured in them is
 * emptied and deleted, what reaches into them is cut at their edges, and a gap keeps their
 * length and who asked.
 */
import {created, put} from './changes.js'
import {earlier, remove} from './correct.js'
import {endOf, instantOf, isActivity, startOf, utcMs} from './day.js'
import {segmented, segmentsOf, taskOf} from './interrupt.js'
import {fieldsOf} from './kinds.js'

/** @import {Change, DayState, Fields, Instant, RecordView} from '../types.d.ts' */
/**
 * @typedef {object} Struck
 * @property {Change[]} changes none when the stretch has no length
 * @property {number} removed records that lie inside the stretch
 * @property {number} cut records that reach into it
 * @property {Instant} from
 *
 * @typedef {{from: Instant, to: Instant}} Stretch
 */

/** What a record keeps that is deleted: when it was, and nothing of what it was. */
const KEPT = new Set(
  'day at started_at ended_at recorded_at start_source end_source lane captured_locked'.split(
    ' ',
  ),
)
/** What belongs to the first part of a record that is cut in two. */
const FIRST_ONLY = new Set(['interrupts', 'recorded_at', 'resumption', 'claimed_start'])

/**
 * @param {DayState} state
 * @param {object} ask
 * @param {Instant} ask.to the moment it was asked for
 * @param {number} ask.minutes
 * @param {Fields} [ask.why] `reason` and `requested_by`
 * @returns {Struck}
 */
export function strikeLast(state, {to, minutes, why = {}}) {
  const opened = instantOf(state.day, 'observation_started_at')
  const back = earlier(to, Math.max(0, minutes))
  const from = opened && utcMs(opened) > utcMs(back) ? opened : back
  const none = {changes: [], removed: 0, cut: 0, from}
  if (!(utcMs(from) < utcMs(to))) return none
  const stretch = {from, to}
  const inside = state.rows.filter((row) => isInside(row, stretch))
  const across = state.rows.filter(
    (row) => !inside.includes(row) && meets(row, stretch),
  )
  const left = {rows: state.rows.filter((row) => !inside.includes(row))}
  const gap = {
    started_at: from,
    ended_at: to,
    gap_kind: 'struck',
    activity_known: 'no',
    ...why,
  }
  return {
    changes: [
      ...inside.flatMap(emptied),
      ...across.flatMap((row) => cut(left, row, stretch)),
      created('gap', to, gap, state.day.rec),
    ],
    removed: inside.length,
    cut: across.length,
    from,
  }
}

/**
 * @param {RecordView} row
 * @param {Stretch} stretch
 */
function isInside(row, stretch) {
  const [from, to] = [utcMs(stretch.from), utcMs(stretch.to)]
  const [start, end] = spanOf(row)
  return start >= from && end <= to
}

/**
 * Whether the inside of a stretch and that of a record have a moment in common.
 *
 * @param {RecordView} row
 * @param {Stretch} stretch
 */
function meets(row, stretch) {
  const [start, end] = spanOf(row)
  return start < utcMs(stretch.to) && end > utcMs(stretch.from)
}

/**
 * @param {RecordView} row
 * @returns {[start: number, end: number]}
 */
function spanOf(row) {
  const start = startOf(row)
  if (!start) return [Infinity, Infinity]
  const end = endOf(row)
  const open = row.fields.started_at ? Infinity : utcMs(start)
  return [utcMs(start), end ? utcMs(end) : open]
}

/**
 * Deleting alone would leave the words where they are.
 *
 * @param {RecordView} row
 * @returns {Change[]}
 */
function emptied(row) {
  const told = Object.keys(row.fields).filter((field) => !KEPT.has(field))
  return [...cleared(row, told), ...remove(row)]
}

/**
 * @param {RecordView} row
 * @param {ReadonlyArray<string>} fields
 * @returns {Change[]}
 */
function cleared(row, fields) {
  if (!fields.length) return []
  return [put(row, Object.fromEntries(fields.map((field) => [field, null])))]
}

/**
 * @param {Pick<DayState, 'rows'>} left what lies inside the stretch taken out
 * @param {RecordView} row
 * @param {Stretch} stretch
 * @returns {Change[]}
 */
function cut(left, row, {from, to}) {
  const [start, end] = spanOf(row)
  const before = start < utcMs(from)
  if (before && end <= utcMs(to)) return [endsAt(row, from)]
  if (!before) return [startsAt(left, row, to)]
  const first = isActivity(row) ? put(row, segmented(row)) : null
  return [endsAt(row, from), ...(first ? [first] : []), rest(left, row, to)]
}

/**
 * @param {RecordView} row
 * @param {Instant} from
 * @returns {Change}
 */
function endsAt(row, from) {
  const source = isActivity(row) ? {end_source: 'corrected'} : {}
  return put(row, {ended_at: from, ...source})
}

/**
 * What was written of it was written inside the stretch.
 *
 * @param {Pick<DayState, 'rows'>} left
 * @param {RecordView} row
 * @param {Instant} to
 * @returns {Change}
 */
function startsAt(left, row, to) {
  const words = textsOf(row).map((field) => [field, null])
  const {interrupts, task_id} = row.fields
  const others = {rows: left.rows.filter(({rec}) => rec !== row.rec)}
  const dangling = interrupts && !left.rows.some(({rec}) => rec === interrupts)
  return put(row, {
    started_at: to,
    ...(isActivity(row) ? {start_source: 'corrected'} : {}),
    ...(dangling ? {interrupts: null} : {}),
    ...(task_id ? {segment_no: segmentsOf(others, taskOf(row)) + 1} : {}),
    ...Object.fromEntries(words),
  })
}

/**
 * What is left of a record after the stretch, as a record of its own.
 *
 * @param {Pick<DayState, 'rows'>} left
 * @param {RecordView} row
 * @param {Instant} to
 * @returns {Change}
 */
function rest(left, row, to) {
  const words = textsOf(row)
  const told = Object.entries(row.fields).filter(
    ([field]) => !FIRST_ONLY.has(field) && !words.includes(field),
  )
  const activity = isActivity(row)
  const number = Math.max(1, segmentsOf(left, taskOf(row))) + 1
  const segment = activity ? {task_id: taskOf(row), segment_no: number} : {}
  const source = activity ? {start_source: 'corrected'} : {}
  const fields = {...Object.fromEntries(told), started_at: to, ...source, ...segment}
  return created(row.kind, to, fields, row.parent ?? undefined)
}

/**
 * @param {RecordView} row
 * @returns {string[]} its fields that hold words
 */
function textsOf(row) {
  return fieldsOf(row.kind)
    .filter(({name, type}) => type === 'text' && row.fields[name] !== undefined)
    .map(({name}) => name)
}
