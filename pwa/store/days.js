/** Days as they stand in the memory of a log. */
import {dayState} from '../domain/day.js'
import {withMade} from '../domain/provisional.js'
import {recordsIn, viewIn, viewsOfKind} from './memory.js'

/** @import {Codebook, DayState, RecordView} from '../types.d.ts' */
/** @import {Memory} from './memory.js' */
/** @import {Made} from '../domain/provisional.js' */

/**
 * The codebook a day is pinned to, else the newest of its study that is here; with the codes
 * made in the field on this device, or on another by the words this day's records carry.
 *
 * @param {Memory} memory
 * @param {string} dayId
 * @returns {Codebook | null}
 */
export function codebookIn(memory, dayId) {
  const day = viewIn(memory, dayId)
  const owner = day && memory.studies.find(({id}) => id === day.study)
  const pinned = day?.fields.codebook_version ?? owner?.codebook_version
  const codebook =
    owner?.codebooks[String(pinned)] ?? owner?.codebooks[String(owner.codebook_version)]
  return day && codebook ? withMade(codebook, madeIn(memory, day)) : null
}

/**
 * @param {Memory} memory
 * @param {RecordView} day
 * @returns {Made[]}
 */
function madeIn(memory, {rec, study}) {
  const here = /** @type {Record<string, Made[]> | undefined} */ (memory.settings.made)
  const brought = recordsIn(memory, rec).flatMap(({fields, deleted}) => {
    const {code, code_label: label} = /** @type {Partial<Record<string, any>>} */ (
      fields
    )
    return !deleted && code && label ? [{code, label}] : []
  })
  return [...(here?.[study] ?? []), ...brought]
}

/**
 * @param {Memory} memory
 * @param {string} dayId
 * @param {number} nowMs
 * @returns {DayState | null}
 */
export function dayStateIn(memory, dayId, nowMs) {
  const day = viewIn(memory, dayId)
  if (!day || day.kind !== 'day') return null
  const look = {codebook: codebookIn(memory, dayId), nowMs}
  return dayState(day, recordsIn(memory, dayId), look)
}

/**
 * @param {Memory} memory
 * @param {string} [study]
 * @returns {RecordView[]} newest first
 */
export function daysIn(memory, study) {
  return viewsOfKind(memory, 'day')
    .filter((day) => study === undefined || day.study === study)
    .sort(newestFirst)
}

/**
 * @param {RecordView} a
 * @param {RecordView} b
 * @returns {number}
 */
function newestFirst(a, b) {
  const date = (/** @type {RecordView} */ {fields}) => String(fields.date ?? '')
  return date(a) !== date(b) ? (date(a) < date(b) ? 1 : -1) : a.rec < b.rec ? 1 : -1
}
