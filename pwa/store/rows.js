/** A row sealed for the one place where it lies, and opened there again. */
import {KEYED, keyOf} from './layout.js'
import {NotOurs, OtherKey, placeOf} from './seal.js'

/** @import {Row, Table} from './layout.js' */
/** @import {Keys} from './seal.js' */

/**
 * @typedef {object} Damage a row that is not as it was last written; it stays where it is
 * @property {Table} store
 * @property {string | number} key
 * @property {'changed' | 'rolled back' | 'missing'} why
 */

/**
 * @typedef {object} Look
 * @property {(key: string | number) => number | undefined} due the revision it should have
 * @property {(damage: Damage) => void} tell
 */

/** @typedef {ReturnType<typeof rowsOf>} Rows */

/**
 * @param {string} vault
 * @param {Keys} keys
 */
export function rowsOf(vault, keys) {
  /** What was opened or written last, so that reading again costs only what is new.
   * @type {Map<string, {r: number, value: unknown}>} */
  const known = new Map()
  /** @type {Set<string>} */
  const written = new Set()
  let newest = 0

  const nameOf = (/** @type {Table} */ table, /** @type {string | number} */ key) =>
    `${table} ${key}`

  /**
   * @param {Table} table
   * @param {Row} row
   * @returns {Promise<unknown>}
   */
  async function opened(table, row) {
    const key = keyOf(table, row)
    const before = known.get(nameOf(table, key))
    if (before?.r === row.r) return before.value
    const value = await keys.open(placeOf(vault, table, key, row.r), row.sealed)
    known.set(nameOf(table, key), {r: row.r, value})
    newest = Math.max(newest, row.r)
    return value
  }

  return {
    /** The highest revision among the rows that opened: the head must know of it. */
    get newest() {
      return newest
    },

    /**
     * @param {Table} table
     * @param {string | number} key
     * @param {number} r
     * @param {unknown} value
     * @param {{live?: 1}} [clear]
     * @returns {Promise<Row>}
     */
    async sealed(table, key, r, value, clear = {}) {
      const sealed = await keys.seal(placeOf(vault, table, key, r), value)
      return {[KEYED[table]]: key, r, ...clear, sealed}
    },

    /**
     * @param {Table} table
     * @param {Row} row
     * @param {boolean} [strict] a key this page does not have is not damage
     * @returns {Promise<{value: unknown} | null>} null if it is not ours
     */
    async open(table, row, strict = false) {
      try {
        return {value: await opened(table, row)}
      } catch (error) {
        if (error instanceof NotOurs && !(strict && error instanceof OtherKey))
          return null
        throw error
      }
    },

    /**
     * The rows that are as they were last written; what is wrong with the others is told.
     *
     * @param {Table} table
     * @param {ReadonlyArray<Row>} rows
     * @param {Look} look
     * @returns {Promise<unknown[]>}
     */
    async openAll(table, rows, {due, tell}) {
      const values = await Promise.all(
        rows.map(async (row) => {
          const key = keyOf(table, row)
          const wanted = due(key)
          const found = await this.open(table, row)
          if (found && row.r === wanted) return found
          const older = found && wanted !== undefined && row.r < wanted
          tell({store: table, key, why: older ? 'rolled back' : 'changed'})
          return null
        }),
      )
      return values.filter((found) => found !== null).map(({value}) => value)
    },

    /**
     * @param {Table} table
     * @param {Row} row just written
     * @param {unknown} value
     */
    wrote(table, row, value) {
      known.set(nameOf(table, keyOf(table, row)), {r: row.r, value})
      written.add(nameOf(table, keyOf(table, row)))
      newest = Math.max(newest, row.r)
    },

    /**
     * @param {Table} table
     * @param {string | number} key
     * @returns {boolean} whether this page has written the row
     */
    isWritten(table, key) {
      return written.has(nameOf(table, key))
    },
  }
}
