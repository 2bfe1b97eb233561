/** The only module that talks to the server. */
import {sessionLock} from './binding.js'
import {classify, noReply} from './classify.js'

/** @import {Answer} from '../types.d.ts' */
/** @import {Expected} from './classify.js' */

/** @typedef {{body?: unknown, expect?: Expected, lock?: string}} Ask */

const PATIENCE_MS = 20_000
const FILE_PATIENCE_MS = 600_000

/**
 * Never throws: whatever happens on the way is an answer too.
 *
 * @template [Body=any]
 * @param {'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} method
 * @param {string} path below the origin, beginning with /api/
 * @param {Ask} [ask]
 * @returns {Promise<Answer<Body>>}
 */
export async function request(method, path, ask = {}) {
  const {body, expect = 'json'} = ask
  const giveUp = new AbortController()
  const patience = expect === 'csv' ? FILE_PATIENCE_MS : PATIENCE_MS
  const watchdog = setTimeout(() => giveUp.abort(), patience)
  try {
    const response = await fetch(path, {
      method,
      headers: headersOf(method, expect, ask),
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'manual',
      signal: giveUp.signal,
    })
    const {headers, status} = response
    const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    const isFile = expect === 'csv' && status === 200 && type === 'text/csv'
    const reply = {
      status,
      redirected: response.type === 'opaqueredirect' || response.redirected,
      type,
      proto: headers.get('x-sync-proto'),
      retryAfter: headers.get('retry-after'),
      text: isFile ? '' : await response.text(),
      ...(isFile ? {file: {file: await response.blob(), name: nameIn(headers)}} : {}),
    }
    return /** @type {Answer<Body>} */ (classify(reply, expect))
  } catch {
    return /** @type {Answer<Body>} */ (noReply())
  } finally {
    clearTimeout(watchdog)
  }
}

/**
 * @template [Body=any]
 * @param {string} path
 * @param {Omit<Ask, 'body'>} [ask]
 * @returns {Promise<Answer<Body>>}
 */
export function get(path, ask) {
  return request('GET', path, ask)
}

/**
 * @template [Body=any]
 * @param {string} path
 * @param {unknown} body
 * @param {Omit<Ask, 'body'>} [ask]
 * @returns {Promise<Answer<Body>>}
 */
export function post(path, body, ask) {
  return request('POST', path, {...ask, body})
}

/**
 * All items of a list, page after page.
 *
 * @template [Item=any]
 * @param {string} path
 * @returns {Promise<Answer<Item[]>>}
 */
export async function getAll(path) {
  /** @type {Item[]} */
  const items = []
  let cursor = null
  for (;;) {
    /** @type {Answer} */
    const answer = await get(withQuery(path, {cursor}))
    if (answer.kind !== 'ok') return answer
    items.push(...answer.body.items)
    cursor = answer.body.next
    if (!cursor) return {...answer, body: items}
  }
}

/**
 * @param {string} path
 * @param {Record<string, string | number | null | undefined>} query what is null is left out
 * @returns {string}
 */
export function withQuery(path, query) {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) params.set(name, String(value))
  }
  const text = params.toString()
  return text ? `${path}${path.includes('?') ? '&' : '?'}${text}` : path
}

/** What the server calls the file it sends. @param {Headers} headers */
const nameIn = (headers) =>
  /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ??
  'shadowlog.csv'

/**
 * @param {string} method
 * @param {Expected} expect
 * @param {Ask} ask
 * @returns {Record<string, string>}
 */
function headersOf(method, expect, {body, lock = sessionLock() ?? ''}) {
  return {
    accept:
      expect === 'csv' ? 'text/csv, application/problem+json' : 'application/json',
    ...(method === 'GET' ? {} : {'x-requested-by': 'shadowlog'}),
    ...(expect === 'sync' ? {'x-sync-proto': '1'} : {}),
    ...(lock ? {'x-session-lock': lock} : {}),
    ...(body === undefined ? {} : {'content-type': 'application/json'}),
  }
}
