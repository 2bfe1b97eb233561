/** What may be said of a day before it is captured: hours, kind of day, who else is there. */
import {isoUtc} from './instants.js'
import {dateIn, momentIn} from './zone.js'

/** @import {Instant} from '../types.d.ts' */

const DAY_MS = 86_400_000
/** Letters and digits that cannot be taken for each other when one reads them out. */
const LETTERS = 'ACDEFGHJKLMNPQRTUVWXY34679'
export const CODE_LENGTH = 6

/**
 * A code for a day two observers share.
 *
 * @param {ArrayLike<number>} chance at least six whole numbers
 */
export const codeOf = (chance) =>
  Array.from({length: CODE_LENGTH}, (_, i) =>
    LETTERS.charAt((chance[i] ?? 0) % LETTERS.length),
  ).join('')

/** As both phones keep it, however it was typed. @param {string} typed */
export const tidyCode = (typed) =>
  typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .slice(0, 64)

/** In threes, to be read out. @param {string} code */
export const spokenCode = (code) => code.replaceAll(/(.{3})(?=.)/g, '$1 ')

/**
 * A planned hour of the day. One before the planned start is of the next morning.
 *
 * @param {string} time `HH:MM` where the subject is
 * @param {object} on
 * @param {string} on.date
 * @param {string} on.zone
 * @param {number} on.ahead ms the phone's clock is before the server's
 * @param {number} [on.after] ms; not before
 * @returns {Instant}
 */
export function plannedAt(time, {date, zone, ahead, after = -Infinity}) {
  let found = momentIn(`${date}T${time}:00`, zone)
  if (found.ms < after) {
    const next = dateIn('UTC', Date.parse(`${date}T00:00:00Z`) + DAY_MS)
    found = momentIn(`${next}T${time}:00`, zone)
  }
  const {ms, utcoff} = found
  return {wall: ms + ahead, tz: zone, utcoff, utc: isoUtc(ms)}
}
