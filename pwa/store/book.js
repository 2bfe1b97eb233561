/** One account's log on this phone: what the screens read, and the one way they write. */
import {utcMs} from '../domain/day.js'
import {derive, now as momentOf} from '../domain/instants.js'
import {actOf, lastUndoable} from './acts.js'
import {capturing} from './capturing.js'
import {phoneClock} from './clock.js'
import {codebookIn, daysIn, dayStateIn} from './days.js'
import {draining} from './draining.js'
import {refusedIn, waitingText} from './export.js'
import {askToPersist, NotSaved} from './idb.js'
import {keeping} from './keeping.js'
import {openLedger} from './ledger.js'
import {ownerIn, recordsIn, viewIn, viewsOfKind} from './memory.js'
import {posting} from './posting.js'
import {computed} from '../vendor/signals-core.js'

/** @import {Account, Book, Change, DayState, Made} from '../types.d.ts' */
/** @import {Ledger} from './ledger.js' */
/** @import {Opened} from './vaults.js' */

export {NotSaved}

/**
 * @param {Opened} opened
 * @returns {Promise<Book>}
 */
export async function openBook(opened) {
  const ledger = await openLedger(opened)
  void askToPersist()
  return bookOn(ledger, opened, draining(ledger, opened))
}

/**
 * @param {Ledger} ledger
 * @param {{uid: string, account: Account}} owner
 * @param {ReturnType<typeof draining>} locked what was captured while locked
 * @returns {Book}
 */
export function bookOn(ledger, {uid, account}, locked) {
  const {changed, waiting, damaged} = ledger
  const {commit, undo, notSaved} = capturing(ledger)

  const studies = computed(() => {
    void changed.value
    return ledger.memory.studies
  })

  function now() {
    const instant = momentOf(phoneClock)
    return {...instant, ...derive(instant, ledger.memory.samples)}
  }

  /** @param {string} rec */
  function record(rec) {
    return viewIn(ledger.memory, rec)
  }

  /** @param {string} id */
  function study(id) {
    return ledger.memory.studies.find((s) => s.id === id) ?? null
  }

  /** @param {string} dayId */
  function codebookOf(dayId) {
    return codebookIn(ledger.memory, dayId)
  }

  /** @param {string} dayId */
  function stateOf(dayId) {
    return dayStateIn(ledger.memory, dayId, utcMs(now()))
  }

  /**
   * @template {Made} M
   * @param {string} dayId
   * @param {string} act
   * @param {(state: DayState) => M} make
   * @returns {Promise<M>}
   */
  async function perform(dayId, act, make) {
    const day = record(dayId)
    if (!day) throw new RangeError('No such day on this phone.')
    /** @type {M | undefined} */
    let made
    const changes = () => {
      const state = stateOf(dayId)
      if (!state) throw new RangeError('No such day on this phone.')
      made = make(state)
      return changesIn(made)
    }
    await commit({act, day: dayId, study: day.study, changes})
    return /** @type {M} */ (made)
  }

  const reading = {
    uid,
    account,
    changed,
    waiting,
    damaged,
    notSaved,
    studies,
    now,
    record,
    study,
    codebookOf,
    dayState: stateOf,
    recordsOf: (/** @type {string} */ dayId) => recordsIn(ledger.memory, dayId),
    days: (/** @type {string} */ studyId) => daysIn(ledger.memory, studyId),
    persons: (/** @type {string} */ subjectId) =>
      viewsOfKind(ledger.memory, 'person').filter(
        ({fields}) => fields.subject_id === subjectId,
      ),
    lastAct: (/** @type {string} */ dayId) => {
      const row = lastUndoable(ledger.memory.acts, dayId)
      return row && actOf(row)
    },
    refused: () => refusedIn(ledger.memory),
    exportWaiting: () => waitingText(ledger.memory, {uid, now: phoneClock.wall()}),
    entriesOf: async (/** @type {string} */ rec) => {
      const landed = await ledger.log.landed(ledger.roster)
      const own = [...landed, ...ledger.memory.entries.values()]
      return own.filter(({op}) => op.rec === rec).sort((a, b) => a.op.n - b.op.n)
    },
    ownerOf: (/** @type {string} */ device) => ownerIn(ledger.memory, device),
    close: ledger.close,
  }
  const kept = keeping(ledger, {grid: locked.setGrid})
  const {lockedTaps, drain} = locked
  const acts = {commit, perform, undo, lockedTaps, drain}
  return joined(reading, kept, acts, posting(ledger))
}

/**
 * One object of several, getters kept as getters.
 *
 * @template A, B, C, D
 * @param {A} a
 * @param {B} b
 * @param {C} c
 * @param {D} d
 * @returns {A & B & C & D}
 */
function joined(a, b, c, d) {
  const parts = [a, b, c, d].map((part) => Object.getOwnPropertyDescriptors(part))
  return Object.defineProperties(/** @type {any} */ ({}), Object.assign({}, ...parts))
}

/**
 * @param {Made} made
 * @returns {ReadonlyArray<Change>}
 */
function changesIn(made) {
  return 'changes' in made ? made.changes : made
}
