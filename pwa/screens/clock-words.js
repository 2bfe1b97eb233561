/** How far a clock is off, in words. */
import {decimal, span} from '../ui/format.js'
import {t} from '../ui/language.js'

const SECOND = 1000

/** A length that may be short. @param {number} ms */
export const short = (ms) =>
  Math.abs(ms) < 10 * SECOND
    ? `${decimal(Math.abs(ms) / SECOND, 2)} s`
    : span(Math.abs(ms))

/** @param {number} off ms to add to the clock @param {number} unc */
export function apart(off, unc) {
  if (Math.abs(off) <= unc) return t`right, give or take ${short(unc)}`
  return off > 0
    ? t`${short(off)} slow, give or take ${short(unc)}`
    : t`${short(off)} fast, give or take ${short(unc)}`
}
