/** The changes acts are made of: a record created, fields put, a stretch started or ended. */
import {uuid7} from './ids.js'

/** @import {Change, DayState, Fields, Instant, Kind, RecordView} from '../types.d.ts' */

/**
 * @param {DayState} state
 * @param {'activity' | 'meeting'} kind
 * @param {Instant} at
 * @param {Fields} fields
 * @returns {Change}
 */
export function started(state, kind, at, fields) {
  return created(
    kind,
    at,
    {started_at: at, start_source: 'tap', ...fields},
    state.day.rec,
  )
}

/**
 * @param {DayState} state
 * @param {Kind} kind
 * @param {Instant} at
 * @param {Fields} fields
 * @returns {Change}
 */
export function point(state, kind, at, fields) {
  return created(kind, at, {at, ...fields}, state.day.rec)
}

/**
 * @param {Kind} kind
 * @param {Instant} at
 * @param {Fields} fields
 * @param {string} [day]
 * @returns {Change}
 */
export function created(kind, at, fields, day) {
  const belongs = day === undefined ? {} : {day}
  const set = {...belongs, ...fields, recorded_at: at}
  return {rec: uuid7(at.wall), kind, op: 'put', set}
}

/**
 * @param {RecordView} view
 * @param {Instant} at
 * @param {'tap' | 'day_end'} how
 * @returns {Change}
 */
export function ended(view, at, how) {
  return put(view, {ended_at: at, end_source: how})
}

/**
 * @param {RecordView} view
 * @param {Fields} set
 * @returns {Change}
 */
export function put(view, set) {
  return {rec: view.rec, kind: view.kind, op: 'put', set}
}
