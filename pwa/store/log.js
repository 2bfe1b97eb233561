/**
 * The tables of one account's log on this phone, and the one way to write them.
 *
 * Every write carries the generation its author had read. If another tab has written since,
 * nothing is written and the author looks again: so numbers are given out once, whichever
 * tab asks, although sealing must be over before the transaction begins.
 */
import {emptyBase} from './forget.js'
import {ask, database} from './idb.js'
import {keyFor, open, seal} from './seal.js'

/** @import {ClockSample, Fields, Op, Study, WireRecord} from '../types.d.ts' */
/** @import {Sealed} from './seal.js' */
/** @import {Database, Stores} from './idb.js' */

/**
 * @typedef {object} Head what all tabs of the account agree on
 * @property {string} device
 * @property {string | null} epoch
 * @property {number} n the last number given to an operation
 * @property {number} acts the last number given to an act
 * @property {number} lastStamp
 * @property {Record<string, string>} cursors
 * @property {number} forgotAt ms
 */

/**
 * @typedef {object} Entry one operation and how far it has come
 * @property {Op} op
 * @property {number} at ms of the phone's clock at capture
 * @property {'pending' | 'deferred' | 'rejected' | 'acked' | 'landed'} state acked: the
 *   server has it; landed: and the record pulled since contains it
 * @property {number} [rev]
 * @property {string | null} [code]
 * @property {string | null} [field]
 * @property {string | null} [msg]
 * @property {number} [settledAt]
 */

/**
 * @typedef {object} ActRow one act, with what would take it back
 * @property {number} seq
 * @property {string} act
 * @property {string | null} day
 * @property {string} study
 * @property {number} at
 * @property {string[]} ops
 * @property {ReadonlyArray<import('../types.d.ts').Change>} inverse
 * @property {boolean} undone
 */

/** @typedef {{study: string, record: WireRecord}} BaseRow */

/**
 * @typedef {object} Writes what one transaction puts down
 * @property {Head} head
 * @property {ReadonlyArray<Entry>} [entries]
 * @property {ReadonlyArray<ActRow>} [acts]
 * @property {ReadonlyArray<BaseRow>} [base]
 * @property {boolean} [emptyBase]
 * @property {ReadonlyArray<Study>} [studies]
 * @property {Fields} [settings]
 */

/** @typedef {{g: number, base: number}} Generation */

const VERSION = 1

/**
 * @param {string} uid
 * @param {(event: {dataLoss: string}) => void} [onMade]
 */
export function openLog(uid, onMade) {
  const name = `log-${uid}`
  const db = database(name, VERSION, layTables, onMade)
  const at = (/** @type {string} */ place) => `${name}|${place}`

  return {
    db,

    /** The head and its generation; null for a log nobody has written yet. */
    async head() {
      const row = await db.read(['meta'], (s) => ask(get(s, 'meta', 'head')))
      if (!row) return null
      const head = /** @type {Head} */ (await open(at('head'), row.sealed))
      return {head, generation: /** @type {Generation} */ ({g: row.g, base: row.base})}
    },

    /** Everything but the base: small, read again whenever another tab wrote. */
    async work() {
      const rows = await db.read(['meta', 'ops', 'acts', 'clock'], async (s) => {
        const [studies, settings, ops, acts, clock] = await Promise.all([
          ask(get(s, 'meta', 'studies')),
          ask(get(s, 'meta', 'settings')),
          ask(table(s, 'ops').index('live').getAll()),
          ask(table(s, 'acts').getAll()),
          ask(table(s, 'clock').getAll()),
        ])
        return {studies, settings, ops, acts, clock}
      })
      const {studies, settings} = rows
      return {
        studies: /** @type {Study[]} */ (
          studies ? await open(at('studies'), studies.sealed) : []
        ),
        settings: /** @type {Fields} */ (
          settings ? await open(at('settings'), settings.sealed) : {}
        ),
        entries: /** @type {Entry[]} */ (await openAll(rows.ops, 'ops')),
        acts: /** @type {ActRow[]} */ (await openAll(rows.acts, 'acts')),
        samples: /** @type {ClockSample[]} */ (await openAll(rows.clock, 'clock')),
      }
    },

    async base() {
      const rows = await db.read(['base'], (s) => ask(table(s, 'base').getAll()))
      return /** @type {BaseRow[]} */ (await openAll(rows, 'base'))
    },

    /** Operations the server has acknowledged and shown us again. */
    async landed() {
      const rows = await db.read(['ops'], (s) => ask(table(s, 'ops').getAll()))
      const entries = await openAll(
        rows.filter((row) => row.live === undefined),
        'ops',
      )
      return /** @type {Entry[]} */ (entries)
    },

    /**
     * @param {Generation} seen
     * @param {Writes} writes
     * @returns {Promise<Generation | null>} null when another tab wrote first
     */
    async save(seen, writes) {
      const touched = Boolean(writes.base?.length || writes.emptyBase)
      const next = {g: seen.g + 1, base: seen.base + Number(touched)}
      const rows = await sealed(writes, next)
      const names = [...new Set(['meta', ...rows.map(([store]) => store)])]
      if (touched && !names.includes('base')) names.push('base')
      return db.write(names, async (s) => {
        const row = await ask(get(s, 'meta', 'head'))
        if ((row?.g ?? 0) !== seen.g) return null
        if (writes.emptyBase) emptyBase(table(s, 'base'))
        for (const [store, value] of rows) table(s, store).put(value)
        return next
      })
    },

    /** @param {ClockSample} sample */
    async addClock(sample) {
      const sealed = await seal(at('clock'), sample)
      await db.write(['clock'], (s) => void table(s, 'clock').add({sealed}))
    },

    /** @param {{at: number, event: string, detail?: string}} line */
    async note(line) {
      const sealed = await seal(at('log'), line)
      await db.write(['log'], (s) => void table(s, 'log').add({sealed}))
    },

    async events() {
      const rows = await db.read(['log'], (s) => ask(table(s, 'log').getAll()))
      return /** @type {Array<{at: number, event: string, detail?: string}>} */ (
        await openAll(rows, 'log')
      )
    },
  }

  /**
   * @param {Writes} writes
   * @param {Generation} next
   * @returns {Promise<Array<[string, unknown]>>}
   */
  async function sealed(writes, next) {
    const {head, entries = [], acts = [], base = [], studies, settings} = writes
    /** @type {Array<[string, Promise<unknown>]>} */
    const rows = [
      ['meta', row({k: 'head', ...next}, 'head', head)],
      ...entries.map((e) => pair('ops', row(numbered(e), 'ops', e))),
      ...acts.map((a) => pair('acts', row({seq: a.seq}, 'acts', a))),
      ...base.map((b) => pair('base', baseRow(b))),
    ]
    if (studies) rows.push(['meta', row({k: 'studies'}, 'studies', studies)])
    if (settings) rows.push(['meta', row({k: 'settings'}, 'settings', settings)])
    return Promise.all(
      rows.map(
        async ([store, value]) =>
          /** @type {[string, unknown]} */ ([store, await value]),
      ),
    )
  }

  /** @param {BaseRow} b */
  async function baseRow(b) {
    return row({k: await keyFor(b.record.rec)}, 'base', b)
  }

  /**
   * @param {object} clear
   * @param {string} place
   * @param {unknown} value
   */
  async function row(clear, place, value) {
    return {...clear, sealed: await seal(at(place), value)}
  }

  /**
   * @param {Array<{sealed: Sealed}>} rows
   * @param {string} place
   * @returns {Promise<unknown[]>}
   */
  function openAll(rows, place) {
    return Promise.all(rows.map(({sealed}) => open(at(place), sealed)))
  }
}

/**
 * Layouts only ever grow: an older tab must still find what it knows.
 *
 * @param {IDBDatabase} db
 */
function layTables(db) {
  db.createObjectStore('meta', {keyPath: 'k'})
  db.createObjectStore('base', {keyPath: 'k'})
  // `live` is there while the phone needs the operation at hand, and gone once it landed.
  db.createObjectStore('ops', {keyPath: 'n'}).createIndex('live', 'live')
  db.createObjectStore('acts', {keyPath: 'seq'})
  db.createObjectStore('clock', {autoIncrement: true})
  db.createObjectStore('log', {autoIncrement: true})
}

/**
 * @param {Entry} entry
 * @returns {{n: number, live?: 1}}
 */
function numbered({op, state}) {
  return state === 'landed' ? {n: op.n} : {n: op.n, live: 1}
}

/**
 * @param {string} store
 * @param {Promise<unknown>} value
 * @returns {[string, Promise<unknown>]}
 */
function pair(store, value) {
  return [store, value]
}

/**
 * @param {Stores} stores
 * @param {string} name
 * @returns {IDBObjectStore}
 */
function table(stores, name) {
  const store = stores[name]
  if (!store) throw new TypeError(`no table ${name} in this transaction`)
  return store
}

/**
 * @param {Stores} stores
 * @param {string} name
 * @param {string} key
 */
function get(stores, name, key) {
  return table(stores, name).get(key)
}
