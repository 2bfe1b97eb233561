/**
 * A vault as a file, as it lies: still sealed, so that it can be made while it is locked.
 *
 * Its passphrase opens it anywhere, this app or none: docs/decisions/0014-the-vault.md says
 * how it reads.
 */
import {base64} from './bytes.js'
import {isThere} from './idb.js'
import {allIn, KEYED, logName, logOf} from './layout.js'
import {rowOf} from './vault-rows.js'

/** @import {Table} from './layout.js' */

/**
 * @param {string} vault
 * @returns {Promise<Blob>}
 */
export async function backupFile(vault) {
  const {header, pub} = await rowOf(vault)
  const file = {format: 'shadowlog-backup', v: 1, vault, header, pub}
  const text = JSON.stringify({...file, rows: await rowsOf(vault)}, asText)
  return new Blob([text], {type: 'application/octet-stream'})
}

/** @param {string} vault */
async function rowsOf(vault) {
  if (!(await isThere(logName(vault)))) return {}
  const db = logOf(vault)
  const tables = /** @type {Table[]} */ (Object.keys(KEYED))
  // In one transaction, so that the rows are of one moment.
  const rows = await db.read(tables, async (s) =>
    Object.fromEntries(
      await Promise.all(
        tables.map(async (table) => {
          return /** @type {const} */ ([table, await allIn(s, table)])
        }),
      ),
    ),
  )
  db.close()
  return rows
}

/**
 * Bytes as base64; JSON has no other word for them.
 *
 * @param {string} _name
 * @param {unknown} value
 */
function asText(_name, value) {
  return value instanceof Uint8Array
    ? base64(/** @type {Uint8Array<ArrayBuffer>} */ (value))
    : value
}
