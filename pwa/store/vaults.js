/**
 * The vaults on this phone: made, unlocked, wiped.
 *
 * One account, one vault. Which vault a passphrase belongs to is found by trying.
 */
import {hex, random, same} from './bytes.js'
import {newSecrets, wiped} from './bundle.js'
import {forgetVault} from './forget.js'
import {
  byPassphrase,
  byPrf,
  newHeader,
  prfWrap,
  secretsIn,
  vaultKey,
  WrongPassphrase,
} from './header.js'
import {privateKey} from './hpke.js'
import {removeDatabase} from './idb.js'
import {logName} from './layout.js'
import {newPasskey, prfOutput} from './passkey.js'
import {keysOf} from './seal.js'
import {changePassphrase, settled} from './rotate.js'
import {tryOn} from './tries.js'
import {
  addRow,
  changeRows,
  forgetRow,
  rowOf,
  tagOf,
  useRow,
  vaultRows,
} from './vault-rows.js'

/** @import {Account} from '../types.d.ts' */
/** @import {Bytes} from './bytes.js' */
/** @import {Secrets} from './bundle.js' */
/** @import {PrfWrap} from './header.js' */
/** @import {Keys} from './seal.js' */
/** @import {VaultRow} from './vault-rows.js' */

/** @typedef {VaultRow} Vault */

/**
 * @typedef {object} Opened
 * @property {string} vault
 * @property {string} uid
 * @property {Account} account
 * @property {string} device
 * @property {Keys} keys
 * @property {ReadonlyArray<{pub: Bytes, priv: CryptoKey}>} inboxKeys the newest first; older
 *   ones for what was captured while locked before the passphrase was changed
 * @property {boolean} [fresh] made just now: nothing was ever captured under its device
 * @property {'key-swapped' | null} alarm somebody put another public key in place: what was
 *   captured since does not open
 */

export {Damaged, Downgraded, WrongPassphrase} from './header.js'
export {changePassphrase}
export {NoPasskey, prfPossible} from './passkey.js'
export {TooSoon, waitAfter, waitLeft} from './tries.js'

/** @returns {string} */
export function newDevice() {
  return `d_${crypto.randomUUID()}`
}

/**
 * @returns {Promise<Vault[]>} last used first
 */
export function listVaults() {
  return vaultRows()
}

/**
 * @param {string} uid
 * @returns {Promise<Vault | null>}
 */
export async function vaultOf(uid) {
  const tag = await tagOf(uid)
  return (await vaultRows()).find((row) => row.tag === tag) ?? null
}

/**
 * A device names its operations by counting, so a name is used for one vault only: a second
 * vault of an account, made when a passphrase was forgotten, goes by a new one.
 *
 * @param {{account: Account, device?: string | undefined}} whose
 * @param {string} passphrase
 * @returns {Promise<Opened>}
 */
export async function makeVault({account, device}, passphrase) {
  const vault = `v_${hex(random(16))}`
  const known = (await vaultOf(account.id)) ? undefined : device
  const about = {account, device: known ?? newDevice(), at: new Date()}
  const secrets = await newSecrets(about)
  const {header} = await newHeader(vault, passphrase, secrets)
  const pub = newest(secrets)
  const tag = await tagOf(account.id)
  await addRow({vault, tag, header, pub, pad: false, failures: 0, out: false})
  const made = await opened({vault, pub}, secrets)
  wiped(secrets)
  return {...made, fresh: true}
}

/**
 * @param {string} passphrase
 * @param {string} [only] the vault's name; else each is tried, last used first
 * @returns {Promise<Opened>}
 */
export async function unlock(passphrase, only) {
  const rows = (await vaultRows()).filter((row) => !only || row.vault === only)
  return tryOn(rows, async () => {
    /** @type {unknown} */
    let why = new WrongPassphrase('It does not open.')
    for (const row of rows) {
      try {
        return await enter(row, await byPassphrase(row, passphrase))
      } catch (error) {
        if (!(error instanceof WrongPassphrase)) why = error
      }
    }
    throw why
  })
}

/**
 * @param {string} vault
 * @returns {Promise<Opened>}
 */
export async function unlockByPasskey(vault) {
  const row = await rowOf(vault)
  const {wrap, output} = await prfOutput(passkeysOf(row))
  const raw = await byPrf(row.vault, wrap, output)
  output.fill(0)
  return enter(row, raw)
}

/** @param {Vault} vault */
export function hasPasskey(vault) {
  return passkeysOf(vault).length > 0
}

/**
 * @param {string} vault
 * @param {string} passphrase
 */
export async function addPasskey(vault, passphrase) {
  const row = await rowOf(vault)
  const {raw} = await tryOn([row], async () => {
    return {vault, raw: await byPassphrase(row, passphrase)}
  })
  const passkey = await newPasskey()
  const wrap = await prfWrap(vault, passkey, raw)
  raw.fill(0)
  passkey.output.fill(0)
  await changeRows([vault], ({header}) => ({
    header: {...header, wraps: [...header.wraps, wrap]},
  }))
}

/** @param {string} vault */
export async function removePasskey(vault) {
  await changeRows([vault], ({header}) => ({
    header: {...header, wraps: header.wraps.filter(({by}) => by !== 'prf')},
  }))
}

/**
 * Whether what was opened still has the newest keys: not after the passphrase was changed
 * in another tab.
 *
 * @param {Opened} opened
 * @returns {Promise<boolean>}
 */
export async function isCurrent({vault, keys}) {
  const rows = await vaultRows()
  return rows.some((row) => row.vault === vault && row.header.kid === keys.kid)
}

/**
 * @param {string} vault
 * @param {boolean} pad
 */
export async function setPad(vault, pad) {
  await changeRows([vault], () => ({pad}))
}

/**
 * @param {string} vault
 * @param {boolean} out
 */
export async function setOut(vault, out) {
  await changeRows([vault], () => ({out}))
}

/**
 * Takes a vault off this phone, its keys first: without them the rest is noise.
 *
 * @param {string} vault
 */
export async function wipe(vault) {
  await forgetRow((vaults) => forgetVault(vaults, vault))
  await removeDatabase(logName(vault))
}

/**
 * @param {VaultRow} row
 * @param {Bytes} raw the vault key
 * @returns {Promise<Opened>}
 */
async function enter(row, raw) {
  const key = await vaultKey(raw)
  raw.fill(0)
  const secrets = await secretsIn(row, key)
  const found = await opened(row, secrets)
  // The right key is put back, so that what is captured from now on opens again.
  await useRow(row.vault, {failures: 0, pub: newest(secrets)})
  await settled(row, key, secrets, found.keys)
  wiped(secrets)
  return found
}

/**
 * @param {Pick<VaultRow, 'vault' | 'pub'>} row
 * @param {Secrets} secrets
 * @returns {Promise<Opened>}
 */
async function opened({vault, pub}, secrets) {
  const {account, device, pairs} = secrets
  const [keys, inboxKeys] = await Promise.all([
    keysOf(secrets),
    Promise.all(
      pairs.map(async (pair) => ({pub: pair.pub, priv: await privateKey(pair.key)})),
    ),
  ])
  const alarm = same(pub, newest(secrets)) ? null : 'key-swapped'
  return {vault, uid: account.id, account, device, keys, inboxKeys, alarm}
}

/** @param {Secrets} secrets */
function newest({pairs: [pair]}) {
  if (!pair) throw new TypeError('a vault without a device key')
  return pair.pub
}

/**
 * Asked before a header is checked: of one that was damaged there is nothing to be known.
 *
 * @param {Pick<VaultRow, 'header'>} row
 * @returns {PrfWrap[]}
 */
function passkeysOf({header}) {
  const wraps = header?.wraps
  return Array.isArray(wraps) ? wraps.filter((wrap) => wrap?.by === 'prf') : []
}
