/** How far a clock is off, in words. */
import {span} from '../ui/format.js'

const SECOND = 1000

/** A length that may be short. @param {number} ms */
export const short = (ms) =>
  Math.abs(ms) < 10 * SECOND
    ? `${(Math.abs(ms) / SECOND).toFixed(2)} s`
    : span(Math.abs(ms))

/** @param {number} off ms to add to the clock @param {number} unc */
export function apart(off, unc) {
  if (Math.abs(off) <= unc) return `right, give or take ${short(unc)}`
  return `${short(off)} ${off > 0 ? 'slow' : 'fast'}, give or take ${short(unc)}`
}
