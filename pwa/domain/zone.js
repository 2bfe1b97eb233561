/** From what a clock on a wall says to a moment, and back. */

const DAY_MS = 86_400_000

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map()

/** @param {string} zone */
function formatOf(zone) {
  const known = formats.get(zone)
  if (known) return known
  const how = /** @type {const} */ ({
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  /** @type {Intl.DateTimeFormat} */
  let made
  try {
    made = new Intl.DateTimeFormat('sv-SE', {...how, timeZone: zone})
  } catch {
    made = new Intl.DateTimeFormat('sv-SE', how)
  }
  formats.set(zone, made)
  return made
}

/** Minutes a zone is ahead of UTC at a moment. @param {string} zone @param {number} ms */
export function offsetAt(zone, ms) {
  const second = Math.floor(ms / 1000) * 1000
  const [date, time] = formatOf(zone).format(second).split(' ')
  return Math.round((Date.parse(`${date}T${time}Z`) - second) / 60_000)
}

/** Today's date in a zone, `YYYY-MM-DD`. @param {string} zone @param {number} ms */
export const dateIn = (zone, ms) =>
  new Date(ms + offsetAt(zone, ms) * 60_000).toISOString().slice(0, 10)

/** What a wall clock says at a moment, `YYYY-MM-DDTHH:MM:SS`. @param {number} ms @param {number} utcoff */
export const localOf = (ms, utcoff) =>
  new Date(ms + utcoff * 60_000).toISOString().slice(0, 19)

/** @typedef {{ms: number, utcoff: number, skipped: boolean}} Moment */

/**
 * The moments at which a wall clock in this zone says so: two in the hour that comes twice in
 * the autumn. One that the spring leaves out is read on the clock nobody has put forward yet,
 * and comes out as long after the change.
 *
 * @param {number} asUtc ms; what the clock says, as if it were in UTC
 * @param {string} zone
 * @returns {[Moment, ...Moment[]]} in their order
 */
export function momentsIn(asUtc, zone) {
  const [before, after] = [-DAY_MS, DAY_MS].map((way) => offsetAt(zone, asUtc + way))
  const found = [...new Set([Number(before), Number(after)])]
    .map((utcoff) => ({ms: asUtc - utcoff * 60_000, utcoff, skipped: false}))
    .filter(({ms, utcoff}) => offsetAt(zone, ms) === utcoff)
    .sort((a, b) => a.ms - b.ms)
  const [first, ...others] = found
  if (first) return [first, ...others]
  const ms = asUtc - Number(before) * 60_000
  return [{ms, utcoff: offsetAt(zone, ms), skipped: true}]
}

/**
 * The first of these moments.
 *
 * @param {string} local `YYYY-MM-DDTHH:MM:SS`
 * @param {string} zone
 * @returns {{ms: number, utcoff: number}}
 */
export function momentIn(local, zone) {
  const [{ms, utcoff}] = momentsIn(Date.parse(`${local}Z`), zone)
  return {ms, utcoff}
}
