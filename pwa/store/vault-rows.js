/**
 * The list of vaults on this phone: all that may be read before anything is unlocked.
 *
 * It tells how many there are and which was used last; not whose they are, what they hold
 * or when.
 */
import {hex, sha256, utf8} from './bytes.js'
import {forgetAccounts} from './forget.js'
import {ask, database} from './idb.js'

/** @import {Bytes} from './bytes.js' */
/** @import {Header} from './header.js' */

/**
 * @typedef {object} VaultRow
 * @property {string} vault
 * @property {number} order the one used last has the highest
 * @property {string} tag finds the vault of whoever has just signed in
 * @property {Header} header
 * @property {Bytes} pub what is captured while locked is sealed to it
 * @property {boolean} pad a day is open: the locked pad may be offered
 * @property {number} failures wrong passphrases since the last right one
 * @property {boolean} out its account has signed out
 */

const db = database('shadowlog', 2, (made, from) => {
  if (from === 1) forgetAccounts(made)
  made.createObjectStore('vaults', {keyPath: 'vault'})
})

/**
 * @returns {Promise<VaultRow[]>} last used first
 */
export async function vaultRows() {
  const rows = /** @type {VaultRow[]} */ (
    await db.read(['vaults'], ({vaults}) => vaults && ask(vaults.getAll()))
  )
  return rows.sort((a, b) => b.order - a.order)
}

/**
 * @param {string} vault
 * @returns {Promise<VaultRow>}
 */
export async function rowOf(vault) {
  const row = (await vaultRows()).find((each) => each.vault === vault)
  if (!row) throw new RangeError('No such vault on this phone.')
  return row
}

/**
 * @param {string} uid
 * @returns {Promise<string>}
 */
export async function tagOf(uid) {
  return hex(await sha256(utf8(`shadowlog|account|${uid}`)))
}

/**
 * Adds a vault, as the one used last.
 *
 * @param {Omit<VaultRow, 'order'>} row
 */
export async function addRow(row) {
  await db.write(['vaults'], async ({vaults}) => {
    vaults?.add({...row, order: await nextOrder(vaults)})
  })
}

/**
 * Changes some of the rows, all or none.
 *
 * @param {ReadonlyArray<string>} ids
 * @param {(row: VaultRow) => Partial<VaultRow>} to
 */
export async function changeRows(ids, to) {
  await db.write(['vaults'], async ({vaults}) => {
    if (!vaults) return
    for (const id of ids) {
      const row = /** @type {VaultRow | undefined} */ (await ask(vaults.get(id)))
      if (row) vaults.put({...row, ...to(row)})
    }
  })
}

/**
 * Makes this the vault used last.
 *
 * @param {string} id
 * @param {Partial<VaultRow>} also
 */
export async function useRow(id, also) {
  await db.write(['vaults'], async ({vaults}) => {
    const row = vaults && (await ask(vaults.get(id)))
    if (row) vaults.put({...row, ...also, order: await nextOrder(vaults)})
  })
}

/** @param {(vaults: IDBObjectStore) => void} forget */
export async function forgetRow(forget) {
  await db.write(['vaults'], ({vaults}) => {
    if (vaults) forget(vaults)
  })
}

/** @param {IDBObjectStore} vaults */
async function nextOrder(vaults) {
  const rows = /** @type {VaultRow[]} */ (await ask(vaults.getAll()))
  return Math.max(0, ...rows.map(({order}) => order)) + 1
}
