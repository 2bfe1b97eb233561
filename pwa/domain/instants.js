/**
 * What a captured instant was in UTC, how sure that is, and how it is written: the same
 * as `app/records/instants.py`, both held to `tests/contract/instants.json`.
 */

/** @import {ClockSample, Instant, PhoneClock, Quality} from '../types.d.ts' */

const MINUTE_MS = 60_000
/** A clock set back by less than this looks like drift. */
export const STEP_MS = 1000

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
  const {off, doubt, unc, agreed} = offsetAt(instant, steady.length ? steady : all, all)
  const quality = steady.length && agreed ? 'synced' : 'interpolated'
  return {ms: corrected(wall, off, doubt), unc: Math.ceil(unc), quality}
}

/**
 * By how much the clock was set back between the two; less than 0: forward, or the phone
 * slept.
 *
 * @param {Instant} instant
 * @param {ClockSample} sample
 * @returns {number} ms
 */
function stepBetween(instant, sample) {
  const gained = gainedBy(instant, sample)
  if (gained === null) return 0
  return Number(sample.mono) > Number(instant.mono) ? 0 - gained : gained
}

/**
 * What the clock says more than the counter from the sample to the instant.
 *
 * @param {Instant} instant
 * @param {ClockSample} sample
 * @returns {number | null} ms; null when nobody knows
 */
function gainedBy({wall, mono}, sample) {
  if (mono == null || sample.mono == null) return null
  return sample.wall - sample.mono - (wall - mono)
}

/**
 * @typedef {object} Offset
 * @property {number} off the clock's offset at a moment
 * @property {number} doubt up to which an offset is no evidence
 * @property {number} unc how far the moment may be off
 * @property {boolean} agreed whether the samples do
 */

/**
 * @param {Instant} instant
 * @param {ReadonlyArray<ClockSample>} samples in time order, at least one
 * @param {ReadonlyArray<ClockSample>} all also those of other boots
 * @returns {Offset}
 */
function offsetAt(instant, samples, all) {
  const {wall} = instant
  const a = samples.findLast((s) => s.wall <= wall)
  const b = samples.find((s) => s.wall >= wall)
  if (a && b && a.wall !== wall) return between(instant, a, b)
  const near = nearest(wall, samples)
  const {off, unc} = near
  const jump = hiddenJump(instant, near, all)
  return {off, doubt: unc, unc: unc + jump, agreed: jump === 0}
}

/**
 * Where two samples of one boot show that the clock was set, the counter tells on which
 * side: a stretch in which the clock and the counter went alike does not hold the jump.
 *
 * @param {Instant} instant
 * @param {ClockSample} a before it
 * @param {ClockSample} b after it
 * @returns {Offset}
 */
function between(instant, a, b) {
  const doubt = Math.max(a.unc, b.unc)
  const off = a.off + ((b.off - a.off) * (instant.wall - a.wall)) / (b.wall - a.wall)
  const oneBoot = a.boot === b.boot
  if (Math.abs(a.off - b.off) <= a.unc + b.unc)
    return {off, doubt, unc: doubt, agreed: oneBoot}
  if (oneBoot) {
    const jump = a.off - b.off
    const before = mayHold(jump, negated(gainedBy(instant, a)))
    const after = mayHold(jump, gainedBy(instant, b))
    if (before !== after) {
      const {off, unc} = before ? b : a
      return {off, doubt: unc, unc, agreed: true}
    }
  }
  // Nobody knows how the clock came from the one to the other: it may be either.
  const unc = Math.max(Math.abs(off - a.off) + a.unc, Math.abs(off - b.off) + b.unc)
  return {off, doubt, unc, agreed: false}
}

/**
 * Whether the clock may have been set by that much in a stretch; sleep only adds to what it
 * gained.
 *
 * @param {number} jump ms, more than 0: forward
 * @param {number | null} gained ms
 */
function mayHold(jump, gained) {
  if (gained === null) return true
  return jump > STEP_MS ? gained >= jump - STEP_MS : Math.abs(gained) > STEP_MS
}

/**
 * A clock that was set forward looks like a phone that slept. With one sample only of its
 * boot, one of another boot on the far side tells of the first.
 *
 * @param {Instant} instant
 * @param {ClockSample} near of the same boot, if there is one
 * @param {ReadonlyArray<ClockSample>} all in time order
 * @returns {number} ms by which it may have been set; 0 for no sign of it
 */
function hiddenJump(instant, near, all) {
  if (near.boot !== instant.boot) return 0
  const later = near.wall >= instant.wall
  const far = later
    ? all.findLast((s) => s.wall < instant.wall)
    : all.find((s) => s.wall > instant.wall)
  if (!far || far.boot === near.boot) return 0
  const jump = later ? far.off - near.off : near.off - far.off
  const gained = gainedBy(instant, near)
  if (gained === null || jump <= STEP_MS + near.unc + far.unc) return 0
  return mayHold(jump, later ? gained : 0 - gained) ? jump : 0
}

/** @param {number | null} ms */
const negated = (ms) => (ms === null ? null : 0 - ms)

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
