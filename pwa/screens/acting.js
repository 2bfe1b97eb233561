/** Doing one act: stamped first, written next, and told as kept only when it is. */
import {signal} from '../vendor/signals.js'
import {utcMs} from '../domain/day.js'
import {notSaved} from '../ui/alarm.js'
import {announce} from '../ui/announce.js'
import {clockTime} from '../ui/format.js'
import {t} from '../ui/language.js'
import {actWords} from '../ui/words.js'

/** @import {Book, Change, DayState, Instant, Made} from '../types.d.ts' */

/** The last act that is durable: what the tick stands for. */
export const kept = signal(/** @type {{act: string, at: string} | null} */ (null))

/** @param {string} act @param {Instant} at */
function tellKept(act, at) {
  kept.value = {act, at: clockTime(utcMs(at), at.utcoff, true)}
  announce(t`Kept: ${actWords(act)}`)
}

/** @type {Set<Promise<unknown>>} */
const underway = new Set()

/** Until what has been tapped is written, or said not to be. */
export async function settled() {
  while (underway.size) await Promise.allSettled([...underway])
}

/**
 * Runs what writes, and keeps a failure on the screen until it is put right.
 *
 * @template T
 * @param {() => Promise<T>} write
 * @param {string} words typed by the researcher, shown with the failure
 * @returns {Promise<T | null>} null when nothing was written
 */
async function durably(write, words) {
  const writing = write()
  underway.add(writing)
  try {
    return await writing
  } catch (error) {
    console.error(error)
    // The book says so itself when it could not write; anything else must not pass in silence.
    notSaved.value ??= {
      text: words,
      retry: async () => {
        notSaved.value = null
        return (await durably(write, words)) !== null
      },
    }
    return null
  } finally {
    underway.delete(writing)
  }
}

/** Nobody means two taps on one button so close together. */
const BOUNCE_MS = 350
let tapped = {button: '', ms: -Infinity}

/**
 * Whether a tap is only its button's last one bouncing: after Alongside it would end what
 * runs, after a switch leave an activity of no length. Asked only where the last tap has
 * done already what this one could mean: a mark too many can be undone, a lost one cannot.
 *
 * @param {string} button
 * @returns {boolean}
 */
export function bounced(button) {
  const before = tapped
  tapped = {button, ms: performance.now()}
  return before.button === button && tapped.ms - before.ms < BOUNCE_MS
}

/**
 * @template {Made} M
 * @param {Book} book
 * @param {string} day
 * @param {string} act named as in words.js, with the label after a colon
 * @param {(state: DayState, at: Instant) => M} make
 * @param {Instant} [at] the moment of the tap, if it was taken before
 * @returns {Promise<M | null>} what was made, null when it is not saved
 */
export async function perform(book, day, act, make, at = book.now()) {
  const made = await durably(
    () => book.perform(day, act, (state) => make(state, at)),
    '',
  )
  if (made && changesOf(made).length) tellKept(act, at)
  return made
}

/**
 * Writes changes that were thought out in a form.
 *
 * @param {Book} book
 * @param {{day: string | null, study: string, act: string, changes: ReadonlyArray<Change>, words?: string}} what
 * @returns {Promise<boolean>}
 */
export async function write(book, {words = '', ...commit}) {
  if (!commit.changes.length) return true
  const at = book.now()
  const done = await durably(async () => {
    await book.commit(commit)
    return true
  }, words)
  if (done) tellKept(commit.act, at)
  return done === true
}

/** @param {Book} book @param {string} day */
export async function undo(book, day) {
  const undone = await durably(() => book.undo(day), '')
  if (undone) {
    kept.value = null
    announce(t`Undone: ${actWords(undone.act)}`)
  }
}

/** @param {Made} made @returns {ReadonlyArray<Change>} */
export const changesOf = (made) =>
  'changes' in made ? made.changes : /** @type {ReadonlyArray<Change>} */ (made)
