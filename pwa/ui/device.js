/** What the browser tells of this device. */

/** @import {Device} from '../domain/readiness.js' */
/** @typedef {{getBattery?: () => Promise<{level: number, charging: boolean}>}} Powered */

/** @returns {Promise<Device>} */
export async function askDevice() {
  const {storage, serviceWorker} = navigator
  const {getBattery} = /** @type {Powered} */ (navigator)
  const silent = () => null
  const [persisted, room, battery] = await Promise.all([
    storage?.persisted?.().catch(silent) ?? null,
    storage?.estimate?.().catch(silent) ?? null,
    getBattery?.call(navigator).catch(silent) ?? null,
  ])
  return {
    worker: Boolean(serviceWorker?.controller),
    persisted,
    free: room ? (room.quota ?? 0) - (room.usage ?? 0) : null,
    battery: battery && {level: battery.level, charging: battery.charging},
  }
}
