/** Sync's side of the book: what to send next, and what the server's answers change. */
import {phoneClock} from './clock.js'
import {isSpent, RETENTION_MS} from './forget.js'
import {batchIn} from './memory.js'
import {paged, redeviced, requeued, retried, settled} from './receipts.js'
import {newDevice} from './vaults.js'

/** @import {ClockSample, Op, OpResult, Page, Study} from '../types.d.ts' */
/** @import {Ledger} from './ledger.js' */
/** @import {Entry} from './log.js' */
/** @import {Memory} from './memory.js' */

const DAY_MS = 86_400_000

/**
 * @param {Ledger} ledger
 */
export function posting(ledger) {
  const {log, queue, write} = ledger

  return {
    get device() {
      return ledger.memory.head.device
    },

    get epoch() {
      return ledger.memory.head.epoch
    },

    /** @param {{ops: number, bytes: number, skip?: (op: Op) => boolean}} limits */
    batch(limits) {
      return batchIn(ledger.memory, limits)
    },

    /**
     * @param {ReadonlyArray<OpResult>} results
     * @param {string} epoch of the answer they came in
     */
    async settle(results, epoch) {
      const cloned = new Set(
        results.filter(({code}) => code === 'device_cloned').map(({id}) => id),
      )
      const others = results.filter(({id}) => !cloned.has(id))
      await queue(() =>
        write(() => {
          const {memory} = ledger
          const entries = settled(memory, others, phoneClock.wall())
          const known = memory.head.epoch ?? epoch
          const changed = entries.length > 0 || known !== memory.head.epoch
          const lastStamp = lastStampAfter(memory, entries)
          return changed
            ? {head: {...memory.head, epoch: known, lastStamp}, entries}
            : null
        }),
      )
      if (cloned.size > 0) await becomeNewDevice(cloned)
    },

    /**
     * @param {string} study
     * @param {Page} page
     * @returns {Promise<boolean>} false when it does not follow what was read before
     */
    applyPage(study, page) {
      return queue(async () => {
        let fits = false
        await write(() => {
          const {head} = ledger.memory
          fits = page.from === (head.cursors[study] ?? '')
          if (!fits) return null
          const cursors = {...head.cursors, [study]: page.next}
          return {head: {...head, cursors}, ...paged(ledger.memory, study, page)}
        })
        return fits
      })
    },

    /** @param {string} study */
    cursor(study) {
      return ledger.memory.head.cursors[study] ?? ''
    },

    /** @param {string} study */
    forgetCursor(study) {
      return queue(async () => {
        await write(() => {
          const {head} = ledger.memory
          return {head: {...head, cursors: {...head.cursors, [study]: ''}}}
        })
      })
    },

    /**
     * The server was restored from a backup, or is another one: read all again, and send all
     * again that is still kept. What it has it recognises.
     *
     * @param {string} epoch
     */
    newEpoch(epoch) {
      return queue(async () => {
        const sent = await log.landed(ledger.roster)
        await write(() => {
          const {head} = ledger.memory
          return {
            head: {...head, epoch, cursors: {}},
            entries: requeued(ledger.memory, sent),
            base: [],
            emptyBase: true,
          }
        })
      })
    },

    /** Has the server judge again what it refused. */
    retryRefused() {
      return queue(async () => {
        await write(() => {
          const entries = retried(ledger.memory)
          return entries.length > 0 ? {head: ledger.memory.head, entries} : null
        })
      })
    },

    /** @param {ReadonlyArray<Study>} list */
    putStudies(list) {
      return queue(async () => {
        await write(() => ({head: ledger.memory.head, studies: list}))
      })
    },

    /** @param {ClockSample} sample */
    addClock(sample) {
      return ledger.addClock(sample)
    },

    clockSamples() {
      return ledger.memory.samples
    },

    /**
     * @param {string} event
     * @param {string} [detail]
     */
    note(event, detail) {
      const line = {at: phoneClock.wall(), event}
      return log.note(detail === undefined ? line : {...line, detail})
    },

    events() {
      return log.events()
    },

    /** Lets go, once a day, of what the server has had for a month. */
    tidy() {
      return queue(async () => {
        const now = phoneClock.wall()
        if (now - ledger.memory.head.forgotAt < DAY_MS) return
        const landed = await log.landed(ledger.roster)
        const spent = landed.filter((entry) => isSpent(entry, now))
        const old = ledger.memory.acts
          .filter(({at, ops}) => at < now - RETENTION_MS && !unsentAmong(ops))
          .map(({seq}) => seq)
        await write(() => ({
          head: {...ledger.memory.head, forgotAt: now},
          forget: {ops: spent, acts: old, now},
        }))
        await ledger.reload()
      })
    },
  }

  /** @param {ReadonlySet<string>} cloned */
  async function becomeNewDevice(cloned) {
    const device = newDevice()
    await queue(() =>
      write(() => {
        const {head} = ledger.memory
        const entries = redeviced(ledger.memory, cloned, device)
        return {head: {...head, device}, entries}
      }),
    )
  }

  /** @param {ReadonlyArray<string>} ids */
  function unsentAmong(ids) {
    const live = new Set([...ledger.memory.entries.values()].map(({op}) => op.id))
    return ids.some((id) => live.has(id))
  }
}

/**
 * The stamp to go on from. The server pulls back stamps of a clock set ahead; they must not
 * drag all later ones along.
 *
 * @param {Memory} memory
 * @param {ReadonlyArray<Entry>} changed
 * @returns {number}
 */
function lastStampAfter({entries, head}, changed) {
  const now = new Map([...entries, ...changed.map((e) => pair(e))])
  const stamps = [...now.values()].map(({op}) => op.stamp[0])
  return stamps.length > 0 ? Math.max(...stamps) : head.lastStamp
}

/**
 * @param {Entry} entry
 * @returns {[number, Entry]}
 */
function pair(entry) {
  return [entry.op.n, entry]
}
