/** What all corrections of a whole day have in common: the lock, the reason, moments on a clock. */
import {endOf, startOf, utcMs} from './day.js'
import {put} from './changes.js'
import {offsetAt} from './zone.js'

/** @import {Change, DayState, Fields, Instant, RecordView} from '../types.d.ts' */

/**
 * Why a correction did nothing; a screen says it in words.
 *
 * @typedef {object} Hindrance
 * @property {'locked' | 'gone' | 'before_neighbour' | 'after_neighbour' | 'outside' |
 *   'apart' | 'codes_differ' | 'too_long' | 'backwards' | 'future' | 'covered' |
 *   'struck'} code
 * @property {RecordView} [record] the one in the way
 * @property {number} [from] between which moments it would have gone, ms UTC
 * @property {number} [to]
 *
 * @typedef {{changes: Change[], refusal: Hindrance | null}} Corrected
 */

/** Two stretches this close touch: a time typed by hand has no milliseconds. */
export const TOUCH_MS = 1000

/** @param {RecordView | null} day */
export function isLocked(day) {
  return day?.fields.status === 'locked'
}

/**
 * @param {Hindrance['code']} code
 * @param {Omit<Hindrance, 'code'>} [more]
 * @returns {Corrected}
 */
export function refused(code, more = {}) {
  return {changes: [], refusal: {code, ...more}}
}

/**
 * @param {string | undefined} reason a word of `edit_reason`; skipped when empty
 * @returns {Fields}
 */
export function because(reason) {
  return reason ? {edit_reason: reason} : {}
}

/**
 * Another moment on the clock an instant was read from, so that whatever corrects that
 * clock corrects both. `boot` says whose clock it was; what its counter would have shown
 * nobody knows.
 *
 * @param {Instant} instant
 * @param {number} ms UTC
 * @returns {Instant}
 */
export function momentOn(instant, ms) {
  const {tz, boot} = instant
  return {
    wall: instant.wall + (ms - utcMs(instant)),
    tz,
    utcoff: offsetAt(tz, ms),
    utc: new Date(ms).toISOString(),
    ...(boot === undefined ? {} : {boot}),
  }
}

/** Fields in which one record points at an activity. */
const TIES = ['activity', 'meeting', 'interrupts']

/**
 * Ties what belonged to one activity to another.
 *
 * @param {DayState} state
 * @param {string} from
 * @param {string} to
 * @param {{since?: number, until?: number}} [when] only what began in this stretch
 * @returns {Change[]}
 */
export function retied({rows}, from, to, {since = -Infinity, until = Infinity} = {}) {
  return rows.flatMap((row) => {
    const start = startOf(row)
    const at = start ? utcMs(start) : NaN
    if (row.rec === to || !(at >= since && at < until)) return []
    const tied = TIES.filter((field) => row.fields[field] === from)
    if (!tied.length) return []
    return [put(row, Object.fromEntries(tied.map((field) => [field, to])))]
  })
}

/**
 * Stretches whose content was struck: nothing is put back into them.
 *
 * @param {DayState} state
 * @returns {[from: number, to: number][]} ms UTC
 */
export function struckIn({rows}) {
  return rows.flatMap((row) => {
    const [start, end] = [startOf(row), endOf(row)]
    if (row.fields.gap_kind !== 'struck' || !start || !end) return []
    return [/** @type {[number, number]} */ ([utcMs(start), utcMs(end)])]
  })
}

/**
 * @param {DayState} state
 * @param {RecordView} view
 * @returns {boolean}
 */
export function overlapsStruck(state, view) {
  const [start, end] = [startOf(view), endOf(view)]
  if (!start) return false
  const from = utcMs(start)
  const until = end ? utcMs(end) : view.fields.started_at ? Infinity : from
  return struckIn(state).some(([a, b]) =>
    until === from ? from >= a && from < b : from < b && until > a,
  )
}
