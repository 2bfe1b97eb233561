/**
 * Striking the last minutes, because somebody asked for it: what was captured in them is
 * emptied and deleted, what reaches into them is cut at their edges, and a gap keeps their
 * length and who asked.
 */
import {created, put} from './changes.js'
import {earlier, remove, restore} from './correct.js'
import {endOf, instantOf, isActivity, startOf, utcMs} from './day.js'
import {segmented, taskOf} from './interrupt.js'
import {fieldsOf} from './kinds.js'
import {retied} from './review.js'
import {inNumber} from './segments.js'

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
const FIRST_ONLY = new Set(['interrupts', 'recorded_at', 'claimed_start'])

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
  const {changes, removed, cut} = strickenIn(state, {from, to})
  const gap = {
    started_at: from,
    ended_at: to,
    gap_kind: 'struck',
    activity_known: 'no',
    ...why,
  }
  const kept = created('gap', to, gap, state.day.rec)
  return {changes: [...changes, kept], removed, cut, from}
}

/**
 * What becomes of all that was captured in a stretch, what had been deleted of it too.
 *
 * @param {DayState} state
 * @param {Stretch} stretch
 * @returns {{changes: Change[], removed: number, cut: number}}
 */
export function strickenIn(state, stretch) {
  const inside = state.rows.filter((row) => isInside(row, stretch))
  const across = state.rows.filter(
    (row) => !inside.includes(row) && meets(row, stretch),
  )
  const gone = new Set(inside.map(({rec}) => rec))
  return {
    changes: inNumber(state, [
      ...inside.flatMap(emptied),
      ...across.flatMap((row) => cutAt(state, row, stretch)),
      ...state.rows.flatMap((row) => freed(row, gone)),
      ...state.deleted.flatMap((row) => forgotten(row, stretch)),
    ]),
    removed: inside.length,
    cut: across.length,
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
 * What had been deleted before could still be restored, or looked at: of the stretch nothing
 * is left in it either. It is emptied as it was, deleted again in the same act.
 *
 * @param {RecordView} row deleted
 * @param {Stretch} stretch
 * @returns {Change[]}
 */
function forgotten(row, stretch) {
  if (!isInside(row, stretch) && !meets(row, stretch)) return []
  const [start] = spanOf(row)
  const told = Object.keys(row.fields).filter((field) => !KEPT.has(field))
  const changes =
    start < utcMs(stretch.from) ? [endsAt(row, stretch.from)] : cleared(row, told)
  if (!changes.length) return []
  return [...restore(row), ...changes, ...remove({...row, deleted: false})]
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
 * @param {DayState} state
 * @param {RecordView} row
 * @param {Stretch} stretch
 * @returns {Change[]}
 */
function cutAt(state, row, {from, to}) {
  const [start, end] = spanOf(row)
  const before = start < utcMs(from)
  if (before && end <= utcMs(to)) return [endsAt(row, from)]
  if (!before) return [startsAt(row, to)]
  const second = rest(row, to)
  if (!isActivity(row)) return [endsAt(row, from), second]
  const suspended = row.fields.resumption ? {resumption: null} : {}
  return [
    endsAt(row, from),
    put(row, {...segmented(row), ...suspended}),
    second,
    ...retied(state, row.rec, second.rec, {since: utcMs(to)}),
  ]
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
 * Nothing interrupted what is not there any more.
 *
 * @param {RecordView} row
 * @param {ReadonlySet<unknown>} gone what lies inside
 * @returns {Change[]}
 */
function freed(row, gone) {
  const dangling = !gone.has(row.rec) && gone.has(row.fields.interrupts)
  return dangling ? [put(row, {interrupts: null})] : []
}

/**
 * What was written of it was written inside the stretch.
 *
 * @param {RecordView} row
 * @param {Instant} to
 * @returns {Change}
 */
function startsAt(row, to) {
  const words = textsOf(row).map((field) => [field, null])
  return put(row, {
    started_at: to,
    ...(isActivity(row) ? {start_source: 'corrected'} : {}),
    ...Object.fromEntries(words),
  })
}

/**
 * What is left of a record after the stretch, as a record of its own.
 *
 * @param {RecordView} row
 * @param {Instant} to
 * @returns {Change}
 */
function rest(row, to) {
  const words = textsOf(row)
  const told = Object.entries(row.fields).filter(
    ([field]) => !FIRST_ONLY.has(field) && !words.includes(field),
  )
  const activity = isActivity(row)
  const source = activity ? {start_source: 'corrected', task_id: taskOf(row)} : {}
  const fields = {...Object.fromEntries(told), started_at: to, ...source}
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
