/** Moving the boundary of two activities: the one ends when the other begins. */
import {put} from './changes.js'
import {endOf, isActivity, isSecondary, startOf, utcMs} from './day.js'
import {because, isLocked, momentOn, refused, TOUCH_MS} from './review.js'
import {inNumber} from './segments.js'

/** @import {DayState, RecordView} from '../types.d.ts' */
/** @import {Corrected} from './review.js' */

/** @typedef {{before: RecordView, after: RecordView, at: number}} Edge */

/**
 * Where one primary activity goes over into the next.
 *
 * @param {DayState} state
 * @returns {Edge[]} in time order
 */
export function edgesOf({rows}) {
  const lane = rows.filter((row) => isActivity(row) && !isSecondary(row))
  return lane.flatMap((after, i) => {
    const before = lane[i - 1]
    const [end, start] = [before && endOf(before), startOf(after)]
    if (!before || !end || !start) return []
    const at = utcMs(start)
    return Math.abs(at - utcMs(end)) <= TOUCH_MS ? [{before, after, at}] : []
  })
}

/**
 * Nothing is cut to fit: a boundary that would pass the other end of a neighbour stays.
 *
 * @param {DayState} state
 * @param {Edge} edge
 * @param {number} ms where it is to be, UTC
 * @param {{nowMs: number, reason?: string}} how
 * @returns {Corrected}
 */
export function retime(state, {before, after, at}, ms, {nowMs, reason}) {
  const [start, shared, end] = [startOf(before), endOf(before), endOf(after)]
  if (isLocked(state.day)) return refused('locked')
  if (!start || !shared) return refused('gone')
  const [from, to] = [utcMs(start), end ? utcMs(end) : nowMs]
  if (ms <= from) return refused('before_neighbour', {record: before, from, to})
  if (ms >= to) return refused('after_neighbour', {record: after, from, to})
  if (ms === at) return {changes: [], refusal: null}
  const moment = momentOn(shared, ms)
  const why = because(reason)
  return {
    changes: inNumber(state, [
      put(before, {ended_at: moment, end_source: 'corrected', ...why}),
      put(after, {started_at: moment, start_source: 'corrected', ...why}),
    ]),
    refusal: null,
  }
}
