/** What was going on when something was noted. */
import {endOf, isActivity, startOf, utcMs} from './day.js'

/** @import {RecordView} from '../types.d.ts' */

/**
 * @param {ReadonlyArray<RecordView>} rows
 * @param {RecordView} jotting
 * @returns {RecordView[]} activities, meetings and gaps of that moment
 */
export function aroundOf(rows, jotting) {
  const at = startOf(jotting)
  if (!at) return []
  return rows.filter((row) => {
    const [start, end] = [startOf(row), endOf(row)]
    if (!(isActivity(row) || row.kind === 'gap') || !start) return false
    return utcMs(start) <= utcMs(at) && (!end || utcMs(end) > utcMs(at))
  })
}
