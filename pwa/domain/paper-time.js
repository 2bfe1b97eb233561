/** Times as they stand on paper: read from a few keys, and found on the day they belong to. */
import {momentsIn} from './zone.js'

/** @import {Moment} from './zone.js' */

const MINUTE_MS = 60_000
/** From one row to the next across midnight; more is a slip. */
const REACH_MS = 6 * 3_600_000

/**
 * Minutes since midnight: `905`, `9:05`, `09.05`, `9h05` and `9` are all read.
 *
 * @param {string} text
 * @returns {number | null}
 */
export function minutesOf(text) {
  const found = /^(\d{1,2})(?:[:.,h ]?(\d{2}))?h?$/i.exec(text.trim())
  if (!found) return null
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)]
  const all = hours * 60 + minutes
  return minutes > 59 || all > 24 * 60 ? null : all
}

/**
 * The moments at which a clock in this zone says so on a date.
 *
 * @param {string} date YYYY-MM-DD
 * @param {number} minutes since its midnight
 * @param {string} zone
 */
const momentsOn = (date, minutes, zone) =>
  momentsIn(Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS, zone)

/**
 * The moment a time stands for that was written down after another one: after midnight it
 * is the next date's, and in the hour that comes twice it may be the second coming.
 *
 * @param {string} date
 * @param {number} minutes
 * @param {string} zone
 * @param {number} [since] ms; what was written down before
 * @returns {Moment & {isNextDate: boolean}} where none fits, the one on the date itself
 */
export function momentAfter(date, minutes, zone, since = -Infinity) {
  const here = momentsOn(date, minutes, zone).map((m) => ({...m, isNextDate: false}))
  const next = momentsOn(date, minutes + 24 * 60, zone)
    .map((m) => ({...m, isNextDate: true}))
    .filter(({ms}) => ms - since <= REACH_MS)
  const fits = [...here, ...next].find(({ms}) => ms >= since)
  return fits ?? /** @type {Moment & {isNextDate: boolean}} */ (here[0])
}
