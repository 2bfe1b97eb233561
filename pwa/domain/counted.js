/** A day as its study counts it now: retired codes as what they are mapped to. */
import {allCodes, isRetired} from './codebook.js'
import {dayState} from './day.js'

/** @import {Codebook, CodeTotal, DayState, RecordView} from '../types.d.ts' */

/**
 * What a code recorded under any version counts as under this one, in analysis: as
 * `stands_for` of `app/codebooks/rules.py` has it. Records are never changed by it.
 *
 * @param {Codebook | null} codebook
 * @param {string} dimension
 * @param {string} code
 * @returns {string}
 */
export function standsFor(codebook, dimension, code) {
  const codes = new Map(allCodes(codebook, dimension).map((one) => [one.code, one]))
  const seen = new Set([code])
  for (let at = code; ;) {
    const entry = codes.get(at)
    const next = entry && isRetired(entry) && entry['maps_to']
    if (typeof next !== 'string' || !next) return at
    if (seen.has(next)) return code
    seen.add(next)
    at = next
  }
}

/**
 * The time per code of a day. The records stay as they are: what is mapped together is only
 * counted together, and time under two of its codes at once is counted once.
 *
 * @param {DayState} state
 * @param {Codebook | null} codebook the study's current one
 * @param {number} nowMs
 * @returns {ReadonlyArray<CodeTotal>}
 */
export function countedTotals({day, rows, totals}, codebook, nowMs) {
  const words = new Map(totals.map(({code, label}) => [code, label]))
  const counted = rows.map((view) => countedAs(view, codebook))
  if (counted.every((view, place) => view === rows[place])) return totals
  return dayState(day, counted, {codebook, nowMs}).totals.map((total) =>
    total.label === total.code
      ? {...total, label: words.get(total.code) ?? total.code}
      : total,
  )
}

/**
 * @param {RecordView} view
 * @param {Codebook | null} codebook
 * @returns {RecordView}
 */
function countedAs(view, codebook) {
  const {code} = view.fields
  if (typeof code !== 'string') return view
  const counts = standsFor(codebook, 'activity', code)
  return counts === code ? view : {...view, fields: {...view.fields, code: counts}}
}
