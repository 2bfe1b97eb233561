/** Which screen the address asks for. */
import {signal} from './vendor/signals.js'

/**
 * @typedef {'welcome' | 'today' | 'capture' | 'day' | 'studies' | 'study' | 'reports' | 'settings' | 'sync'} Screen
 * @typedef {{screen: Screen, id: string, setup: string, invite: string}} Route
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
]

/**
 * @param {string} hash as in `location.hash`
 * @returns {Route}
 */
export function routeOf(hash) {
  const text = hash.replace(/^#/, '')
  const token = /^(setup|invite)=(.+)$/.exec(text)
  if (token) {
    const [, what, value = ''] = token
    return {
      screen: 'welcome',
      id: '',
      setup: what === 'setup' ? value : '',
      invite: what === 'invite' ? value : '',
    }
  }
  const [, name, id = ''] = text.split('/')
  const screen = SCREENS.find((known) => known === name) ?? 'today'
  return {screen, id, setup: '', invite: ''}
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
