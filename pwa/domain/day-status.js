/** The status of a day, from capture to the record nobody changes any more. */
import {put} from './changes.js'
import {instantOf, endOf, isOpen, startOf, utcMs} from './day.js'

/** @import {Change, DayState, Instant} from '../types.d.ts' */

/** @typedef {'open' | 'closed' | 'reviewed' | 'locked'} Status */

/** @type {ReadonlyArray<Status>} */
export const STATUSES = ['open', 'closed', 'reviewed', 'locked']

/** Where a day may go from where it stands. @type {Record<string, Status[]>} */
const WAYS = {
  open: ['closed'],
  closed: ['reviewed'],
  reviewed: ['locked', 'closed'],
  locked: ['reviewed'],
}

/**
 * @param {DayState} state
 * @returns {Status[]}
 */
export function waysFrom({day}) {
  return WAYS[String(day.fields.status)] ?? []
}

/**
 * Only who shadowed, and who leads the study, set a locked day free again.
 *
 * @param {DayState} state
 * @param {{uid: string, role: string | undefined}} who
 */
export function mayUnlock({day}, {uid, role}) {
  return role === 'pi' || day.created_by === null || day.created_by === uid
}

/**
 * A day is closed at the last moment it knows of: time in which nobody captured anything
 * is no observation.
 *
 * @param {DayState} state
 * @param {Status} to
 * @returns {Change[]} none when something is still running
 */
export function setStatus({day, rows}, to) {
  if (to !== 'closed' || instantOf(day, 'observation_ended_at')) {
    return [put(day, {status: to})]
  }
  if (rows.some(isOpen)) return []
  const last = rows
    .flatMap((row) => endOf(row) ?? startOf(row) ?? [])
    .reduce(
      (/** @type {Instant | null} */ latest, at) =>
        latest && utcMs(latest) >= utcMs(at) ? latest : at,
      instantOf(day, 'observation_started_at'),
    )
  return [put(day, {status: to, ...(last ? {observation_ended_at: last} : {})})]
}
