/** The day this account is in the middle of, if any. */

/** @import {Book, RecordView} from '../types.d.ts' */

/** @param {Book} book @returns {RecordView | null} */
export function runningDay(book) {
  const mine = (/** @type {RecordView} */ day) =>
    day.created_by === null || day.created_by === book.uid
  return book.days().find((day) => day.fields['status'] === 'open' && mine(day)) ?? null
}
