/** The numbers of a task’s segments: counted up in time, whatever is done to them. */
import {utcMs} from './day.js'

/** @import {Change, DayState, Instant, RecordView} from '../types.d.ts' */

/** @typedef {Pick<RecordView, 'rec' | 'kind' | 'deleted' | 'fields'>} Row as it stands, or will */

/**
 * The same changes, and the segments of the tasks they touch numbered as they come to stand.
 *
 * @param {Pick<DayState, 'rows' | 'deleted'>} state
 * @param {ReadonlyArray<Change>} changes
 * @returns {Change[]}
 */
export function inNumber(state, changes) {
  const before = new Map([...state.rows, ...state.deleted].map((row) => [row.rec, row]))
  const after = changed(before, changes)
  const touched = changes.flatMap(({rec}) => [
    taskIn(before.get(rec)),
    taskIn(after.get(rec)),
  ])
  const numbers = [...new Set(touched)]
    .filter((task) => task !== null)
    .flatMap((task) => numbersOf(task, after))
  return numbers.reduce(
    (all, {row, segment_no}) => withNumber(all, row, before.has(row.rec), segment_no),
    [...changes],
  )
}

/**
 * @param {ReadonlyMap<string, Row>} before
 * @param {ReadonlyArray<Change>} changes
 * @returns {Map<string, Row>}
 */
function changed(before, changes) {
  /** @type {Map<string, Row>} */
  const after = new Map(before)
  for (const {rec, kind, op, set} of changes) {
    const row = after.get(rec) ?? {rec, kind, deleted: false, fields: {}}
    const deleted = op === 'put' ? row.deleted : op === 'del'
    after.set(rec, {...row, deleted, fields: {...row.fields, ...set}})
  }
  return after
}

/**
 * @param {string} task
 * @param {ReadonlyMap<string, Row>} rows
 * @returns {{row: Row, segment_no: number}[]} those numbered otherwise so far
 */
function numbersOf(task, rows) {
  return [...rows.values()]
    .filter((row) => !row.deleted && taskIn(row) === task)
    .sort((a, b) => beginOf(a) - beginOf(b) || numberIn(a) - numberIn(b))
    .map((row, i) => ({row, segment_no: i + 1}))
    .filter(({row, segment_no}) => numberIn(row) !== segment_no)
}

/**
 * @param {Change[]} changes
 * @param {Row} row
 * @param {boolean} known whether it was there before these changes
 * @param {number} segment_no
 * @returns {Change[]}
 */
function withNumber(changes, row, known, segment_no) {
  if (known)
    return [...changes, {rec: row.rec, kind: row.kind, op: 'put', set: {segment_no}}]
  return changes.map((change) =>
    change.rec === row.rec ? {...change, set: {...change.set, segment_no}} : change,
  )
}

/** @param {Row | undefined} row @returns {string | null} */
function taskIn(row) {
  const task = row?.fields.task_id
  return typeof task === 'string' ? task : null
}

/** @param {Row} row */
const numberIn = ({fields}) => Number(fields.segment_no ?? Infinity)

/** @param {Row} row */
function beginOf({fields}) {
  const start = /** @type {Instant | null | undefined} */ (fields.started_at)
  return start ? utcMs(start) : Infinity
}
