/**
 * Memory and disk kept equal: every write goes to disk first, then to memory, then to the
 * other tabs of the account.
 */
import {batch, signal} from '../vendor/signals-core.js'
import {takeDevice} from './accounts.js'
import {openLog} from './log.js'
import {putBase, putEntries, putSample, remember, waitingIn} from './memory.js'

/** @import {ClockSample} from '../types.d.ts' */
/** @import {Generation, Head, Writes} from './log.js' */
/** @import {Memory} from './memory.js' */

/** @typedef {Awaited<ReturnType<typeof openLedger>>} Ledger */

/**
 * @param {string} uid
 */
export async function openLedger(uid) {
  /** @type {string | null} */
  let loss = null
  const log = openLog(uid, ({dataLoss}) => {
    loss = dataLoss
  })
  await begin(log, uid)
  let {memory, generation} = await read(log, null)
  if (loss === 'total') await log.note({at: Date.now(), event: 'data-loss'})

  const changed = signal(0)
  const waiting = signal(waitingIn(memory))
  const channel = new BroadcastChannel(`book-${uid}`)
  channel.onmessage = ({data}) => {
    if (data !== generation.g) void ledger.queue(reload).catch(() => {})
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
    const fresh = await read(log, {memory, generation})
    memory = fresh.memory
    generation = fresh.generation
    tell()
  }

  /**
   * @param {() => Writes | null} make looks at memory; asked again when another tab was first
   * @returns {Promise<boolean>} false when there was nothing to write
   */
  async function write(make) {
    for (;;) {
      const writes = make()
      if (!writes) return false
      const next = await log.save(generation, writes)
      if (next) {
        generation = next
        memory = taken(memory, writes)
        tell()
        channel.postMessage(generation.g)
        return true
      }
      await reload()
    }
  }

  const ledger = {
    log,
    changed,
    waiting,
    write,
    reload,

    get memory() {
      return memory
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
  return ledger
}

/**
 * The log as it lies on disk, read between two looks at the head so that nothing is half old.
 *
 * @param {ReturnType<typeof openLog>} log
 * @param {{memory: Memory, generation: Generation} | null} before
 * @returns {Promise<{memory: Memory, generation: Generation}>}
 */
async function read(log, before) {
  for (;;) {
    const found = await log.head()
    if (!found) throw new DOMException('The log is gone.', 'UnknownError')
    const {head, generation} = found
    const [work, base] = await Promise.all([
      log.work(),
      before?.generation.base === generation.base
        ? before.memory.base.values()
        : log.base(),
    ])
    const after = await log.head()
    if (after?.generation.g !== generation.g) continue
    return {memory: remember({head, base, ...work}), generation}
  }
}

/**
 * The first line of a new log. Of two tabs that both find none, one writes it.
 *
 * @param {ReturnType<typeof openLog>} log
 * @param {string} uid
 */
async function begin(log, uid) {
  if (await log.head()) return
  /** @type {Head} */
  const head = {
    device: await takeDevice(uid),
    epoch: null,
    n: 0,
    acts: 0,
    lastStamp: 0,
    cursors: {},
    forgotAt: 0,
  }
  await log.save({g: 0, base: 0}, {head})
}

/**
 * Memory after a write.
 *
 * @param {Memory} memory
 * @param {Writes} writes
 * @returns {Memory}
 */
function taken(memory, writes) {
  const {head, entries = [], acts = [], base = [], studies, settings} = writes
  const fresh = new Map(acts.map((row) => [row.seq, row]))
  const known = new Set(memory.acts.map(({seq}) => seq))
  const next = {
    ...memory,
    head,
    acts: [
      ...memory.acts.map((row) => fresh.get(row.seq) ?? row),
      ...acts.filter(({seq}) => !known.has(seq)),
    ],
    studies: studies ?? memory.studies,
    settings: settings ?? memory.settings,
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
