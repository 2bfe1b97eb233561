/**
 * Sealing to a public key: HPKE (RFC 9180) in base mode, one message a context.
 *
 * DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. Whoever holds the public key can
 * seal; only the private key opens. Why these are our own lines and not a library:
 * docs/decisions/0014-the-vault.md.
 */
import {concat, utf8} from './bytes.js'

/** @import {Bytes} from './bytes.js' */

/** @typedef {{enc: Bytes, ct: Bytes}} Message */
/** @typedef {{publicKey: CryptoKey, privateKey: CryptoKey}} Pair */

const CURVE = {name: 'ECDH', namedCurve: 'P-256'}
const KEM = concat(utf8('KEM'), Uint8Array.of(0x00, 0x10))
const NONE = new Uint8Array(0)
const AES_256 = {id: 0x02, size: 32}
/** The published test vectors of this curve use the shorter key; nothing else may. */
export const AES_128 = {id: 0x01, size: 16}

/** What was sealed to another key, for another place, or changed since. */
export class CannotOpen extends Error {
  name = 'CannotOpen'
}

/** @returns {Promise<Pair>} extractable, to be wrapped; import the private key before use */
export async function newPair() {
  return /** @type {Promise<Pair>} */ (
    crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  )
}

/**
 * @param {Bytes} pub uncompressed point, 65 bytes
 * @returns {Promise<CryptoKey>}
 */
export function publicKey(pub) {
  return crypto.subtle.importKey('raw', pub, CURVE, true, [])
}

/**
 * @param {Bytes} pkcs8
 * @returns {Promise<CryptoKey>} never to leave again
 */
export function privateKey(pkcs8) {
  return crypto.subtle.importKey('pkcs8', pkcs8, CURVE, false, ['deriveBits'])
}

/**
 * @param {Bytes | CryptoKey} to the recipient's public key
 * @param {Bytes} info where the message belongs; it opens nowhere else
 * @param {Bytes} plain
 * @param {{ephemeral?: Pair, aead?: typeof AES_256, aad?: Bytes}} [vector] what a published
 *   test vector prescribes
 * @returns {Promise<Message>}
 */
export async function seal(
  to,
  info,
  plain,
  {ephemeral, aead = AES_256, aad = NONE} = {},
) {
  const recipient = to instanceof Uint8Array ? await publicKey(to) : to
  const pair = ephemeral ?? (await newPair())
  const [enc, pub] = await Promise.all([raw(pair.publicKey), raw(recipient)])
  const dh = await agree(pair.privateKey, recipient)
  const {key, nonce} = await schedule(dh, concat(enc, pub), info, aead)
  const how = {name: 'AES-GCM', iv: nonce, additionalData: aad}
  const ct = await crypto.subtle.encrypt(how, key, plain)
  return {enc, ct: new Uint8Array(ct)}
}

/**
 * @param {CryptoKey} priv
 * @param {Bytes} pub that belongs to it
 * @param {Bytes} info
 * @param {Message} message
 * @param {{aead?: typeof AES_256, aad?: Bytes}} [vector]
 * @returns {Promise<Bytes>}
 */
export async function open(
  priv,
  pub,
  info,
  {enc, ct},
  {aead = AES_256, aad = NONE} = {},
) {
  try {
    const dh = await agree(priv, await publicKey(enc))
    const {key, nonce} = await schedule(dh, concat(enc, pub), info, aead)
    const how = {name: 'AES-GCM', iv: nonce, additionalData: aad}
    return new Uint8Array(await crypto.subtle.decrypt(how, key, ct))
  } catch (error) {
    throw new CannotOpen('It does not open with this key.', {cause: error})
  }
}

/**
 * @param {CryptoKey} priv
 * @param {CryptoKey} pub
 * @returns {Promise<Bytes>}
 */
async function agree(priv, pub) {
  const shared = {name: 'ECDH', public: pub}
  return new Uint8Array(await crypto.subtle.deriveBits(shared, priv, 256))
}

/**
 * From what both sides know to the key of the one message (RFC 9180, 4.1 and 5.1).
 *
 * @param {Bytes} dh
 * @param {Bytes} keys both public keys, the ephemeral first
 * @param {Bytes} info
 * @param {typeof AES_256} aead
 */
async function schedule(dh, keys, info, aead) {
  const suite = concat(utf8('HPKE'), Uint8Array.of(0, 0x10, 0, 0x01, 0, aead.id))
  const eae = await extract(KEM, NONE, 'eae_prk', dh)
  const shared = await expand(KEM, eae, 'shared_secret', keys, 32)
  const [noPsk, place, secret] = await Promise.all([
    extract(suite, NONE, 'psk_id_hash', NONE),
    extract(suite, NONE, 'info_hash', info),
    extract(suite, shared, 'secret', NONE),
  ])
  const context = concat(Uint8Array.of(0x00), noPsk, place)
  const [bits, nonce] = await Promise.all([
    expand(suite, secret, 'key', context, aead.size),
    expand(suite, secret, 'base_nonce', context, 12),
  ])
  const key = await crypto.subtle.importKey('raw', bits, 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ])
  for (const spent of [dh, eae, shared, secret, bits]) spent.fill(0)
  return {key, nonce}
}

/**
 * @param {Bytes} suite
 * @param {Bytes} salt
 * @param {string} label
 * @param {Bytes} ikm
 */
function extract(suite, salt, label, ikm) {
  // A missing salt is as many zeros as the hash is long (RFC 5869, 2.2).
  const key = salt.length > 0 ? salt : new Uint8Array(32)
  return hmac(key, concat(utf8('HPKE-v1'), suite, utf8(label), ikm))
}

/**
 * One block of HKDF-Expand: nothing here is longer than the hash.
 *
 * @param {Bytes} suite
 * @param {Bytes} prk
 * @param {string} label
 * @param {Bytes} info
 * @param {number} size at most 32
 */
async function expand(suite, prk, label, info, size) {
  const labelled = concat(
    Uint8Array.of(0, size),
    utf8('HPKE-v1'),
    suite,
    utf8(label),
    info,
    Uint8Array.of(1),
  )
  return (await hmac(prk, labelled)).slice(0, size)
}

/**
 * @param {Bytes} key
 * @param {Bytes} message
 * @returns {Promise<Bytes>}
 */
async function hmac(key, message) {
  const hash = {name: 'HMAC', hash: 'SHA-256'}
  const imported = await crypto.subtle.importKey('raw', key, hash, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message))
}

/**
 * @param {CryptoKey} key
 * @returns {Promise<Bytes>}
 */
async function raw(key) {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key))
}
