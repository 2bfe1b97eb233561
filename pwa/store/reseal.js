/**
 * Sealing a whole log anew with the newest key, row by row, in place.
 *
 * It can be ended anywhere: a row bears the name of its key, and the old key is let go only
 * once no row needs it.
 */
import {same} from './bytes.js'
import {ask, isThere} from './idb.js'
import {allIn, keyOf, logName, logOf, SEALED, tableIn} from './layout.js'
import {placeOf} from './seal.js'

/** @import {Row, Table} from './layout.js' */
/** @import {Keys, Sealed} from './seal.js' */

/** @typedef {{key: string | number, was: Row, sealed: Sealed}} Anew */

const AT_ONCE = 200

/**
 * @param {string} vault
 * @param {Keys} keys
 * @returns {Promise<{isDone: boolean, inbox: number}>} whether nothing is left that an older
 *   key opens, and how much waits that was captured while locked
 */
export async function resealed(vault, keys) {
  if (!(await isThere(logName(vault)))) return {isDone: true, inbox: 0}
  const db = logOf(vault)
  let isDone = true
  for (const table of SEALED) {
    const rows = await db.read([table], (s) => allIn(s, table))
    const old = rows.filter(({sealed}) => sealed && sealed.kid !== keys.kid)
    for (let at = 0; at < old.length; at += AT_ONCE) {
      const some = old.slice(at, at + AT_ONCE)
      const anew = await Promise.all(some.map((row) => sealedAnew(table, row)))
      const kept = await db.write([table], (s) => put(tableIn(s, table), anew))
      isDone &&= kept
    }
  }
  const inbox = await db.read(['inbox'], (s) => ask(tableIn(s, 'inbox').count()))
  db.close()
  return {isDone, inbox}

  /**
   * @param {Table} table
   * @param {Row} was
   * @returns {Promise<Anew | null>} null for what does not open: it is left as it lies
   */
  async function sealedAnew(table, was) {
    const key = keyOf(table, was)
    const place = placeOf(vault, table, key, was.r)
    try {
      const sealed = await keys.seal(place, await keys.open(place, was.sealed))
      return {key, was, sealed}
    } catch {
      return null
    }
  }
}

/**
 * @param {IDBObjectStore} table
 * @param {ReadonlyArray<Anew | null>} rows
 * @returns {Promise<boolean>} false when another tab wrote one of them meanwhile
 */
async function put(table, rows) {
  let all = true
  for (const row of rows) {
    if (!row) continue
    const now = /** @type {Row | undefined} */ (await ask(table.get(row.key)))
    if (now && same(now.sealed.n, row.was.sealed.n))
      table.put({...now, sealed: row.sealed})
    else all = false
  }
  return all
}
