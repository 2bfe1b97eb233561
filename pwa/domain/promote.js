/** A tally that turns out to be more: the same contact, told as a record of another kind. */
import {isOffTheRecord, TIME_ONLY, wasOffTheRecord} from './away.js'
import {created} from './changes.js'
import {remove} from './correct.js'
import {instantOf} from './day.js'

/** @import {Change, DayState, Fields, Instant, RecordView} from '../types.d.ts' */
/** @typedef {'activity' | 'meeting' | 'jotting'} Promoted */

/**
 * The new record stands at the tally's moment and keeps when that was tapped; the tally goes
 * in the same act. An activity stands alongside, for the contact ended nothing, and has no
 * length until somebody says how long it was.
 *
 * @param {DayState} state
 * @param {RecordView} view the tally
 * @param {Promoted} kind
 * @returns {Change[]} the new record first
 */
export function promoted(state, view, kind) {
  const at = instantOf(view, 'at')
  if (view.kind !== 'tally' || view.deleted || !at) return []
  const tapped = instantOf(view, 'recorded_at') ?? at
  const off = isOffTheRecord(state) || wasOffTheRecord(state, view)
  const told = kind === 'jotting' ? jotted(view, at, off) : lasting(view, at)
  return [created(kind, tapped, told, state.day.rec), ...remove(view)]
}

/**
 * @param {RecordView} view
 * @param {Instant} at
 * @param {boolean} off the record: no words
 * @returns {Fields}
 */
function jotted({fields}, at, off) {
  if (off) return {at, jotting_kind: 'bare_mark', sensitivity: TIME_ONLY}
  const text = [fields.person, fields.note].filter(Boolean).join(': ')
  return {at, jotting_kind: 'observation', ...(text ? {text} : {})}
}

/**
 * @param {RecordView} view
 * @param {Instant} at
 * @returns {Fields}
 */
function lasting({rec, fields}, at) {
  const {code, person, note} = fields
  return {
    started_at: at,
    ended_at: at,
    start_source: 'tap',
    end_source: 'backfilled',
    lane: 'secondary',
    ...(code ? {code} : {}),
    ...(person ? {persons: [person]} : {}),
    note: [note, `Counted first as tally ${rec}.`].filter(Boolean).join('\n'),
  }
}
