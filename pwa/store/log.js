/**
 * The tables of one vault's log on this phone, and the one way to write them.
 *
 * Every write carries the generation its author had read. If another tab has written since,
 * nothing is written and the author looks again: so numbers are given out once, whichever
 * tab asks, although sealing must be over before the transaction begins. Everything one
 * write puts down bears its generation as its revision.
 */
import {emptyBase} from './forget.js'
import {ask} from './idb.js'
import {allIn, append, logOf, tableIn} from './layout.js'
import {listed} from './roster.js'
import {rowsOf} from './rows.js'
import {letGo, planned, tablesOf} from './writing.js'

/** @import {ClockSample, Fields, Op, Study, WireRecord} from '../types.d.ts' */
/** @import {Listing, Roster} from './roster.js' */
/** @import {Keys} from './seal.js' */

/**
 * @typedef {object} Head what all tabs of the account agree on
 * @property {string} device
 * @property {string | null} epoch
 * @property {number} n the last number given to an operation
 * @property {number} acts the last number given to an act
 * @property {number} lastStamp
 * @property {Record<string, string>} cursors
 * @property {number} forgotAt ms
 * @property {number} taps the last tap of the locked pad that was taken in
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
/** @typedef {Record<string, string>} Drafts words being typed */

/**
 * @typedef {object} Writes what one transaction puts down
 * @property {Head} head
 * @property {ReadonlyArray<Entry>} [entries]
 * @property {ReadonlyArray<ActRow>} [acts]
 * @property {ReadonlyArray<BaseRow>} [base]
 * @property {boolean} [emptyBase]
 * @property {ReadonlyArray<Study>} [studies]
 * @property {Fields} [settings]
 * @property {Drafts} [drafts]
 * @property {ReadonlyArray<number>} [taps] rows of the inbox these acts were made of
 * @property {{ops: ReadonlyArray<Entry>, acts: ReadonlyArray<number>, now: number}} [forget]
 *   what the server has had for long
 * @property {ReadonlyArray<Listing>} [unlist] rows no longer looked for
 */

/**
 * @typedef {object} Seen what the author of a write has read
 * @property {number} lies the revision of the head on disk; 0 where there is none
 * @property {number} g the generation
 * @property {Roster} roster
 * @property {Record<string, number>} revs the revisions of the few rows the head itself lists
 * @property {ReadonlyArray<number>} stale buckets to be written anew
 */

/** @typedef {ReturnType<typeof openLog>} Log */
/** @typedef {Awaited<ReturnType<Log['lies']>>} Lying */

/** The revision of rows that are only ever added. */
export const ONLY = 1

/**
 * @param {{vault: string, keys: Keys}} opened
 * @param {(event: {dataLoss: string}) => void} [onMade]
 */
export function openLog({vault, keys}, onMade) {
  const db = logOf(vault, onMade)
  const rows = rowsOf(vault, keys)
  /** @type {Map<string, string>} */
  const names = new Map()

  /** @param {string} rec */
  async function nameOf(rec) {
    const name = names.get(rec) ?? (await keys.keyFor(rec))
    names.set(rec, name)
    return name
  }

  return {
    db,
    rows,

    /**
     * The log as it lies there, of one moment.
     *
     * @param {boolean} whole with the records of the server, which are most of it
     */
    lies(whole) {
      return db.read(['meta', 'index', 'ops', 'acts', 'clock', 'base'], async (s) => {
        const [meta, index, live, numbers, acts, clock, base] = await Promise.all([
          allIn(s, 'meta'),
          allIn(s, 'index'),
          ask(tableIn(s, 'ops').index('live').getAll()),
          ask(tableIn(s, 'ops').getAllKeys()),
          allIn(s, 'acts'),
          allIn(s, 'clock'),
          whole ? allIn(s, 'base') : null,
        ])
        return {meta, index, live, numbers, acts, clock, base}
      })
    },

    /** All operations there are, as they lie. */
    ops() {
      return db.read(['ops'], (s) => allIn(s, 'ops'))
    },

    /**
     * Operations the server has acknowledged and shown us again.
     *
     * @param {Roster} roster
     */
    async landed(roster) {
      const due = listed(roster, 'landed')
      const there = (await this.ops()).filter(({live}) => live === undefined)
      const look = {
        due: (/** @type {string | number} */ n) => due.get(String(n)),
        tell: () => {},
      }
      return /** @type {Entry[]} */ (await rows.openAll('ops', there, look))
    },

    /**
     * @param {Seen} seen
     * @param {Writes} writes
     * @returns {Promise<Seen | null>} null when another tab wrote first
     */
    async save(seen, writes) {
      const keys = await Promise.all(
        (writes.base ?? []).map(({record}) => nameOf(record.rec)),
      )
      const {puts, next} = planned(seen, writes, keys)
      const made = await Promise.all(
        puts.map(async ({table, key, value, clear}) => {
          const row = await rows.sealed(table, key, next.g, value, clear)
          return {table, row, value}
        }),
      )
      const kept = await db.write(tablesOf(writes, puts), async (s) => {
        const head = await ask(tableIn(s, 'meta').get('head'))
        if ((head?.r ?? 0) !== seen.lies) return false
        if (writes.emptyBase) emptyBase(tableIn(s, 'base'))
        for (const {table, row} of made) tableIn(s, table).put(row)
        await letGo(s, writes)
        return true
      })
      if (!kept) return null
      for (const {table, row, value} of made) rows.wrote(table, row, value)
      return next
    },

    /** @param {ClockSample} sample */
    addClock(sample) {
      return append(db, 'clock', (seq) => added('clock', seq, sample))
    },

    /** @param {{at: number, event: string, detail?: string}} line */
    note(line) {
      return append(db, 'log', (seq) => added('log', seq, line))
    },

    async events() {
      const lying = await db.read(['log'], (s) => allIn(s, 'log'))
      return /** @type {Array<{at: number, event: string, detail?: string}>} */ (
        await rows.openAll('log', lying, {due: () => ONLY, tell: () => {}})
      )
    },
  }

  /**
   * @param {'clock' | 'log'} table
   * @param {number} seq
   * @param {unknown} value
   */
  async function added(table, seq, value) {
    return {...(await rows.sealed(table, seq, ONLY, value)), seq}
  }
}
