/** What the sheets behind the chips share: what was captured lately, and saying one thing more. */
import {edit} from '../domain/capture.js'
import {write} from './acting.js'

/** @import {Book, Codebook, DayState, RecordView} from '../types.d.ts' */
/**
 * @typedef {{
 *   book: Book, state: DayState, view: RecordView, codebook: Codebook | null,
 *   onClose: () => void,
 * }} ChipProps
 */

const DAYS_LOOKED_AT = 10

/**
 * @param {Book} book
 * @param {RecordView} view
 * @param {string} field
 * @param {unknown} value
 */
export const say = (book, view, field, value) =>
  write(book, {
    act: `field:${field}`,
    day: view.parent,
    study: view.study,
    changes: edit(view, {[field]: value}),
  })

/** What was captured lately, in time order: of this subject, or of all in the study. @param {Book} book @param {DayState} state @param {boolean} [own] */
export function lately(book, {day}, own = false) {
  return book
    .days(day.study)
    .filter(({fields}) => !own || fields['subject_id'] === day.fields['subject_id'])
    .slice(0, DAYS_LOOKED_AT)
    .reverse()
    .flatMap(({rec}) => book.dayState(rec)?.rows ?? [])
}
