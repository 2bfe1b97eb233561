/**
 * What a tap on the locked pad meant, once it can be read.
 *
 * The pad knows nothing of the day: it can say Back where nobody has stepped out. Such a tap
 * was made all the same, and nobody can make it again. So it becomes a mark that says what
 * was tapped, and the observer decides.
 */
import {back, mark, stepOut, stop, switchTo} from './capture.js'
import {observed} from './correct.js'
import {
  endOf,
  isActivity,
  isEmbargo,
  isOpen,
  isSecondary,
  startOf,
  utcMs,
} from './day.js'

/** @import {Change, DayState, Instant, RecordView} from '../types.d.ts' */

/**
 * @typedef {object} LockedEvent
 * @property {'code' | 'mark' | 'step_out' | 'back' | 'end'} t
 * @property {number} [p] the place of the code in the grid, counted from 1
 * @property {Instant} at
 *
 * @typedef {object} Grid which code stood where, in the day that was open
 * @property {string} day
 * @property {ReadonlyArray<string>} codes
 *
 * @typedef {{act: string, changes: Change[]}} Meant
 * @typedef {(tap: LockedEvent, label: string) => string} WordsOf what was tapped, as people
 *   call it, and the label of the code that stood there
 */

/** Anybody who holds the phone can tap the pad: what came from there is marked for a look. */
const FLAGGED = new Set(['activity', 'meeting', 'jotting', 'gap'])

/**
 * @param {DayState} state the day as the taps before this one left it
 * @param {LockedEvent} tap
 * @param {{grid: Grid | null, labelOf: (code: string) => string, wordsOf: WordsOf}} look
 * @returns {Meant} never without a change
 */
export function meaningOf(state, tap, look) {
  const code = look.grid?.codes[(tap.p ?? 0) - 1] ?? ''
  const label = code && look.labelOf(code)
  const meant = possible(state, tap, code && {code, label})
  const {act, changes} = meant?.changes.length
    ? meant
    : instead(state, tap, look.wordsOf(tap, label))
  return {act, changes: observed(state.day, changes).map(flagged)}
}

/**
 * @param {DayState} state
 * @param {LockedEvent} tap
 * @param {{code: string, label: string} | ''} what stood at the place that was tapped
 * @returns {Meant | null} null when it cannot have happened in this day
 */
function possible(state, {t, at}, what) {
  const {running, gap} = state
  switch (t) {
    case 'mark':
      return {act: 'mark', changes: mark(state, at)}
    case 'code':
      if (!what || !isAfter(at, state.rows.filter(isPrimary))) return null
      return {
        act: `switch:${what.label}`,
        changes: switchTo(state, {code: what.code, at}),
      }
    case 'step_out':
      if (gap || !isAfter(at, state.rows.filter(isGap))) return null
      return {act: 'step_out', changes: stepOut(state, {at})}
    case 'back':
      if (
        !isAfter(
          at,
          state.rows.filter((row) => isGap(row) && isOpen(row)),
        )
      )
        return null
      return {act: 'back', changes: back(state, at)}
    case 'end':
      if (!running || !isAfter(at, [running])) return null
      return {act: 'stop', changes: stop(state, running.rec, at)}
    default:
      return null
  }
}

/**
 * @param {DayState} state
 * @param {LockedEvent} tap
 * @param {string} text
 * @returns {Meant}
 */
function instead(state, {at}, text) {
  const [change] = mark(state, at)
  if (!change) return {act: 'mark', changes: []}
  return {act: 'mark', changes: [{...change, set: {...change.set, text}}]}
}

/**
 * Whether a moment lies after all that these records know: time runs one way, also where
 * the phone was unlocked and used between the tap and now.
 *
 * @param {Instant} at
 * @param {ReadonlyArray<RecordView>} rows
 * @returns {boolean}
 */
function isAfter(at, rows) {
  const moments = rows.flatMap((row) => [startOf(row), endOf(row)])
  return moments.every((moment) => !moment || utcMs(moment) <= utcMs(at))
}

/**
 * @param {RecordView} row
 * @returns {boolean}
 */
function isPrimary(row) {
  return isActivity(row) && !isSecondary(row)
}

/**
 * @param {RecordView} row
 * @returns {boolean}
 */
function isGap(row) {
  return row.kind === 'gap' && !isEmbargo(row)
}

/**
 * @param {Change} change
 * @returns {Change}
 */
function flagged(change) {
  if (!FLAGGED.has(change.kind)) return change
  return {...change, set: {...change.set, captured_locked: true}}
}
