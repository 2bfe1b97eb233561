/** What is open in a day, and what a moment in it is tied to. */
import {isActivity, isEmbargo, isOpen, isSecondary} from './day.js'

/** @import {DayState, Fields, RecordView} from '../types.d.ts' */

/**
 * All of them: after a merge of two phones there can be more than one.
 *
 * @param {DayState} state
 * @returns {RecordView[]}
 */
export function openPrimaries({rows}) {
  return rows.filter((row) => isActivity(row) && isOpen(row) && !isSecondary(row))
}

/**
 * @param {DayState} state
 * @returns {RecordView[]}
 */
export function openGaps({rows}) {
  return rows.filter((row) => row.kind === 'gap' && isOpen(row) && !isEmbargo(row))
}

/**
 * @param {DayState} state
 * @returns {Fields}
 */
export function tied({running, alongside}) {
  const activity = running ?? alongside.at(-1)
  return activity ? {activity: activity.rec} : {}
}

/**
 * @param {unknown} code
 * @returns {Fields}
 */
export function coded(code) {
  return code === undefined || code === null ? {} : {code}
}
