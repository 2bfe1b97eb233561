/**
 * Interruptions: what was suspended for something else, and is taken up again as a further
 * segment of the same task.
 *
 * A suspended segment says `resumption: unknown` until it is known whether it was returned
 * to. So what can be resumed follows from the records alone: an ordinary switch, a restart or
 * another phone change nothing about it.
 */
import {ended, put, started} from './changes.js'
import {endOf, isActivity, isOpen, utcMs} from './day.js'
import {coded, openPrimaries} from './open.js'

/** @import {Change, DayState, Fields, Instant, RecordView} from '../types.d.ts' */

/** What a further segment has in common with the first. */
const COMMON = [
  'code',
  'place',
  'persons',
  'purpose',
  'medium',
  'sphere',
  'meeting_type',
]

/**
 * Suspends what runs and starts what interrupts it, at one instant. With nothing running
 * there is nothing to interrupt, and it is a switch.
 *
 * @param {DayState} state
 * @param {{code?: string | undefined, at: Instant, kind?: 'activity' | 'meeting', fields?: Fields}} by
 * @returns {Change[]}
 */
export function interrupted(state, {code, at, kind = 'activity', fields = {}}) {
  const {running} = state
  const link = running ? {interrupts: running.rec} : {}
  return [
    ...openPrimaries(state).flatMap((view) => [
      ended(view, at, 'tap'),
      ...(view === running ? [suspended(view)] : []),
    ]),
    started(state, kind, at, {...coded(code), lane: 'primary', ...link, ...fields}),
  ]
}

/**
 * Ends what runs and goes on with what was suspended: the latest, unless another is named.
 *
 * @param {DayState} state
 * @param {{at: Instant, rec?: string}} to
 * @returns {Change[]}
 */
export function resume(state, {at, rec}) {
  const waiting = suspendedIn(state)
  const view = rec ? waiting.find((row) => row.rec === rec) : waiting.at(-1)
  if (!view) return []
  const kind = view.kind === 'meeting' ? 'meeting' : 'activity'
  const task_id = taskOf(view)
  return [
    ...openPrimaries(state).map((running) => ended(running, at, 'tap')),
    put(view, {resumption: 'resumed'}),
    started(state, kind, at, {
      ...commonOf(view),
      lane: 'primary',
      task_id,
      segment_no: segmentsOf(state, task_id) + 1,
    }),
  ]
}

/**
 * What was suspended and not yet returned to, the latest suspended last.
 *
 * @param {DayState} state
 * @returns {RecordView[]}
 */
export function suspendedIn({rows}) {
  const ends = (/** @type {RecordView} */ row) => {
    const end = endOf(row)
    return end ? utcMs(end) : Infinity
  }
  return rows
    .filter(
      (row) => isActivity(row) && !isOpen(row) && row.fields.resumption === 'unknown',
    )
    .sort((a, b) => ends(a) - ends(b) || (a.rec < b.rec ? -1 : 1))
}

/**
 * At the end of the day it is known what was not returned to.
 *
 * @param {DayState} state
 * @returns {Change[]}
 */
export function notResumed(state) {
  return suspendedIn(state).map((view) => put(view, {resumption: 'not_resumed'}))
}

/**
 * The name of the task a record is a segment of. A first segment lends its own, so that two
 * phones give one task one name.
 *
 * @param {RecordView} view
 * @returns {string}
 */
export function taskOf({rec, fields}) {
  return typeof fields.task_id === 'string' ? fields.task_id : rec
}

/**
 * @param {RecordView} view
 * @returns {Fields}
 */
export function segmented(view) {
  return {task_id: taskOf(view), segment_no: Number(view.fields.segment_no ?? 1)}
}

/**
 * The highest number a segment of a task has.
 *
 * @param {Pick<DayState, 'rows'>} state
 * @param {string} task
 * @returns {number}
 */
export function segmentsOf({rows}, task) {
  const numbers = rows
    .filter(({fields}) => fields.task_id === task)
    .map(({fields}) => Number(fields.segment_no ?? 0))
  return Math.max(0, ...numbers)
}

/**
 * @param {RecordView} view
 * @returns {Change}
 */
function suspended(view) {
  return put(view, {...segmented(view), resumption: 'unknown'})
}

/**
 * @param {RecordView} view
 * @returns {Fields}
 */
function commonOf({fields}) {
  return Object.fromEntries(
    COMMON.filter((name) => fields[name] !== undefined).map((name) => [
      name,
      fields[name],
    ]),
  )
}
