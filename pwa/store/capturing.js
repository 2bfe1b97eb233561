/** From an act to the disk: drafting, saving, and keeping hold of what could not be saved. */
import {uuid7} from '../domain/ids.js'
import {worded} from '../domain/provisional.js'
import {signal} from '../vendor/signals-core.js'
import {lastUndoable, opsOfDay, undoing} from './acts.js'
import {correction, phoneClock} from './clock.js'
import {codebookIn} from './days.js'
import {draft} from './draft.js'
import {wordsOf} from './export.js'
import {NotSaved} from './idb.js'
import {viewIn} from './memory.js'
import {NotOurs} from './seal.js'

/** @import {Change, Commit, NotSavedNotice, Op} from '../types.d.ts' */
/** @import {Ledger} from './ledger.js' */
/** @import {ActRow, Writes} from './log.js' */
/** @import {Memory} from './memory.js' */

/** Storage comes back by itself more often than not. */
const RETRY_MS = 10_000

/**
 * @typedef {Commit & {undoes?: ActRow}} Request
 *
 * @typedef {object} Attempt an act on its way to disk
 * @property {Request} request
 * @property {Op[]} tried the first operation of each draft the database was given
 */

/**
 * @param {Ledger} ledger
 */
export function capturing(ledger) {
  /** @type {Attempt[]} */
  let stuck = []
  const notSaved = signal(/** @type {NotSavedNotice | null} */ (null))

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again

  /** @param {Attempt} attempt */
  function writes(attempt) {
    const {memory} = ledger
    const {request, tried} = attempt
    // A transaction given up on may have come through all the same.
    if (tried.some(({n, id}) => memory.entries.get(n)?.op.id === id)) return null
    const changes = changesOf(request)
    if (changes.length === 0 && !request.undoes) return null
    const {ops, writes} = drafted(memory, request, changes)
    attempt.tried = [...tried, ...ops.slice(0, 1)]
    return writes
  }

  /**
   * Whatever could not be saved before goes first: acts reach the disk in the order in which
   * they were made.
   *
   * @param {Attempt[]} attempts
   */
  async function saveAll(attempts) {
    stuck = attempts
    try {
      for (const attempt of attempts) {
        if (attempt.tried.length > 0) await ledger.reload()
        await ledger.write(() => writes(attempt))
        stuck = stuck.slice(1)
      }
      clearTimeout(again)
      notSaved.value = null
    } catch (error) {
      if (isBug(error)) {
        // Trying again cannot help, and must not keep the next act from being saved.
        stuck = stuck.slice(1)
        throw error
      }
      const text = stuck.map(wordsIn).filter(Boolean)
      notSaved.value = {text: text.join('\n'), retry}
      clearTimeout(again)
      again = setTimeout(() => void retry(), RETRY_MS)
      throw new NotSaved(error)
    }
  }

  function retry() {
    clearTimeout(again)
    return ledger.queue(async () => {
      await saveAll(stuck).catch(() => {})
      return stuck.length === 0
    })
  }

  return {
    notSaved,

    /** @param {Commit} request */
    async commit(request) {
      await ledger.queue(() => saveAll([...stuck, attemptOf(request)]))
    },

    /** @param {string} day */
    undo(day) {
      return ledger.queue(async () => {
        if (stuck.length > 0) await saveAll(stuck)
        const row = lastUndoable(ledger.memory.acts, day)
        if (!row) return null
        const changes = () =>
          undoing(row, {
            view: (rec) => viewIn(ledger.memory, rec),
            ours: opsOfDay(ledger.memory.acts, day),
          })
        const {study} = row
        await saveAll([attemptOf({act: 'undo', day, study, changes, undoes: row})])
        return {act: row.act}
      })
    },
  }
}

/**
 * @param {unknown} error
 * @returns {boolean} whether it came from the act itself, not from the database
 */
function isBug(error) {
  // The passphrase was changed in another tab: this one has to be unlocked again.
  if (error instanceof NotOurs) return false
  return !(error instanceof DOMException) || error.name === 'DataCloneError'
}

/**
 * @param {Request} request
 * @returns {Attempt}
 */
function attemptOf(request) {
  return {request, tried: []}
}

/**
 * @param {Attempt} attempt
 * @returns {string} also if it cannot be made of the day as it is without those before it
 */
function wordsIn({request}) {
  try {
    return wordsOf(changesOf(request))
  } catch {
    return ''
  }
}

/**
 * @param {Request} request
 * @returns {ReadonlyArray<Change>}
 */
function changesOf({changes}) {
  return typeof changes === 'function' ? changes() : changes
}

/**
 * What one act writes.
 *
 * @param {Memory} memory
 * @param {Omit<Request, 'changes'>} request
 * @param {ReadonlyArray<Change>} changes
 * @returns {{ops: Op[], writes: Writes}}
 */
export function drafted(memory, {act, day, study, undoes}, changes) {
  const at = phoneClock.wall()
  const codebook = day ? codebookIn(memory, day) : null
  const told = worded(codebook, changes, (rec) => viewIn(memory, rec))
  const {ops, inverse, n, lastStamp} = draft(memory, told, {
    study,
    wall: at,
    offset: correction(memory.samples),
    newId: () => uuid7(at),
  })
  const seq = memory.head.acts + 1
  const ids = ops.map(({id}) => id)
  const row = {seq, act, day, study, at, ops: ids, inverse, undone: false}
  return {
    ops,
    writes: {
      head: {...memory.head, n, lastStamp, acts: seq},
      entries: ops.map((op) => ({op, at, state: 'pending'})),
      acts: undoes ? [row, {...undoes, undone: true}] : [row],
    },
  }
}
