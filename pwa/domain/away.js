/** Stretches whose content is not observed: stepped out, or present and off the record. */
import {created, put} from './changes.js'
import {endOf, instantOf, startOf, utcMs} from './day.js'
import {coded, openGaps} from './open.js'

/** @import {Change, DayState, Fields, Instant, RecordView} from '../types.d.ts' */

/** What a moment off the record says of itself: it has a time, and never gets words. */
export const TIME_ONLY = 'off_the_record_time_only'

/**
 * The observer leaves. What the subject does goes on: the activity stays open and is known,
 * only its time from here to Back counts as not observed.
 *
 * @param {DayState} state
 * @param {{at: Instant, reason?: string, fields?: Fields}} what
 * @returns {Change[]}
 */
export function stepOut(state, {at, reason, fields = {}}) {
  return gapFrom(state, at, {
    gap_kind: reason === 'observer_break' ? 'observer_break' : 'non_observed',
    ...(reason ? {reason} : {}),
    ...fields,
  })
}

/**
 * The observer stays, and writes nothing down: from now on only time.
 *
 * @param {DayState} state
 * @param {Instant} at
 * @returns {Change[]}
 */
export function offTheRecord(state, at) {
  return gapFrom(state, at, {gap_kind: 'off_the_record'})
}

/**
 * @param {DayState} state
 * @param {Instant} at
 * @returns {Change[]}
 */
export function back(state, at) {
  return openGaps(state).map((gap) => put(gap, {ended_at: at}))
}

/**
 * @param {DayState} state
 * @returns {boolean}
 */
export function isOffTheRecord(state) {
  return openGaps(state).some(({fields}) => fields.gap_kind === 'off_the_record')
}

/**
 * Whether a moment lies in a stretch that was off the record: it gets no words afterwards
 * either.
 *
 * @param {Pick<DayState, 'rows'>} state
 * @param {RecordView} view
 * @returns {boolean}
 */
export function wasOffTheRecord({rows}, view) {
  const at = instantOf(view, 'at')
  if (!at) return false
  return rows.some((row) => {
    const [start, end] = [startOf(row), endOf(row)]
    if (row.fields.gap_kind !== 'off_the_record' || !start) return false
    return utcMs(start) <= utcMs(at) && (!end || utcMs(at) < utcMs(end))
  })
}

/**
 * @param {DayState} state
 * @param {Instant} at
 * @param {Fields} fields
 * @returns {Change[]}
 */
function gapFrom(state, at, fields) {
  if (state.gap) return []
  const {running} = state
  const known = {activity_known: running ? 'yes' : 'no', ...coded(running?.fields.code)}
  return [created('gap', at, {started_at: at, ...known, ...fields}, state.day.rec)]
}
