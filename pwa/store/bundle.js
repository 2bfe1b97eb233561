/**
 * The keys of a vault as bytes, to be wrapped.
 *
 * Keys are never text on the way: a string stays in memory until the engine sees fit, bytes
 * can be wiped. So the file is a length, a table of contents as JSON, and the keys behind it.
 */
import {base64, concat, fromBase64, hex, random, utf8} from './bytes.js'
import {newPair} from './hpke.js'

/** @import {Account} from '../types.d.ts' */
/** @import {Bytes} from './bytes.js' */

/**
 * @typedef {object} Dek
 * @property {string} kid
 * @property {Bytes} key
 * @property {number} [until] ms from which on it may go: a newer one seals
 */

/**
 * @typedef {object} DevicePair
 * @property {Bytes} pub
 * @property {Bytes} key pkcs8
 * @property {number} [until]
 */

/**
 * @typedef {object} Secrets what one passphrase protects; the newest of a kind comes first
 * @property {Dek[]} deks seal the records
 * @property {Bytes} mac names the rows
 * @property {DevicePair[]} pairs what was captured while locked is sealed to them
 * @property {Account} account
 * @property {string} device
 * @property {string} made_at
 */

/** A name's length would show in the bundle's. */
const TABLE_STEP = 512
const MAC = 32
const DEK = 32

/**
 * @param {{account: Account, device: string, at: Date}} about
 * @returns {Promise<Secrets>}
 */
export async function newSecrets({account: {id, login, name}, device, at}) {
  return {
    deks: [newDek()],
    mac: random(MAC),
    pairs: [await newDevicePair()],
    account: {id, login, name},
    device,
    made_at: at.toISOString(),
  }
}

/** @returns {Dek} */
export function newDek() {
  return {kid: hex(random(4)), key: random(DEK)}
}

/** @returns {Promise<DevicePair>} */
export async function newDevicePair() {
  const {publicKey, privateKey} = await newPair()
  const [pub, key] = await Promise.all([
    crypto.subtle.exportKey('raw', publicKey),
    crypto.subtle.exportKey('pkcs8', privateKey),
  ])
  return {pub: new Uint8Array(pub), key: new Uint8Array(key)}
}

/**
 * @param {Secrets} secrets
 * @returns {Bytes}
 */
export function packed({deks, mac, pairs, account, device, made_at}) {
  const table = padded(
    JSON.stringify({
      v: 1,
      deks: deks.map(({kid, until}) => ({kid, until})),
      pairs: pairs.map(({pub, key, until}) => {
        return {pub: base64(pub), size: key.length, until}
      }),
      account,
      device,
      made_at,
    }),
  )
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, table.length)
  const keys = [...deks, ...pairs].map(({key}) => key)
  return concat(length, table, mac, ...keys)
}

/**
 * @param {Bytes} bytes
 * @returns {Secrets}
 */
export function unpacked(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const table = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)))
  let at = 4 + length
  const take = (/** @type {number} */ size) => bytes.slice(at, (at += size))
  const mac = take(MAC)
  const deks = table.deks.map((/** @type {object} */ dek) => ({
    ...dek,
    key: take(DEK),
  }))
  const pairs = table.pairs.map(
    (/** @type {{pub: string, size: number, until?: number}} */ {pub, size, until}) => {
      const key = take(size)
      const pair = {pub: fromBase64(pub), key}
      return until === undefined ? pair : {...pair, until}
    },
  )
  const {account, device, made_at} = table
  return {deks, mac, pairs, account, device, made_at}
}

/**
 * @param {string} json
 * @returns {Bytes}
 */
function padded(json) {
  const bytes = utf8(json)
  const spaces = TABLE_STEP - (bytes.length % TABLE_STEP)
  return concat(bytes, utf8(' '.repeat(spaces)))
}

/**
 * Wipes the keys; what was imported from them lives on.
 *
 * @param {Secrets} secrets
 */
export function wiped({deks, mac, pairs}) {
  for (const bytes of [mac, ...[...deks, ...pairs].map(({key}) => key)]) bytes.fill(0)
}
