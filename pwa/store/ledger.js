/**
 * Memory and disk kept equal: every write goes to disk first, then to memory, then to the
 * other tabs of the account.
 */
import {batch, signal} from '../vendor/signals-core.js'
import {openLog} from './log.js'
import {begun, mending, stillDamaged} from './mending.js'
import {putBase, putEntries, putSample, remember, waitingIn} from './memory.js'
import {removeOldLog} from './old-log.js'
import {readLog} from './reading.js'

/** @import {ClockSample} from '../types.d.ts' */
/** @import {Seen, Writes} from './log.js' */
/** @import {Memory} from './memory.js' */
/** @import {Found} from './reading.js' */
/** @import {Damage} from './rows.js' */
/** @import {Opened} from './vaults.js' */

/** @typedef {Awaited<ReturnType<typeof openLedger>>} Ledger */

/**
 * @param {Opened} opened
 */
export async function openLedger(opened) {
  const {vault, uid} = opened
  /** @type {string | null} */
  let loss = null
  const log = openLog(opened, ({dataLoss}) => {
    loss = dataLoss
  })
  const damaged = signal(/** @type {ReadonlyArray<Damage>} */ ([]))
  const first = await begun(log, opened)
  /** @type {Seen} */
  let seen = first.seen
  let memory = remembered(first, null)
  if (loss === 'total') await log.note({at: Date.now(), event: 'data-loss'})

  const changed = signal(0)
  const waiting = signal(waitingIn(memory))
  const channel = new BroadcastChannel(`book-${vault}`)
  channel.onmessage = ({data}) => {
    if (data !== seen.g) void ledger.queue(reload).catch(() => {})
  }
  const woken = (/** @type {PageTransitionEvent} */ {persisted}) => {
    // A page brought back from the browser's own cache has heard nothing meanwhile.
    if (persisted) void ledger.queue(reload).catch(() => {})
  }
  addEventListener('pageshow', woken)
  /** @type {Promise<unknown>} */
  let tail = Promise.resolve()

  function tell() {
    batch(() => {
      waiting.value = waitingIn(memory)
      changed.value += 1
    })
  }

  async function reload() {
    const found = await readLog(log, seen)
    if (!found) throw new DOMException('The log is gone.', 'UnknownError')
    await take(found)
    tell()
  }

  /**
   * Takes in what was read, and writes down what has to follow from damage in it.
   *
   * @param {Found} found
   */
  async function take(found) {
    memory = remembered(found, memory)
    seen = found.seen
    damaged.value = [...damaged.value, ...found.damaged.filter(isNews)]
    const mend = mending(found, memory)
    if (!mend) return
    for (const {store, why} of found.damaged) {
      await log.note({at: Date.now(), event: 'damaged', detail: `${store} ${why}`})
    }
    if (!(await put(mend))) await reload()
  }

  /** @param {Damage} damage */
  function isNews({store, key}) {
    return !damaged.peek().some((known) => known.store === store && known.key === key)
  }

  /**
   * @param {Writes} writes
   * @returns {Promise<boolean>} false when another tab was first
   */
  async function put(writes) {
    const next = await log.save(seen, writes)
    if (!next) return false
    seen = next
    memory = taken(memory, writes)
    damaged.value = stillDamaged(damaged.peek(), log.rows)
    tell()
    channel.postMessage(seen.g)
    return true
  }

  /**
   * @param {() => Writes | null} make looks at memory; asked again when another tab was first
   * @returns {Promise<boolean>} false when there was nothing to write
   */
  async function write(make) {
    for (;;) {
      const writes = make()
      if (!writes) return false
      if (await put(writes)) return true
      await reload()
    }
  }

  const ledger = {
    log,
    changed,
    waiting,
    damaged,
    write,
    reload,

    get memory() {
      return memory
    },

    get roster() {
      return seen.roster
    },

    /**
     * One thing at a time: what is computed from memory must find it unchanged when it is
     * written.
     *
     * @template T
     * @param {() => Promise<T>} job
     * @returns {Promise<T>}
     */
    queue(job) {
      const turn = tail.then(job)
      tail = turn.catch(() => {})
      return turn
    },

    /** @param {ClockSample} sample */
    async addClock(sample) {
      await log.addClock(sample)
      putSample(memory, sample)
      tell()
    },

    close() {
      channel.close()
      removeEventListener('pageshow', woken)
      log.db.close()
    },
  }
  await ledger.queue(() => take(first))
  for (const sample of first.seen.lies === 0 ? first.samples : []) {
    await log.addClock(sample)
  }
  await removeOldLog(uid, log, memory)
  return ledger
}

/**
 * @param {Found} found
 * @param {Memory | null} before
 * @returns {Memory}
 */
function remembered(found, before) {
  return remember({...found, base: found.base ?? before?.base.values() ?? []})
}

/**
 * Memory after a write. What was there before is not to be used any more.
 *
 * @param {Memory} memory
 * @param {Writes} writes
 * @returns {Memory}
 */
export function taken(memory, writes) {
  const {head, entries = [], acts = [], base = []} = writes
  const fresh = new Map(acts.map((row) => [row.seq, row]))
  const known = new Set(memory.acts.map(({seq}) => seq))
  const next = {
    ...memory,
    head,
    acts: [
      ...memory.acts.map((row) => fresh.get(row.seq) ?? row),
      ...acts.filter(({seq}) => !known.has(seq)),
    ].filter(({seq}) => !writes.forget?.acts.includes(seq)),
    studies: writes.studies ?? memory.studies,
    settings: writes.settings ?? memory.settings,
    drafts: writes.drafts ?? memory.drafts,
  }
  if (writes.emptyBase) {
    return remember({...next, base, entries: [...entriesOver(memory, entries)]})
  }
  putBase(next, base)
  putEntries(next, entries)
  return next
}

/**
 * @param {Memory} memory
 * @param {ReadonlyArray<import('./log.js').Entry>} changed
 */
function entriesOver(memory, changed) {
  const all = new Map(memory.entries)
  for (const entry of changed) all.set(entry.op.n, entry)
  return [...all.values()].sort((a, b) => a.op.n - b.op.n)
}
