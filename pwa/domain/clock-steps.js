/**
 * Steps of the phone's clock, seen as they happen: somebody set it, or it came to another
 * time zone.
 *
 * While the page can be seen the clock and the counter go alike. A clock that fell behind
 * was set back; one that ran ahead was set forward, or the device slept: the next sample
 * tells.
 */
import {gainedIn, isElsewhere, isJump} from './clock-look.js'
import {STEP_MS} from './instants.js'

/** @import {ClockSample, Instant} from '../types.d.ts' */
/**
 * @typedef {object} ClockStep
 * @property {'wall_jump' | 'timezone'} kind
 * @property {string} before what a clock on the wall here said, or would have said; or where
 * @property {string} after
 * @property {number} size ms, above 0: forward; of a zone, what the offset changed by
 * @property {boolean} sure
 * @property {number} wall of the phone's clock when it was seen
 * @property {number} mono
 * @property {string} boot
 */

/** A quartz wanders by no more than this. */
const WANDER = 1e-4

/**
 * @param {Instant} before
 * @param {Instant} after
 * @param {boolean} seen
 * @returns {ClockStep[]}
 */
export function stepsBetween(before, after, seen) {
  const {wall, mono = 0, boot = ''} = after
  const at = {wall, mono, boot}
  const gained = gainedIn(before, after)
  /** @type {ClockStep[]} */
  const steps = []
  if (isJump(before, after, seen))
    steps.push({
      kind: 'wall_jump',
      before: shown(wall - gained, before.utcoff),
      after: shown(wall, before.utcoff),
      size: Math.round(gained),
      sure: gained < 0,
      ...at,
    })
  if (isElsewhere(before, after))
    steps.push({
      kind: 'timezone',
      before: before.tz,
      after: after.tz,
      size: (after.utcoff - before.utcoff) * 60_000,
      sure: true,
      ...at,
    })
  return steps
}

/**
 * What two samples make of the steps seen between them: one that was only a sleep goes, and
 * one that nobody saw is added.
 *
 * @param {ReadonlyArray<ClockStep>} steps
 * @param {ClockSample} a
 * @param {ClockSample} b the next
 * @param {number} utcoff here
 * @returns {ReadonlyArray<ClockStep>} the same list when nothing was learnt
 */
export function settled(steps, a, b, utcoff) {
  const jump = a.off - b.off
  const elapsed = Math.abs(b.wall + b.off - (a.wall + a.off))
  const slack = STEP_MS + a.unc + b.unc + elapsed * WANDER
  const between = steps.filter(
    (step) => step.kind === 'wall_jump' && isWithin(step, a, b),
  )
  const open = between.filter(({sure}) => !sure)
  const known = sum(between.filter(({sure}) => sure))
  if (Math.abs(jump - known - sum(open)) <= slack)
    return open.length
      ? steps.map((step) => (open.includes(step) ? {...step, sure: true} : step))
      : steps
  const others = steps.filter((step) => !open.includes(step))
  const rest = jump - known
  if (Math.abs(rest) <= slack) return others
  return [
    ...others,
    {
      kind: 'wall_jump',
      before: shown(b.wall - rest, utcoff),
      after: shown(b.wall, utcoff),
      size: Math.round(rest),
      sure: true,
      wall: b.wall,
      mono: b.mono,
      boot: b.boot,
    },
  ]
}

/** @param {ClockStep} step @param {ClockSample} a @param {ClockSample} b */
function isWithin({boot, mono}, a, b) {
  if (boot !== a.boot && boot !== b.boot) return false
  return (boot !== a.boot || mono > a.mono) && (boot !== b.boot || mono <= b.mono)
}

/** @param {ReadonlyArray<ClockStep>} steps */
const sum = (steps) => steps.reduce((all, {size}) => all + size, 0)

/** @param {number} ms @param {number} utcoff */
const shown = (ms, utcoff) =>
  new Date(ms + utcoff * 60_000).toISOString().slice(0, 19).replace('T', ' ')
