/** A book that keeps nothing: everything is in memory, and gone with it. */
import {signal} from '../vendor/signals-core.js'
import {bookOn} from './book.js'
import {taken} from './ledger.js'
import {remember} from './memory.js'

/** @import {Book, Study, Waiting} from '../types.d.ts' */
/** @import {Ledger} from './ledger.js' */
/** @import {Head, Writes} from './log.js' */

const NOBODY = {id: 'practice', login: 'practice', name: 'Practice'}
/** @type {Head} */
const HEAD = {
  device: 'practice',
  epoch: null,
  n: 0,
  acts: 0,
  lastStamp: 0,
  cursors: {},
  forgotAt: 0,
  taps: 0,
}
/** Nothing waits for a server that will never hear of it. @type {Waiting} */
const NOTHING = {pending: 0, oldest: null, rejected: 0, deferred: 0}

/** Practice is never locked: leaving it, or locking, ends it. */
const NO_TAPS = {
  lockedTaps: async () => ({n: 0, damaged: 0}),
  drain: async () => ({taken: 0, left: 0}),
  setGrid: async () => {},
}

/**
 * The same book the screens always work with, on a ledger without a disk.
 *
 * @param {ReadonlyArray<Study>} studies
 * @returns {Book}
 */
export function practiceBook(studies) {
  return bookOn(ledgerInMemory(studies), {uid: NOBODY.id, account: NOBODY}, NO_TAPS)
}

/**
 * @param {ReadonlyArray<Study>} studies
 * @returns {Ledger}
 */
function ledgerInMemory(studies) {
  let memory = remember({
    head: HEAD,
    base: [],
    entries: [],
    acts: [],
    studies,
    settings: {},
    samples: [],
  })
  const changed = signal(0)
  /** @type {Promise<unknown>} */
  let tail = Promise.resolve()

  const ledger = {
    // Of the log only what looks into it; nothing here is ever written to it.
    log: {landed: async () => [], note: async () => {}, events: async () => []},
    changed,
    waiting: signal(NOTHING),
    damaged: signal([]),
    reload: async () => {},
    addClock: async () => {},
    close() {},
    roster: null,

    get memory() {
      return memory
    },

    /** @param {() => Writes | null} make */
    async write(make) {
      const writes = make()
      if (!writes) return false
      memory = taken(memory, {...writes, entries: (writes.entries ?? []).map(had)})
      changed.value += 1
      return true
    },

    /**
     * @template T
     * @param {() => Promise<T>} job
     * @returns {Promise<T>}
     */
    queue(job) {
      const turn = tail.then(job)
      tail = turn.catch(() => {})
      return turn
    },
  }
  return /** @type {Ledger} */ (/** @type {unknown} */ (ledger))
}

/** @param {import('./log.js').Entry} entry @returns {import('./log.js').Entry} */
const had = (entry) => ({...entry, state: 'acked'})
