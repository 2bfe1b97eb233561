/** Which of a day's jottings still want their words or their field note in the evening. */

/** @import {RecordView} from '../types.d.ts' */

/**
 * Marks without words and jottings without a field note. What was off the record gets none.
 *
 * @param {ReadonlyArray<RecordView>} rows in time order
 * @returns {RecordView[]}
 */
export const toExpand = (rows) =>
  rows.filter(
    ({kind, deleted, fields}) =>
      kind === 'jotting' &&
      !deleted &&
      !(fields['text'] && fields['field_note']) &&
      fields['sensitivity'] !== 'off_the_record_time_only',
  )
