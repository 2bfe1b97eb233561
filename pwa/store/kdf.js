/** From a passphrase to a key, with as much work as a phone can bear and a thief cannot. */
import {random, utf8} from './bytes.js'

/** @import {Bytes} from './bytes.js' */

/** @typedef {{name: 'PBKDF2-SHA-256', iterations: number, salt: Bytes}} Kdf */

const NAME = 'PBKDF2-SHA-256'
const FLOOR = 600_000
const LEAST = 1_000_000
const MOST = 10_000_000
const WANTED_MS = 500
const SAMPLE = 100_000

/**
 * Whether this app may ever have written this. Less work would make guessing cheap for
 * whoever changed it; far more would only keep the phone busy.
 *
 * @param {Kdf | undefined} kdf
 * @returns {kdf is Kdf}
 */
export function isAllowed(kdf) {
  return (
    kdf?.name === NAME &&
    Number.isInteger(kdf.iterations) &&
    kdf.iterations >= FLOOR &&
    kdf.iterations <= MOST
  )
}

/**
 * @returns {Promise<Kdf>} with the work this phone does in half a second
 */
export async function newKdf() {
  const salt = random(16)
  const began = performance.now()
  await derived({name: NAME, iterations: SAMPLE, salt}, 'measuring')
  const took = Math.max(performance.now() - began, 1)
  const fitting = Math.round((WANTED_MS / took) * SAMPLE)
  return {name: NAME, iterations: Math.min(Math.max(fitting, LEAST), MOST), salt}
}

/**
 * @param {Kdf} kdf
 * @param {string} passphrase
 * @returns {Promise<CryptoKey>}
 */
export async function derived({iterations, salt}, passphrase) {
  const typed = utf8(normal(passphrase))
  const key = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, [
    'deriveKey',
  ])
  typed.fill(0)
  return crypto.subtle.deriveKey(
    {name: 'PBKDF2', hash: 'SHA-256', salt, iterations},
    key,
    {name: 'AES-GCM', length: 256},
    false,
    ['encrypt', 'decrypt'],
  )
}

/**
 * Words are the same however they were spaced and composed.
 *
 * @param {string} passphrase
 * @returns {string}
 */
export function normal(passphrase) {
  return passphrase.normalize('NFKC').trim().replace(/\s+/g, ' ')
}
