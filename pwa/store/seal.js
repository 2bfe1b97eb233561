/**
 * The one gate every content passes on its way to disk and back.
 *
 * What is sealed says nothing but its size in steps of 256 bytes, and opens only at the
 * place it was sealed for: moved, swapped or put back in an older version it is refused.
 * Sealing must be over before a transaction opens, because a transaction ends as soon as
 * anything but the database is waited for.
 */
import {hex, random, utf8} from './bytes.js'

/** @import {Bytes} from './bytes.js' */
/** @import {Secrets} from './bundle.js' */

/** @typedef {{v: 1, alg: 'A256GCM', kid: string, n: Bytes, ct: Bytes}} Sealed */

/**
 * @typedef {object} Keys
 * @property {string} kid of the key that seals now
 * @property {(place: string, value: unknown) => Promise<Sealed>} seal
 * @property {(place: string, sealed: Sealed) => Promise<unknown>} open
 * @property {(id: string) => Promise<string>} keyFor the name under which a row about `id`
 *   may lie in clear: it tells nothing, not even when
 */

const ALG = 'A256GCM'
const STEP = 256

/** What does not open here: changed, moved, or sealed by somebody else. */
export class NotOurs extends Error {
  name = 'NotOurs'
}

/**
 * Sealed with a key this ring does not have. Either it is not ours, or the passphrase was
 * changed elsewhere meanwhile and this page has to be unlocked anew: `isCurrent` tells.
 */
export class OtherKey extends NotOurs {
  name = 'OtherKey'
}

/**
 * Where a row lies. Everything that tells two rows apart is in it, the count of its writes
 * too.
 *
 * @param {string} vault
 * @param {string} store
 * @param {string | number} key
 * @param {number} r
 * @returns {string}
 */
export function placeOf(vault, store, key, r) {
  return `shadowlog|1|${vault}|${store}|${key}|${r}`
}

/**
 * @param {Secrets} secrets
 * @returns {Promise<Keys>}
 */
export async function keysOf({deks, mac}) {
  const aes = (/** @type {Bytes} */ key) =>
    crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const ring = new Map(
    await Promise.all(
      deks.map(async ({kid, key}) => /** @type {const} */ ([kid, await aes(key)])),
    ),
  )
  const hash = {name: 'HMAC', hash: 'SHA-256'}
  const naming = await crypto.subtle.importKey('raw', mac, hash, false, ['sign'])
  const kid = deks[0]?.kid ?? ''
  const newest = ring.get(kid)
  if (!newest) throw new TypeError('a key ring without a key')

  return {
    kid,

    async seal(place, value) {
      const n = random(12)
      const ct = await crypto.subtle.encrypt(
        {name: 'AES-GCM', iv: n, additionalData: bound(place, kid)},
        newest,
        padded(value),
      )
      return {v: 1, alg: ALG, kid, n, ct: new Uint8Array(ct)}
    },

    async open(place, sealed) {
      if (sealed?.v !== 1 || sealed.alg !== ALG) {
        throw new NotOurs('Sealed in a way this app does not know.')
      }
      const key = ring.get(sealed.kid)
      if (!key) throw new OtherKey('Sealed with another key.')
      try {
        const plain = await crypto.subtle.decrypt(
          {
            name: 'AES-GCM',
            iv: sealed.n,
            additionalData: bound(place, sealed.kid),
          },
          key,
          sealed.ct,
        )
        return JSON.parse(new TextDecoder().decode(plain)).value
      } catch (error) {
        throw new NotOurs('This was changed, or belongs elsewhere.', {cause: error})
      }
    },

    async keyFor(id) {
      const name = await crypto.subtle.sign('HMAC', naming, utf8(id))
      return hex(new Uint8Array(name)).slice(0, 32)
    },
  }
}

/**
 * @param {string} place
 * @param {string} kid
 * @returns {Bytes}
 */
function bound(place, kid) {
  return utf8(`${place}|${ALG}|${kid}`)
}

/**
 * @param {unknown} value
 * @returns {Bytes} JSON and as many spaces as lead to the next step
 */
export function padded(value) {
  const json = utf8(JSON.stringify({value}))
  const whole = new Uint8Array(Math.ceil(json.length / STEP) * STEP).fill(0x20)
  whole.set(json)
  return whole
}
