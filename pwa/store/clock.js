/** The phone's clock, as it is, for one visit of the page. */

/** Names the stretch in which `performance.now()` counts from one zero. */
const boot = crypto.randomUUID()

export const phoneClock = {
  boot,
  wall: () => Date.now(),
  /** Tenths of a millisecond: browsers promise no more. */
  mono: () => Math.round(performance.now() * 10) / 10,
  tz: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
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
