/** What was deleted comes back to a day that has gone on without it. */
import {put} from './changes.js'
import {observed, restore} from './correct.js'
import {
  endOf,
  instantOf,
  isActivity,
  isEmbargo,
  isOpen,
  isSecondary,
  startOf,
  utcMs,
} from './day.js'
import {taskOf} from './interrupt.js'
import {momentOn, overlapsStruck} from './review.js'
import {inNumber} from './segments.js'
import {strickenIn} from './strike.js'
import {without} from './totals.js'

/** @import {Change, DayState, Fields, Instant, RecordView} from '../types.d.ts' */
/** @import {Span} from './totals.js' */

/** @type {Set<unknown>} */
const LEFT = new Set(['unknown', 'not_resumed'])

/**
 * Of two that were open one after the other the first ends where the second begins, as a
 * switch would have ended it. A primary activity in whose place another stands by now comes
 * back beside it, a gap where there is none. What was struck does not come back while it is,
 * and a strike that does strikes what was captured there since.
 *
 * @param {DayState | null} state null for what belongs to no day
 * @param {RecordView} view
 * @returns {Change[]}
 */
export function restored(state, view) {
  const back = restore(view)
  const start = startOf(view)
  if (!state || !start || !back.length) return back
  if (view.fields.gap_kind === 'struck') return struckAgain(state, view, back)
  if (overlapsStruck(state, view)) return []
  if (!view.fields.started_at) return back
  const rivals = state.rows.filter((row) => isOfOneLine(row, view))
  const passed = rivals.filter((row) => isOpen(row) && beginOf(row) < utcMs(start))
  const others = rivals.filter((row) => !passed.includes(row))
  const end = endOf(view) ?? endIn(state, view, others)
  const changed = {
    ...(end && !endOf(view) ? endsAt(view, end) : {}),
    ...placeOf(view, {start, end}, others),
  }
  if ('nowhere' in changed) return []
  return inNumber(state, [
    ...back,
    ...(Object.keys(changed).length ? [put(view, changed)] : []),
    ...passed.map((row) => put(row, endsAt(row, start))),
    ...inItsTask(state, view),
    ...seenBy(state, view, start, end),
  ])
}

/**
 * @param {DayState} state
 * @param {RecordView} view
 * @param {Change[]} back
 */
function struckAgain(state, view, back) {
  const [from, to] = [startOf(view), endOf(view)]
  if (!from || !to) return back
  const {rows, deleted} = state
  const others = {...state, rows, deleted: deleted.filter(({rec}) => rec !== view.rec)}
  return [...strickenIn(others, {from, to}).changes, ...back]
}

/**
 * @param {RecordView} view
 * @param {{start: Instant, end: Instant | null}} span
 * @param {RecordView[]} others
 * @returns {Fields}
 */
function placeOf(view, {start, end}, others) {
  const whole = /** @type {Span} */ ([utcMs(start), end ? utcMs(end) : Infinity])
  const taken = others
    .map((row) => /** @type {Span} */ ([beginOf(row), finishOf(row)]))
    .filter(([from, to]) => from < whole[1] && to > whole[0])
  if (!taken.length) return {}
  if (isActivity(view)) return {lane: 'secondary'}
  const [free] = without([whole], taken)
  if (!free) return {nowhere: true}
  const [from, to] = free
  return {
    ...(from > whole[0] ? {started_at: momentOn(start, from)} : {}),
    ...(to < whole[1] ? {ended_at: momentOn(start, to)} : {}),
  }
}

/**
 * Only one of them goes on at a time.
 *
 * @param {RecordView} row
 * @param {RecordView} view
 */
function isOfOneLine(row, view) {
  if (isEmbargo(view) || isEmbargo(row)) return false
  if (view.kind === 'gap') return row.kind === 'gap'
  if (!isActivity(row) || !isActivity(view)) return false
  return taskOf(row) === taskOf(view) || !(isSecondary(row) || isSecondary(view))
}

/** @param {RecordView} row */
function beginOf(row) {
  const start = startOf(row)
  return start ? utcMs(start) : Infinity
}

/** @param {RecordView} row */
function finishOf(row) {
  const end = endOf(row)
  return end ? utcMs(end) : Infinity
}

/**
 * Where what was still open has ended meanwhile.
 *
 * @param {DayState} state
 * @param {RecordView} view
 * @param {RecordView[]} rivals in time order
 * @returns {Instant | null}
 */
function endIn({day}, view, rivals) {
  if (isEmbargo(view)) return null
  const begin = beginOf(view)
  const next = rivals.find((row) => beginOf(row) >= begin)
  const end = (next && startOf(next)) ?? instantOf(day, 'observation_ended_at')
  return end && utcMs(end) < begin ? startOf(view) : end
}

/** @param {RecordView} view @param {Instant} end @returns {Fields} */
function endsAt(view, end) {
  return {
    ended_at: end,
    ...(isActivity(view) ? {end_source: 'inferred_from_next'} : {}),
  }
}

/**
 * What a segment that comes back makes true of the others: what went before it was returned
 * to. An act that was undone may have made it a segment of what is a whole again.
 *
 * @param {DayState} state
 * @param {RecordView} view
 * @returns {Change[]}
 */
function inItsTask({rows}, view) {
  const name = taskOf(view)
  if (!rows.some((row) => row.rec === name || row.fields.task_id === name)) return []
  const first = [...rows, view].find(({rec}) => rec === name)
  const task_id = first ? taskOf(first) : name
  const lent = [first, view]
    .filter((row) => row && row.fields.task_id !== task_id)
    .map((row) => put(row ?? view, {task_id}))
  const segments = [
    ...rows.filter((row) => isActivity(row) && taskOf(row) === task_id),
    view,
  ]
  const left = segments
    .sort((a, b) => beginOf(a) - beginOf(b))
    .slice(0, -1)
    .filter(({fields}) => LEFT.has(fields.resumption))
  return [...lent, ...left.map((row) => put(row, {resumption: 'resumed'}))]
}

/**
 * @param {DayState} state
 * @param {RecordView} view
 * @param {Instant} start
 * @param {Instant | null} end
 * @returns {Change[]}
 */
function seenBy({day}, view, start, end) {
  const whole = put(view, {started_at: start, ...(end ? {ended_at: end} : {})})
  return observed(day, [whole]).slice(1)
}
