/** What a request that did not succeed means for sync, and how long to wait. */

/** @import {Answer} from '../types.d.ts' */
/** @import {State, Why} from './reducer.js' */

const PORTAL_MS = 60_000
const BASE_MS = 2_000
const CAP_MS = 300_000

/**
 * What ends each kind of waiting. A timer is set for the first four; the others wait for
 * somebody to sign in or to take the new version.
 *
 * @type {Record<NonNullable<State['wait']>, Why[]>}
 */
export const WAITS = {
  offline: ['button', 'open', 'visible', 'online', 'retry'],
  backoff: ['button', 'open', 'visible', 'online', 'retry'],
  portal: ['button', 'open', 'visible', 'online', 'retry'],
  mangled: ['button', 'open', 'visible', 'online', 'retry'],
  auth: ['button', 'open', 'visible'],
  upgrade: ['button', 'open', 'visible'],
}

/**
 * @param {Answer} answer
 * @param {boolean} online what the browser believes
 * @returns {{wait: NonNullable<State['wait']>, detail: string | null, least: number}}
 */
export function failed(answer, online) {
  const least = (answer.retryAfter ?? 0) * 1_000
  const detail = wordOf(answer)
  switch (answer.kind) {
    case 'portal':
      return {wait: 'portal', detail: null, least: PORTAL_MS}
    case 'auth':
      return {wait: 'auth', detail, least: 0}
    case 'problem':
      return {wait: answer.status === 426 ? 'upgrade' : 'backoff', detail, least}
    default:
      return {wait: online ? 'backoff' : 'offline', detail, least}
  }
}

/**
 * Full jitter: phones that lost the server together do not come back together.
 *
 * @param {number} failures before this one
 * @param {number} random from 0 up to 1
 * @returns {number} ms
 */
export function backoff(failures, random) {
  return Math.round(random * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures, 20)))
}

/**
 * @param {Answer} answer
 * @returns {string | null} the problem's name, such as `device-revoked`
 */
function wordOf({body}) {
  const type = /** @type {{type?: unknown} | null} */ (body)?.type
  return typeof type === 'string' ? (type.split('/').at(-1) ?? null) : null
}
