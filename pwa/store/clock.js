/** The phone's clock, as it is, for one visit of the page. */

/** Names the stretch in which `performance.now()` counts from one zero. */
const boot = crypto.randomUUID()

const ZONE_AGE_MS = 60_000
/** @type {{name: string, at: number, offset: number} | null} */
let known = null

/**
 * The phone's time zone. Asking costs milliseconds, so for a minute it is believed, unless
 * the offset moved: she may be on a train.
 *
 * @returns {string}
 */
function zone() {
  const [at, offset] = [performance.now(), new Date().getTimezoneOffset()]
  if (!known || known.offset !== offset || at - known.at > ZONE_AGE_MS) {
    const name = Intl.DateTimeFormat().resolvedOptions().timeZone
    known = {name, at, offset}
  }
  return known.name
}

export const phoneClock = {
  boot,
  wall: () => Date.now(),
  /** Tenths of a millisecond: browsers promise no more. */
  mono: () => Math.round(performance.now() * 10) / 10,
  tz: zone,
  utcoff: (/** @type {number} */ wall) => 0 - new Date(wall).getTimezoneOffset(),
}

/**
 * What to add to the phone's clock for ordering edits: nothing, unless the last sample says
 * more than its own uncertainty.
 *
 * @param {ReadonlyArray<import('../types.d.ts').ClockSample>} samples
 * @returns {number} ms
 */
export function correction(samples) {
  const last = samples.at(-1)
  return last && Math.abs(last.off) > last.unc ? Math.round(last.off) : 0
}
