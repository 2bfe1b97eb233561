/** Taking in what was captured while the app was locked, each tap once and in its order. */
import {instantOf, utcMs} from '../domain/day.js'
import {derive} from '../domain/instants.js'
import {labelOf} from '../domain/codebook.js'
import {meaningOf} from '../domain/locked.js'
import {drafted} from './capturing.js'
import {waitingTaps} from './inbox.js'
import {NotSaved} from './idb.js'

/** @import {Codebook, DayState, RecordView} from '../types.d.ts' */
/** @import {Grid, LockedEvent} from '../domain/locked.js' */
/** @import {Ledger} from './ledger.js' */
/** @import {Writes} from './log.js' */
/** @import {Memory} from './memory.js' */
/** @import {Opened} from './vaults.js' */

/** @typedef {{until: number, grid: Grid}} OldGrid what stood on the pad up to a tap */
/** @typedef {{taken: number, left: number, why?: 'no-day'}} Drained */

/**
 * @typedef {object} Reading
 * @property {(day: string) => DayState | null} dayState
 * @property {(day: string) => Codebook | null} codebookOf
 * @property {() => ReadonlyArray<RecordView>} days newest first
 */

/**
 * @param {Ledger} ledger
 * @param {Opened} opened
 * @param {Reading} reading
 */
export function draining(ledger, opened, reading) {
  const {log, queue} = ledger

  /** What waits: a tap taken in before and put back is not among it. */
  async function waiting() {
    const all = await waitingTaps(log.db, opened)
    const {taps} = ledger.memory.head
    const fresh = all.filter(({seq, tap}) => tap && seq > taps)
    return {all, fresh}
  }

  /**
   * @param {LockedEvent} tap
   * @param {Grid | null} grid
   * @param {string | undefined} told
   * @returns {DayState | null}
   */
  function stateFor(tap, grid, told) {
    const id = told ?? grid?.day ?? openDay()
    const state = id ? reading.dayState(id) : null
    if (!state || state.day.deleted) return null
    const start = instantOf(state.day, 'observation_started_at')
    const isOpen = state.day.fields.status === 'open'
    const fits = isOpen && (!start || utcMs(start) <= utcMs(tap.at))
    return told || fits ? state : null
  }

  function openDay() {
    const mine = [null, opened.uid]
    const open = reading
      .days()
      .find(
        ({fields, created_by}) => fields.status === 'open' && mine.includes(created_by),
      )
    return open?.rec
  }

  /**
   * @param {number} seq
   * @param {LockedEvent} tap
   * @param {string | undefined} told
   * @returns {Writes | null} null when it has no day to go to
   */
  function writesFor(seq, tap, told) {
    const {memory} = ledger
    const at = {...tap.at, ...derive(tap.at, memory.samples)}
    const grid = gridAt(memory, seq)
    const state = stateFor({...tap, at}, grid, told)
    if (!state) return null
    const {rec, study} = state.day
    const codebook = reading.codebookOf(rec)
    const label = (/** @type {string} */ code) =>
      labelOf(codebook, 'activity', code) || code
    const {act, changes} = meaningOf(state, {...tap, at}, {grid, labelOf: label})
    const {writes} = drafted(memory, {act, day: rec, study}, changes)
    return {...writes, head: {...writes.head, taps: seq}, taps: [seq]}
  }

  return {
    /** How much was captured while locked and waits, and how much of it does not open. */
    async lockedTaps() {
      const {all, fresh} = await waiting()
      return {n: fresh.length, damaged: all.length - fresh.length}
    },

    /**
     * Each tap becomes an act and leaves the inbox in one transaction: whenever this ends,
     * the next time goes on where it stopped.
     *
     * @param {(taken: number) => void} [onProgress]
     * @param {{day?: string}} [to] the day they belong to; else the one the pad was set for
     * @returns {Promise<Drained>}
     */
    async drain(onProgress = () => {}, {day} = {}) {
      const {all, fresh} = await waiting()
      await noteMissing(all.map(({seq}) => seq))
      let taken = 0
      for (const {seq, tap} of fresh) {
        if (!tap) continue
        let fits = true
        await queue(() =>
          ledger.write(() => {
            // Another tab has taken it in meanwhile.
            if (ledger.memory.head.taps >= seq) return null
            const writes = writesFor(seq, tap, day)
            fits = writes !== null
            return writes
          }),
        ).catch((error) => {
          throw error instanceof DOMException ? new NotSaved(error) : error
        })
        if (!fits) return {taken, left: fresh.length - taken, why: 'no-day'}
        taken += 1
        onProgress(taken)
      }
      return {taken, left: 0}
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
