/** Taking in what was captured while the app was locked, each tap once and in its order. */
import {instantOf, utcMs} from '../domain/day.js'
import {derive} from '../domain/instants.js'
import {labelOf} from '../domain/codebook.js'
import {meaningOf} from '../domain/locked.js'
import {drafted} from './capturing.js'
import {codebookIn, daysIn, dayStateIn} from './days.js'
import {waitingTaps} from './inbox.js'
import {NotSaved} from './idb.js'
import {taken as after} from './ledger.js'
import {copyOf} from './memory.js'

/** @import {DayState, Instant} from '../types.d.ts' */
/** @import {Grid, LockedEvent, WordsOf} from '../domain/locked.js' */
/** @import {Ledger} from './ledger.js' */
/** @import {Head, Writes} from './log.js' */
/** @import {Memory} from './memory.js' */
/** @import {Opened} from './vaults.js' */

/** @typedef {{seq: number, tap: LockedEvent}} Fresh */
/** @typedef {{until: number, grid: Grid}} OldGrid what stood on the pad up to a tap */
/** @typedef {{taken: number, left: number, why?: 'no-day'}} Drained */

/** For who does not say how to call a tap. @type {WordsOf} */
const asItIs = ({t, p}) => (p ? `${t} ${p}` : t)

/** So many taps become acts at once: a day of them in a second, and none is long on its way. */
const AT_ONCE = 20

/**
 * @param {Ledger} ledger
 * @param {Opened} opened
 */
export function draining(ledger, opened) {
  const {log, queue} = ledger

  /** What waits: a tap taken in before and put back is not among it. */
  async function waiting() {
    const all = await waitingTaps(log.db, opened)
    const {taps} = ledger.memory.head
    /** @type {Fresh[]} */
    const fresh = all.flatMap(({seq, tap}) => (tap && seq > taps ? [{seq, tap}] : []))
    return {all, fresh}
  }

  /**
   * The acts of some taps, up to the first that has no day to go to.
   *
   * @param {ReadonlyArray<Fresh>} taps
   * @param {{told: string | undefined, wordsOf: WordsOf}} how
   * @returns {{writes: Writes | null, taken: number}}
   */
  function placed(taps, how) {
    /** @type {Writes[]} */
    const all = []
    let taken = 0
    let memory = copyOf(ledger.memory)
    for (const {seq, tap} of taps) {
      // Another tab may have taken it in meanwhile.
      if (memory.head.taps < seq) {
        const writes = writesOf(memory, {seq, tap}, {uid: opened.uid, ...how})
        if (!writes) break
        memory = after(memory, writes)
        all.push(writes)
      }
      taken += 1
    }
    return {writes: all.length > 0 ? joined(memory.head, all) : null, taken}
  }

  return {
    /** How much was captured while locked and waits, and how much of it does not open. */
    async lockedTaps() {
      const {all, fresh} = await waiting()
      return {n: fresh.length, damaged: all.length - fresh.length}
    },

    /**
     * Taps become acts and leave the inbox in one transaction: whenever this ends, the next
     * time goes on where it stopped.
     *
     * @param {(taken: number) => void} [onProgress]
     * @param {{day?: string, wordsOf?: WordsOf}} [how] `day`: the one they belong to; else
     *   the one the pad was set for
     * @returns {Promise<Drained>}
     */
    async drain(onProgress = () => {}, {day: told, wordsOf = asItIs} = {}) {
      const {all, fresh} = await waiting()
      await noteMissing(all.map(({seq}) => seq))
      for (let done = 0; done < fresh.length;) {
        const some = fresh.slice(done, done + AT_ONCE)
        let taken = 0
        const write = () =>
          ledger.write(() => {
            const made = placed(some, {told, wordsOf})
            taken = made.taken
            return made.writes
          })
        await queue(write).catch((error) => {
          throw error instanceof DOMException ? new NotSaved(error) : error
        })
        done += taken
        onProgress(done)
        if (taken < some.length) {
          return {taken: done, left: fresh.length - done, why: 'no-day'}
        }
      }
      return {taken: fresh.length, left: 0}
    },

    /**
     * What stands where on the pad from now on. Taps that wait were made on the one before.
     *
     * @param {Grid | null} grid
     */
    async setGrid(grid) {
      const {all} = await waiting()
      const last = Math.max(0, ...all.map(({seq}) => seq))
      await queue(() =>
        ledger.write(() => {
          const {head, settings} = ledger.memory
          const grids = oldGrids(ledger.memory)
          const before = /** @type {Grid | null | undefined} */ (settings.grid)
          const held = before && last > (grids.at(-1)?.until ?? head.taps)
          const old = held ? [...grids, {until: last, grid: before}] : grids
          return {head, settings: {...settings, grid, grids: old}}
        }),
      )
    },
  }

  /** @param {ReadonlyArray<number>} seqs */
  async function noteMissing(seqs) {
    let due = ledger.memory.head.taps + 1
    for (const seq of seqs) {
      if (seq > due) {
        const detail = `${due}-${seq - 1}`
        await log.note({at: Date.now(), event: 'taps-missing', detail})
      }
      due = Math.max(due, seq + 1)
    }
  }
}

/**
 * What one tap writes into the day it belongs to.
 *
 * @param {Memory} memory
 * @param {Fresh} fresh
 * @param {{uid: string, told: string | undefined, wordsOf: WordsOf}} look
 * @returns {Writes | null} null when there is no such day
 */
function writesOf(memory, {seq, tap}, {uid, told, wordsOf}) {
  const at = {...tap.at, ...derive(tap.at, memory.samples)}
  const grid = gridAt(memory, seq)
  const id = told ?? grid?.day ?? openDayOf(memory, uid)
  const state = id ? dayStateIn(memory, id, utcMs(at)) : null
  if (!state || state.day.deleted || !(told || isDuring(state, at))) return null
  const {rec, study} = state.day
  const codebook = codebookIn(memory, rec)
  const label = (/** @type {string} */ code) =>
    labelOf(codebook, 'activity', code) || code
  const look = {grid, labelOf: label, wordsOf}
  const {act, changes} = meaningOf(state, {...tap, at}, look)
  const {writes} = drafted(memory, {act, day: rec, study}, changes)
  return {...writes, head: {...writes.head, taps: seq}, taps: [seq]}
}

/**
 * @param {Memory} memory
 * @param {string} uid
 * @returns {string | undefined}
 */
function openDayOf(memory, uid) {
  const mine = [null, uid]
  const open = daysIn(memory).find(
    ({fields, created_by}) => fields.status === 'open' && mine.includes(created_by),
  )
  return open?.rec
}

/**
 * @param {DayState} state
 * @param {Instant} at
 * @returns {boolean}
 */
function isDuring({day}, at) {
  const start = instantOf(day, 'observation_started_at')
  return day.fields.status === 'open' && (!start || utcMs(start) <= utcMs(at))
}

/**
 * @param {Head} head after the last
 * @param {ReadonlyArray<Writes>} all
 * @returns {Writes}
 */
function joined(head, all) {
  return {
    head,
    entries: all.flatMap(({entries = []}) => entries),
    acts: all.flatMap(({acts = []}) => acts),
    taps: all.flatMap(({taps = []}) => taps),
  }
}

/**
 * @param {Memory} memory
 * @returns {OldGrid[]} of which taps still wait
 */
function oldGrids({head, settings}) {
  const grids = /** @type {OldGrid[]} */ (settings.grids ?? [])
  return grids.filter(({until}) => until > head.taps)
}

/**
 * @param {Memory} memory
 * @param {number} seq
 * @returns {Grid | null}
 */
function gridAt(memory, seq) {
  const old = oldGrids(memory).find(({until}) => seq <= until)
  return old?.grid ?? /** @type {Grid | undefined} */ (memory.settings.grid) ?? null
}
