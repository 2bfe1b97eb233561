/** Which screen the address asks for. It never names a record: a handle stands for it. */
import {signal} from './vendor/signals.js'

/**
 * @typedef {'welcome' | 'today' | 'capture' | 'day' | 'studies' | 'study' | 'reports' | 'settings' | 'sync' | 'trail' | 'accounts' | 'people' | 'names' | 'codebook' | 'evening' | 'paper' | 'practice'} Screen
 * @typedef {{screen: Screen, id: string, rest: string, setup: string, invite: string, reset: string}} Route
 */

/** @type {readonly Screen[]} */
const SCREENS = [
  'welcome',
  'today',
  'capture',
  'day',
  'studies',
  'study',
  'reports',
  'settings',
  'sync',
  'trail',
  'accounts',
  'people',
  'names',
  'codebook',
  'evening',
  'paper',
  'practice',
]
/** Where to go when a handle stands for nothing any more. @type {Partial<Record<Screen, Screen>>} */
const INSTEAD = {
  day: 'today',
  evening: 'today',
  study: 'studies',
  trail: 'studies',
  people: 'studies',
  codebook: 'studies',
}

/** @type {Map<string, string>} */
const handles = new Map()
/** @type {Map<string, string>} */
const ids = new Map()

/**
 * What stands for an id in the address, until the page is loaded anew. The browser writes
 * addresses down, and an id tells when its record was made.
 *
 * @param {string} id of a day or a study
 * @returns {string}
 */
export function handleOf(id) {
  const known = handles.get(id)
  if (known) return known
  const handle = [...crypto.getRandomValues(new Uint8Array(6))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  handles.set(id, handle)
  ids.set(handle, id)
  return handle
}

/** @param {string} handle @returns {string} the id, or nothing if the page was loaded since */
export const idOf = (handle) => ids.get(handle) ?? ''

/**
 * @param {string} hash as in `location.hash`
 * @returns {Route}
 */
export function routeOf(hash) {
  const text = hash.replace(/^#/, '')
  const tokens = {setup: '', invite: '', reset: ''}
  const token = /^(setup|invite|reset)=(.+)$/.exec(text)
  if (token) {
    const [, what = '', value = ''] = token
    return {screen: 'welcome', id: '', rest: '', ...tokens, [what]: value}
  }
  const [, name, handle = '', rest = ''] = text.split('/')
  const screen = SCREENS.find((known) => known === name) ?? 'today'
  const id = idOf(handle)
  return {screen: (!id && INSTEAD[screen]) || screen, id, rest, ...tokens}
}

export const route = signal(routeOf(location.hash))

/** @param {string} path without the hash: `/day/…` @param {{replace?: boolean}} [how] */
export function go(path, {replace = false} = {}) {
  // Replacing keeps one-time tokens and finished steps out of the way back.
  if (replace) {
    history.replaceState(null, '', `#${path}`)
    route.value = routeOf(location.hash)
  } else location.hash = path
}

export function watchAddress() {
  addEventListener('hashchange', () => {
    route.value = routeOf(location.hash)
  })
}
