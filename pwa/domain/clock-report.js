/**
 * How far the clock of a day can be trusted: the same as `app/records/clock_report.py`,
 * both held to `tests/contract/clock.json`.
 */
import {STEP_MS} from './instants.js'

/** @import {ClockSample, Instant, Quality, RecordView} from '../types.d.ts' */
/**
 * @typedef {object} Moment an instant of a record, its UTC in milliseconds
 * @property {number} ms
 * @property {number} wall
 * @property {number} [mono]
 * @property {string} [boot]
 * @property {string} tz
 * @property {number} utcoff
 * @property {number | null} unc
 * @property {Quality} quality
 *
 * @typedef {object} ClockReport
 * @property {number} samples how often the clock was compared with the server's
 * @property {number | null} offset_ms by the last of them
 * @property {number | null} uncertainty_ms of it
 * @property {number | null} drift_ppm null when nobody can say
 * @property {{at: number, size_ms: number}[]} jumps more than 0: set forward
 * @property {{at: number, timezone: string, utcoff: number}[]} zones the first, and changes
 * @property {Record<Quality, number>} instants
 * @property {number | null} largest_uncertainty_ms
 *
 * @typedef {{at: number, mono: number, gained: number}} Reading
 */

/** Hours before a day and after it in which a comparison still tells of it. */
const AROUND_MS = 43_200_000
/** Too short a while shows no drift. */
const DRIFT_MS = 600_000
/** A quartz wanders by no more than this. */
const WANDER = 1e-4
/** What somebody tapped or took for a tap; plans are of no clock. */
const MOMENTS = [
  'started_at',
  'ended_at',
  'at',
  'observation_started_at',
  'observation_ended_at',
  'subject_arrived_at',
  'subject_left_at',
  'sync_tap_at',
]

/**
 * Each moment once: a switch is the end of one record and the start of another.
 *
 * @param {ReadonlyArray<RecordView>} records
 * @returns {Moment[]}
 */
export function momentsOf(records) {
  /** @type {Map<string, Moment>} */
  const found = new Map()
  for (const {fields} of records)
    for (const name of MOMENTS) {
      const {utc, ...instant} = /** @type {Instant} */ (fields[name] ?? {})
      if (utc === undefined) continue
      const {wall, mono, boot, unc = null, quality = 'unsynced'} = instant
      const moment = {...instant, ms: Date.parse(utc), unc, quality}
      found.set(JSON.stringify([boot ?? null, mono ?? null, wall]), moment)
    }
  return [...found.values()]
}

/**
 * @param {ReadonlyArray<Moment>} moments
 * @param {ReadonlyArray<ClockSample & {device?: string}>} samples of the phones of the day
 * @returns {ClockReport}
 */
export function clockReport(moments, samples) {
  const inOrder = [...moments].sort((a, b) => a.ms - b.ms || a.wall - b.wall)
  const near = around(inOrder, samples)
  const last = near.at(-1)
  const ofLast = near.filter(({device}) => device === last?.device)
  const jumps = jumpsIn(inOrder, near)
  const uncs = moments.flatMap(({unc}) => (unc === null ? [] : [unc]))
  return {
    samples: near.length,
    offset_ms: last?.off ?? null,
    uncertainty_ms: last?.unc ?? null,
    drift_ppm: jumps.length ? null : driftOf(ofLast),
    jumps,
    zones: zonesOf(inOrder),
    instants: counted(moments),
    largest_uncertainty_ms: uncs.length ? Math.max(...uncs) : null,
  }
}

/**
 * @template {ClockSample} S
 * @param {ReadonlyArray<Moment>} moments in time order
 * @param {ReadonlyArray<S>} samples
 * @returns {S[]} in time order
 */
function around(moments, samples) {
  const [first, last] = [moments[0], moments.at(-1)]
  if (!first || !last) return []
  const [from, to] = [first.ms - AROUND_MS, last.ms + AROUND_MS]
  return samples
    .filter((s) => trueTime(s) >= from && trueTime(s) <= to)
    .sort((a, b) => trueTime(a) - trueTime(b) || a.wall - b.wall)
}

/** @param {ClockSample} sample */
const trueTime = ({wall, off}) => wall + off

/** @param {ReadonlyArray<ClockSample>} samples of one phone, in time order */
function driftOf(samples) {
  const [a, b] = [samples[0], samples.at(-1)]
  if (!a || !b || trueTime(b) - trueTime(a) < DRIFT_MS) return null
  const moved = b.off - a.off
  if (Math.abs(moved) <= a.unc + b.unc) return 0
  return Math.floor((moved / (trueTime(b) - trueTime(a))) * 1e7 + 0.5) / 10
}

/** @param {ReadonlyArray<Moment>} moments */
function counted(moments) {
  const counts = {synced: 0, interpolated: 0, unsynced: 0, stepped: 0}
  for (const {quality} of moments) counts[quality] += 1
  return counts
}

/**
 * Of what was tapped: a time typed later is written in the zone of its day.
 *
 * @param {ReadonlyArray<Moment>} moments in time order
 */
function zonesOf(moments) {
  /** @type {ClockReport['zones']} */
  const zones = []
  for (const {ms, mono, tz, utcoff} of moments) {
    const before = zones.at(-1)
    if (mono == null || (before?.timezone === tz && before.utcoff === utcoff)) continue
    zones.push({at: ms, timezone: tz, utcoff})
  }
  return zones
}

/**
 * The clock was set back where it gained less than the counter; what is left between two
 * comparisons, and is no wandering, was set forward, or back while the phone slept.
 *
 * @param {ReadonlyArray<Moment>} moments
 * @param {ReadonlyArray<ClockSample & {device?: string}>} samples in time order
 */
function jumpsIn(moments, samples) {
  const readings = readingsOf(moments, samples)
  const back = [...readings.entries()].flatMap(([boot, list]) =>
    stretchesOf(list)
      .filter(({size}) => size < -STEP_MS)
      .map((stretch) => ({...stretch, boot})),
  )
  const jumps = back.map(({at, size}) => jump(at, size))
  /** @type {Map<string, ClockSample>} */
  const lasts = new Map()
  for (const b of samples) {
    const device = b.device ?? ''
    const a = lasts.get(device)
    lasts.set(device, b)
    if (!a) continue
    const within = (/** @type {{boot: string, mono: number}} */ {boot, mono}) =>
      (boot === a.boot && mono > a.mono && (boot !== b.boot || mono <= b.mono)) ||
      (boot === b.boot && boot !== a.boot && mono <= b.mono)
    const known = back.filter(within).reduce((sum, {size}) => sum + size, 0)
    const rest = a.off - b.off - known
    const wandered = Math.abs(trueTime(b) - trueTime(a)) * WANDER
    if (Math.abs(rest) <= STEP_MS + a.unc + b.unc + wandered) continue
    const stretches = stretchesOf(readings.get(b.boot) ?? [])
    const widest = stretches
      .filter(({mono}) => a.boot === b.boot && mono > a.mono && mono <= b.mono)
      .reduce((most, one) => (one.size > most.size ? one : most), {
        at: trueTime(b),
        size: 0,
      })
    jumps.push(jump(widest.at, rest))
  }
  return jumps.sort((a, b) => a.at - b.at || a.size_ms - b.size_ms)
}

/** @param {number} at @param {number} size */
const jump = (at, size) => ({
  at: Math.floor(at + 0.5),
  size_ms: Math.floor(size + 0.5),
})

/**
 * What each counter was read beside the clock, in its order.
 *
 * @param {ReadonlyArray<Moment>} moments
 * @param {ReadonlyArray<ClockSample>} samples
 */
function readingsOf(moments, samples) {
  /** @type {Map<string, Reading[]>} */
  const readings = new Map()
  const all = [
    ...moments,
    ...samples.map((sample) => ({...sample, ms: trueTime(sample)})),
  ]
  for (const {boot, mono, wall, ms} of all) {
    if (!boot || mono == null) continue
    const list = readings.get(boot) ?? []
    list.push({at: ms, mono, gained: wall - mono})
    readings.set(boot, list)
  }
  for (const list of readings.values())
    list.sort((a, b) => a.mono - b.mono || a.gained - b.gained)
  return readings
}

/** From each reading to the next. @param {ReadonlyArray<Reading>} list */
function stretchesOf(list) {
  return list.slice(1).map(({at, mono, gained}, i) => ({
    at,
    mono,
    size: gained - (list[i]?.gained ?? gained),
  }))
}
