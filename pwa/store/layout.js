/** Where everything of one vault lies: its database, and by what its tables are keyed. */
import {ask, database} from './idb.js'

/** @import {Database, Stores} from './idb.js' */
/** @import {Sealed} from './seal.js' */

/** @typedef {keyof typeof KEYED} Table */

/**
 * @typedef {object} Row as it lies there: a name that tells nothing, and a sealed rest
 * @property {string} [k]
 * @property {number} [b]
 * @property {number} [n]
 * @property {number} [seq]
 * @property {number} r the write it comes from; a row put back from before has a lower one
 * @property {1} [live]
 * @property {Sealed} sealed
 */

/** @type {Readonly<Record<'meta' | 'index' | 'base' | 'ops' | 'acts' | 'clock' | 'log' | 'inbox', 'k' | 'b' | 'n' | 'seq'>>} */
export const KEYED = {
  meta: 'k',
  index: 'b',
  base: 'k',
  ops: 'n',
  acts: 'seq',
  clock: 'seq',
  log: 'seq',
  inbox: 'seq',
}

/** The tables whose rows are sealed with the vault's own keys. */
export const SEALED = /** @type {const} */ ([
  'meta',
  'index',
  'base',
  'ops',
  'acts',
  'clock',
  'log',
])

/** How often the pad was tapped, all told: so that no number is given twice. */
export const TAPS = 'taps'

const VERSION = 1

/**
 * @param {string} vault
 * @returns {string}
 */
export function logName(vault) {
  return `log-${vault}`
}

/**
 * @param {string} vault
 * @param {(event: {dataLoss: string}) => void} [onMade]
 * @returns {Database}
 */
export function logOf(vault, onMade) {
  return database(logName(vault), VERSION, layTables, onMade)
}

/**
 * @param {Table} table
 * @param {Row} row
 * @returns {string | number}
 */
export function keyOf(table, row) {
  return row[KEYED[table]] ?? ''
}

/**
 * @param {Stores} stores
 * @param {Table} name
 * @returns {IDBObjectStore}
 */
export function tableIn(stores, name) {
  const store = stores[name]
  if (!store) throw new TypeError(`no table ${name} in this transaction`)
  return store
}

/**
 * @param {Stores} stores
 * @param {Table} name
 * @returns {Promise<Row[]>}
 */
export function allIn(stores, name) {
  return ask(tableIn(stores, name).getAll())
}

/**
 * Adds a row under the next number of its table. The number is part of what is sealed, so
 * it is chosen first, and chosen again if another tab was quicker.
 *
 * @template {{seq: number, sealed: {ct: Uint8Array}}} R
 * @param {Database} db
 * @param {'clock' | 'log' | 'inbox'} table
 * @param {(seq: number) => Promise<R>} make
 * @param {R[]} [tried] rows that may have arrived although their transaction was given up
 */
export async function append(db, table, make, tried = []) {
  for (;;) {
    const row = await make(await nextNumber(db, table))
    tried.push(row)
    const kept = await db.write([table], async (s) => {
      const store = tableIn(s, table)
      const before = await Promise.all(tried.map(({seq}) => ask(store.get(seq))))
      if (before.some((there, i) => there && isSame(there, tried[i]))) return true
      if (before.at(-1)) return false
      store.add(row)
      return true
    })
    if (kept) return
  }
}

/**
 * @param {Database} db
 * @param {Table} table
 * @returns {Promise<number>}
 */
function nextNumber(db, table) {
  return db.read([table, 'meta'], async (s) => {
    const [keys, taps] = await Promise.all([
      ask(tableIn(s, table).getAllKeys()),
      ask(tableIn(s, 'meta').get(TAPS)),
    ])
    const given = table === 'inbox' ? Number(taps?.r ?? 0) : 0
    return Math.max(given, Number(keys.at(-1) ?? 0)) + 1
  })
}

/**
 * @param {{sealed: {ct: Uint8Array}}} a
 * @param {{sealed: {ct: Uint8Array}} | undefined} b
 * @returns {boolean}
 */
function isSame({sealed: {ct}}, b) {
  const other = b?.sealed.ct ?? []
  return ct.length === other.length && ct.every((byte, at) => byte === other[at])
}

/**
 * Layouts only ever grow: an older tab must still find what it knows.
 *
 * @param {IDBDatabase} db
 */
function layTables(db) {
  for (const [table, keyPath] of Object.entries(KEYED)) {
    const store = db.createObjectStore(table, {keyPath})
    // `live` is there while the phone needs the operation at hand, and gone once it landed.
    if (table === 'ops') store.createIndex('live', 'live')
  }
}
