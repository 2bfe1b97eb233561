/** Whether something happened to the phone's clock between two looks at it. */
import {STEP_MS} from './instants.js'

/** @import {Instant} from '../types.d.ts' */
/** @typedef {Pick<Instant, 'tz' | 'utcoff'>} Place */

/** What the clock gained on the counter, ms. @param {Instant} a @param {Instant} b */
export const gainedIn = (a, b) =>
  a.boot === b.boot ? b.wall - Number(b.mono) - (a.wall - Number(a.mono)) : 0

/**
 * Whether it was set. A page nobody sees may sleep, and then the clock runs ahead by itself.
 *
 * @param {Instant} a
 * @param {Instant} b
 * @param {boolean} seen all the while
 */
export function isJump(a, b, seen) {
  const gained = gainedIn(a, b)
  return gained < -STEP_MS || (seen && gained > STEP_MS)
}

/** @param {Place} a @param {Place} b */
export const isElsewhere = (a, b) => a.tz !== b.tz || a.utcoff !== b.utcoff
