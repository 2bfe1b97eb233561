/**
 * Who answered, and what came of it.
 *
 * A hospital's Wi-Fi page answers 200 to anything. So a reply counts as ours only when it
 * has the form ours have: for sync a header of our own, for the rest JSON of the types we
 * send. Everything else is somebody standing between.
 */

/** @import {Answer} from '../types.d.ts' */

/**
 * @typedef {object} Reply
 * @property {number} status
 * @property {boolean} redirected sent elsewhere, or tried to
 * @property {string} type the media type, without parameters
 * @property {string | null} proto the X-Sync-Proto header
 * @property {string | null} retryAfter
 * @property {string} text
 * @property {{file: Blob, name: string}} [file] in place of the text
 *
 * @typedef {'sync' | 'json' | 'csv'} Expected
 */

const JSON_TYPES = ['application/json', 'application/problem+json']

/**
 * @param {Reply} reply
 * @param {Expected} expected
 * @returns {Answer}
 */
export function classify(reply, expected) {
  const {status, type} = reply
  if (reply.redirected || status === 511) return answer('portal', reply)
  if (!isOurs(reply, expected)) {
    // A proxy whose server is away says so in its own words.
    return answer(status >= 500 || status === 429 ? 'offline' : 'portal', reply)
  }
  if (status === 204) return answer('ok', reply)
  if (reply.file) return answer('ok', reply, reply.file)
  const body = parsed(reply.text)
  // Cut off on the way: it may all have been done, and asking again does no harm.
  if (body === undefined) return answer('offline', reply)
  if (status === 401) return answer('auth', reply, body)
  if (status >= 400) return answer('problem', reply, body)
  if (expected === 'sync' && !isSyncBody(body)) return answer('portal', reply)
  return answer('ok', reply, body)
}

/**
 * No reply at all: no network, no server, or none within the time allowed.
 *
 * @returns {Answer}
 */
export function noReply() {
  return {kind: 'offline', status: 0, body: null}
}

/**
 * @param {Reply} reply
 * @param {Expected} expected
 * @returns {boolean}
 */
function isOurs({status, type, proto}, expected) {
  if (expected === 'sync') return proto !== null && JSON_TYPES.includes(type)
  if (status === 204) return true
  return JSON_TYPES.includes(type) || (expected === 'csv' && type === 'text/csv')
}

/**
 * @param {unknown} body
 * @returns {boolean}
 */
function isSyncBody(body) {
  if (typeof body !== 'object' || body === null) return false
  const {proto, epoch} = /** @type {{proto?: unknown, epoch?: unknown}} */ (body)
  return proto === 1 && typeof epoch === 'string'
}

/**
 * @param {Answer['kind']} kind
 * @param {Reply} reply
 * @param {unknown} [body]
 * @returns {Answer}
 */
function answer(kind, {status, retryAfter}, body = null) {
  const seconds = Number(retryAfter)
  const waits = retryAfter !== null && Number.isFinite(seconds) && seconds >= 0
  return {kind, status, body, ...(waits ? {retryAfter: seconds} : {})}
}

/**
 * @param {string} text
 * @returns {unknown} undefined when it is not JSON
 */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
