/**
 * What a captured instant was in UTC, how sure that is, and how it is written: the same
 * as `app/records/instants.py`, both held to `tests/contract/instants.json`.
 */

/** @import {ClockSample, Instant, PhoneClock, Quality} from '../types.d.ts' */

const MINUTE_MS = 60_000
/** A clock set back by less than this looks like drift. */
const STEP_MS = 1000

/**
 * This moment as the phone sees it.
 *
 * @param {PhoneClock} clock
 * @returns {Instant}
 */
export function now(clock) {
  const wall = clock.wall()
  return {
    wall,
    mono: clock.mono(),
    boot: clock.boot,
    tz: clock.tz(),
    utcoff: clock.utcoff(wall),
  }
}

/**
 * What the samples of the device that captured it make of an instant.
 *
 * Samples of the same start of the page come before all others. An offset within its own
 * uncertainty is no evidence of a wrong clock and moves nothing.
 *
 * @param {Instant} instant
 * @param {ReadonlyArray<ClockSample>} samples
 * @returns {{utc: string, unc: number | null, quality: Quality}}
 */
export function derive(instant, samples) {
  const {ms, unc, quality} = weigh(instant, samples)
  return {utc: isoUtc(ms), unc, quality}
}

/**
 * The instant in UTC milliseconds: as the server derived it, else as derived here.
 *
 * @param {Instant} instant
 * @param {ReadonlyArray<ClockSample>} [samples]
 * @returns {number}
 */
export function utcMs(instant, samples = []) {
  return instant.utc === undefined
    ? weigh(instant, samples).ms
    : Date.parse(instant.utc)
}

/**
 * @param {Instant} instant
 * @param {ReadonlyArray<ClockSample>} samples
 * @returns {{ms: number, unc: number | null, quality: Quality}}
 */
function weigh(instant, samples) {
  const {wall} = instant
  if (!samples.length) return {ms: wall, unc: null, quality: 'unsynced'}
  const all = [...samples].sort(
    (a, b) => a.wall - b.wall || a.unc - b.unc || a.off - b.off,
  )
  const sameBoot = all.filter(({boot}) => boot && boot === instant.boot)
  const steady = sameBoot.filter((s) => stepBetween(instant, s) <= STEP_MS)
  if (sameBoot.length && !steady.length) {
    const near = nearest(wall, sameBoot)
    // The step itself is the least that is not known of this instant.
    const unc = Math.ceil(near.unc + stepBetween(instant, near))
    return {ms: corrected(wall, near.off, near.unc), unc, quality: 'stepped'}
  }
  const {off, unc, agreed} = offsetAt(wall, steady.length ? steady : all)
  const quality = steady.length && agreed ? 'synced' : 'interpolated'
  return {ms: corrected(wall, off, unc), unc: Math.ceil(unc), quality}
}

/**
 * By how much the clock was set back between the two; less than 0: forward, or the phone
 * slept.
 *
 * @param {Instant} instant
 * @param {ClockSample} sample
 * @returns {number} ms
 */
function stepBetween({wall, mono}, sample) {
  if (mono == null || sample.mono == null) return 0
  const gained = sample.wall - sample.mono - (wall - mono)
  return sample.mono > mono ? -gained : gained
}

/**
 * The clock's offset at a moment, its uncertainty, and whether samples agree.
 *
 * @param {number} wall
 * @param {ReadonlyArray<ClockSample>} samples in time order
 * @returns {{off: number, unc: number, agreed: boolean}}
 */
function offsetAt(wall, samples) {
  const a = samples.findLast((s) => s.wall <= wall)
  const b = samples.find((s) => s.wall >= wall)
  if (!a || !b || a.wall === wall) {
    const {off, unc} = nearest(wall, samples)
    return {off, unc, agreed: true}
  }
  const off = a.off + ((b.off - a.off) * (wall - a.wall)) / (b.wall - a.wall)
  const agreed = a.boot === b.boot && Math.abs(a.off - b.off) <= a.unc + b.unc
  return {off, unc: Math.max(a.unc, b.unc), agreed}
}

/**
 * @param {number} wall
 * @param {ReadonlyArray<ClockSample>} samples in time order, at least one
 * @returns {ClockSample}
 */
function nearest(wall, samples) {
  return samples.reduce((near, s) =>
    Math.abs(s.wall - wall) < Math.abs(near.wall - wall) ? s : near,
  )
}

/**
 * @param {number} wall
 * @param {number} off
 * @param {number} unc
 */
function corrected(wall, off, unc) {
  return Math.abs(off) > unc ? wall + Math.floor(off + 0.5) : wall
}

/**
 * `2026-11-22T09:05:00.123Z`
 *
 * @param {number} ms
 * @returns {string}
 */
export function isoUtc(ms) {
  return new Date(ms).toISOString()
}

/**
 * `2026-11-22T10:05:00.123+01:00`
 *
 * @param {number} ms
 * @param {number} utcoff minutes east of UTC
 * @returns {string}
 */
export function isoLocal(ms, utcoff) {
  const minutes = Math.abs(utcoff)
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60]
  const sign = utcoff < 0 ? '-' : '+'
  const local = isoUtc(ms + utcoff * MINUTE_MS).slice(0, -1)
  return `${local}${sign}${two(hour)}:${two(minute)}`
}

/** @param {number} n */
function two(n) {
  return String(n).padStart(2, '0')
}
