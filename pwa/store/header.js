/**
 * How a vault's keys lie on disk: wrapped, and how to unwrap them.
 *
 * Every wrap holds the same vault key, and the vault key opens the bundle. So keys can be
 * added to the bundle while it is open without asking for the passphrase again. All that
 * says how to unwrap is bound into what is wrapped.
 */
import {hex, random, utf8} from './bytes.js'
import {packed, unpacked} from './bundle.js'
import {derived, isAllowed, newKdf} from './kdf.js'

/** @import {Bytes} from './bytes.js' */
/** @import {Secrets} from './bundle.js' */
/** @import {Kdf} from './kdf.js' */

/** @typedef {{n: Bytes, ct: Bytes}} Box */
/** @typedef {Box & {by: 'passphrase'}} PassphraseWrap */
/** @typedef {Box & {by: 'prf', id: Bytes, salt: Bytes}} PrfWrap */

/**
 * @typedef {object} Header
 * @property {1} v
 * @property {string} kid of the newest key, to see from outside that the keys were changed
 * @property {Kdf} kdf
 * @property {ReadonlyArray<PassphraseWrap | PrfWrap>} wraps
 * @property {Box} bundle
 */

/** @typedef {{vault: string, header: Header}} Held */

/** The passphrase is wrong, or what it wraps was damaged: nobody can tell which. */
export class WrongPassphrase extends Error {
  name = 'WrongPassphrase'
}

/** The header does not read as one. */
export class Damaged extends Error {
  name = 'Damaged'
}

/** The header asks for less than this app ever writes: somebody made it easier to guess. */
export class Downgraded extends Error {
  name = 'Downgraded'
}

/**
 * Refuses a header this app would not have written, before anything secret touches it.
 *
 * @param {Header} header
 */
export function check(header) {
  const {v, kdf, wraps, bundle} = header ?? {}
  if (v !== 1) throw new Downgraded('The vault is of a kind this app does not know.')
  if (!isAllowed(kdf)) {
    throw new Downgraded(
      'The vault asks for less work than it may, or for another kind.',
    )
  }
  const sound =
    isBytes(kdf.salt, 16) &&
    isBox(bundle) &&
    Array.isArray(wraps) &&
    wraps.every(isBox) &&
    wraps.some(({by}) => by === 'passphrase')
  if (!sound) throw new Damaged('The vault’s header is damaged.')
}

/**
 * @param {string} vault
 * @param {string} passphrase
 * @param {Secrets} secrets
 * @returns {Promise<{header: Header, key: CryptoKey}>} and the vault key, to go on with
 */
export async function newHeader(vault, passphrase, secrets) {
  const kdf = await newKdf()
  const kek = await derived(kdf, passphrase)
  const raw = random(32)
  const key = await vaultKey(raw)
  const wrap = await boxed(kek, passphrasePlace(vault, kdf), raw)
  raw.fill(0)
  const sealed = await bundled(vault, key, secrets)
  return {
    header: {v: 1, ...sealed, kdf, wraps: [{by: 'passphrase', ...wrap}]},
    key,
  }
}

/**
 * @param {string} vault
 * @param {CryptoKey} key
 * @param {Secrets} secrets
 * @returns {Promise<{kid: string, bundle: Box}>}
 */
export async function bundled(vault, key, secrets) {
  const kid = secrets.deks[0]?.kid ?? ''
  const plain = packed(secrets)
  const bundle = await boxed(key, `shadowlog|1|${vault}|bundle|${kid}`, plain)
  plain.fill(0)
  return {kid, bundle}
}

/**
 * @param {Held} held
 * @param {CryptoKey} key
 * @returns {Promise<Secrets>}
 */
export async function secretsIn({vault, header: {kid, bundle}}, key) {
  const plain = await unboxed(key, `shadowlog|1|${vault}|bundle|${kid}`, bundle)
  const secrets = unpacked(plain)
  plain.fill(0)
  return secrets
}

/**
 * @param {Held} held
 * @param {string} passphrase
 * @returns {Promise<Bytes>} the vault key; wipe it
 */
export async function byPassphrase({vault, header}, passphrase) {
  check(header)
  const wrap = header.wraps.find(({by}) => by === 'passphrase')
  const kek = await derived(header.kdf, passphrase)
  return unboxed(kek, passphrasePlace(vault, header.kdf), /** @type {Box} */ (wrap))
}

/**
 * @param {string} vault
 * @param {{id: Bytes, salt: Bytes, output: Bytes}} passkey and what it answered to the salt
 * @param {Bytes} raw the vault key
 * @returns {Promise<PrfWrap>}
 */
export async function prfWrap(vault, {id, salt, output}, raw) {
  const kek = await prfKey(vault, output, salt)
  return {by: 'prf', id, salt, ...(await boxed(kek, prfPlace(vault, id, salt), raw))}
}

/**
 * @param {string} vault
 * @param {PrfWrap} wrap
 * @param {Bytes} output
 * @returns {Promise<Bytes>} the vault key; wipe it
 */
export async function byPrf(vault, wrap, output) {
  const kek = await prfKey(vault, output, wrap.salt)
  return unboxed(kek, prfPlace(vault, wrap.id, wrap.salt), wrap)
}

/**
 * @param {Bytes} raw
 * @returns {Promise<CryptoKey>}
 */
export function vaultKey(raw) {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/**
 * @param {string} vault
 * @param {Bytes} output
 * @param {Bytes} salt
 * @returns {Promise<CryptoKey>}
 */
async function prfKey(vault, output, salt) {
  const base = await crypto.subtle.importKey('raw', output, 'HKDF', false, [
    'deriveKey',
  ])
  return crypto.subtle.deriveKey(
    {name: 'HKDF', hash: 'SHA-256', salt, info: utf8(`shadowlog|1|${vault}|prf`)},
    base,
    {name: 'AES-GCM', length: 256},
    false,
    ['encrypt', 'decrypt'],
  )
}

/**
 * @param {string} vault
 * @param {Kdf} kdf
 */
function passphrasePlace(vault, {name, iterations, salt}) {
  return `shadowlog|1|${vault}|wrap|passphrase|${name}|${iterations}|${hex(salt)}`
}

/**
 * @param {string} vault
 * @param {Bytes} id
 * @param {Bytes} salt
 */
function prfPlace(vault, id, salt) {
  return `shadowlog|1|${vault}|wrap|prf|${hex(id)}|${hex(salt)}`
}

/**
 * @param {CryptoKey} key
 * @param {string} place
 * @param {Bytes} plain
 * @returns {Promise<Box>}
 */
async function boxed(key, place, plain) {
  const n = random(12)
  const how = {name: 'AES-GCM', iv: n, additionalData: utf8(place)}
  return {n, ct: new Uint8Array(await crypto.subtle.encrypt(how, key, plain))}
}

/**
 * @param {CryptoKey} key
 * @param {string} place
 * @param {Box} box
 * @returns {Promise<Bytes>}
 */
async function unboxed(key, place, {n, ct}) {
  const how = {name: 'AES-GCM', iv: n, additionalData: utf8(place)}
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, ct))
  } catch (error) {
    throw new WrongPassphrase('It does not open.', {cause: error})
  }
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isBox(value) {
  const {n, ct} = /** @type {Box} */ (value ?? {})
  return isBytes(n, 12) && isBytes(ct)
}

/**
 * @param {unknown} value
 * @param {number} [size]
 * @returns {boolean}
 */
function isBytes(value, size) {
  return value instanceof Uint8Array && (size === undefined || value.length === size)
}
