/** The service worker: registered, and a new version offered rather than forced. */
import {signal} from '../vendor/signals.js'

export const updateReady = signal(false)

const WORKER = '/sw.js'
const HOUR = 3_600_000

/** @type {ServiceWorker | null} */
let waiting = null

/** The one place that may name a script: whatever else is asked for is refused. */
function scriptUrl() {
  const {trustedTypes} = /** @type {{trustedTypes?: TrustedTypes}} */ (
    /** @type {unknown} */ (globalThis)
  )
  const policy = trustedTypes?.createPolicy('shadowlog-sw', {
    createScriptURL(url) {
      if (url !== WORKER) throw new TypeError(`not our worker: ${url}`)
      return url
    },
  })
  return policy ? policy.createScriptURL(WORKER) : WORKER
}

/**
 * @typedef {{createPolicy(name: string, rules: {createScriptURL(url: string): string}):
 *   {createScriptURL(url: string): string}}} TrustedTypes
 */

export async function keepUpToDate() {
  if (!('serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.register(scriptUrl(), {
      scope: '/',
    })
    offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed') offer(worker)
      })
    })
    // An app that is never closed would never look otherwise.
    setInterval(() => registration.update().catch(() => undefined), HOUR)
  } catch (error) {
    // Without a worker the app still runs, only not without a network.
    console.warn('service worker', error)
  }
}

/** @param {ServiceWorker | null} worker */
function offer(worker) {
  // The very first worker replaces nothing: there is no news to offer.
  if (!worker || !navigator.serviceWorker.controller) return
  waiting = worker
  updateReady.value = true
}

/** Let the new version take over; it may have done so by itself in the meantime. */
export function takeUpdate() {
  const worker = waiting
  const reload = () => location.reload()
  if (!worker || worker.state === 'activated') return reload()
  const once = {once: true}
  navigator.serviceWorker.addEventListener('controllerchange', reload, once)
  worker.addEventListener('statechange', () => {
    if (worker.state === 'activated') reload()
  })
  worker.postMessage('take-over')
}
