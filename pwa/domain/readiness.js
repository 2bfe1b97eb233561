/** What this device still lacks for a day without network. */

/** @import {ClockSample} from '../types.d.ts' */
/**
 * @typedef {object} Device what the browser tells; null: it does not
 * @property {boolean} worker the app opens without a network
 * @property {boolean | null} persisted the browser has promised not to clear what is kept
 * @property {number | null} free bytes
 * @property {{level: number, charging: boolean} | null} battery level of 0 to 1
 *
 * @typedef {'worker' | 'storage' | 'room' | 'battery' | 'clock' | 'clock_off' | 'refused'} Lack
 */

const DAY_MS = 86_400_000
/** A clock that far off confuses whoever looks at it, though every time is put right. */
const FAR_OFF_MS = 60_000
/** A day of tapping takes a megabyte; a browser near its end begins to clear. */
const ROOM = 100_000_000
const HALF_FULL = 0.5

/**
 * @param {Device} device
 * @param {{sample: ClockSample | undefined, wall: number, rejected: number}} here
 * @returns {Lack[]}
 */
export function lacking({worker, persisted, free, battery}, {sample, wall, rejected}) {
  const isOff = sample && Math.abs(sample.off) > Math.max(sample.unc, FAR_OFF_MS)
  /** @type {[Lack, unknown][]} */
  const found = [
    ['worker', !worker],
    ['storage', persisted === false],
    ['room', free !== null && free < ROOM],
    ['battery', battery && !battery.charging && battery.level < HALF_FULL],
    ['clock', !sample || Math.abs(wall - sample.wall) > DAY_MS],
    ['clock_off', isOff],
    ['refused', rejected > 0],
  ]
  return found.filter(([, is]) => is).map(([lack]) => lack)
}
