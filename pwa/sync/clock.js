/** How far the phone's clock is from the server's, from the times of one request. */
import {phoneClock} from '../store/clock.js'

/** @import {ClockSample} from '../types.d.ts' */

/** The clocks are read in whole milliseconds. */
const RESOLUTION_MS = 1

/**
 * @param {{t1: number, t2: number}} server ms at receiving and at answering
 * @param {{t0: number, m0: number, m3: number}} phone the clock at sending; `performance.now`
 *   at sending and receiving, which no correction of the clock can fall between
 * @returns {ClockSample}
 */
export function sampleOf({t1, t2}, {t0, m0, m3}) {
  const t3 = t0 + (m3 - m0)
  const off = (t1 - t0 + (t2 - t3)) / 2
  // The server's own time at work is no uncertainty.
  const unc = (t3 - t0 - (t2 - t1)) / 2 + RESOLUTION_MS
  const tidy = (/** @type {number} */ ms) => Math.round(ms * 10) / 10
  return {
    boot: phoneClock.boot,
    mono: tidy(m3),
    wall: Math.round(t3),
    off: tidy(off),
    unc: tidy(Math.max(unc, RESOLUTION_MS)),
  }
}

/**
 * The sample of the quickest round trip: delays on the way make it worse, never better.
 *
 * @param {ReadonlyArray<ClockSample>} samples at least one
 * @returns {ClockSample}
 */
export function bestOf(samples) {
  return samples.reduce((best, sample) => (sample.unc < best.unc ? sample : best))
}
