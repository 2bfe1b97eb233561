/** Corrections: a start that was tapped late, any field at leisure, a record taken out. */
import {put} from './changes.js'
import {
  endOf,
  instantOf,
  isActivity,
  isOpen,
  isReported,
  isSecondary,
  startOf,
  utcMs,
} from './day.js'
import {sameValue} from './merge.js'
import {offsetAt} from './zone.js'

/** @import {Change, DayState, Fields, Instant, RecordView, Refusal} from '../types.d.ts' */

/**
 * Moves the start just stamped, and its neighbour's end with it.
 *
 * The tapped instant stays in `recorded_at`. A start never passes its neighbour's start:
 * rather than cut the evidence to fit, the act says why it did nothing.
 *
 * @param {DayState} state
 * @param {number} minutes
 * @returns {{changes: Change[], refusal: Refusal | null}}
 */
export function startedEarlier(state, minutes) {
  if (!(minutes > 0)) return {changes: [], refusal: null}
  const record = justStarted(state)
  const was = record && startOf(record)
  if (!record || !was) return {changes: [], refusal: {code: 'nothing_running'}}
  const start = earlier(was, minutes)
  const neighbour = isSecondary(record) ? null : neighbourOf(state, record)
  const struck = struckBefore(state, was)
  if (struck && utcMs(start) < struck.until)
    return {changes: [], refusal: {code: 'struck', record: struck.record}}
  const changes = [put(record, {started_at: start, start_source: 'backdated'})]
  if (neighbour && utcMs(neighbour.end) > utcMs(start)) {
    const earliest = utcMs(neighbour.start)
    if (utcMs(start) <= earliest) {
      const {record} = neighbour
      return {changes: [], refusal: {code: 'before_neighbour', record, earliest}}
    }
    changes.push(put(neighbour.record, {ended_at: start, end_source: 'backdated'}))
  }
  return {changes: observed(state.day, changes), refusal: null}
}

/**
 * The same changes, and the day's observation made as long as what they say was going on:
 * what was seen before the day was opened, or after it was closed, was observed all the
 * same. Without that, shares would be of a time shorter than what they are shares of. What
 * was only reported was not observed, whenever it was.
 *
 * @param {RecordView | null} day
 * @param {ReadonlyArray<Change>} changes
 * @param {RecordView} [view] the record that is corrected, if it is one
 * @returns {Change[]}
 */
export function observed(day, changes, view) {
  if (!day) return [...changes]
  const activities = changes.filter(
    ({rec, kind, set}) =>
      (kind === 'activity' || kind === 'meeting') &&
      !isReported({fields: {...(rec === view?.rec ? view?.fields : {}), ...set}}),
  )
  const said = (/** @type {string} */ field) =>
    activities.flatMap(({set}) => /** @type {Instant} */ (set?.[field]) ?? [])
  const [from, to] = ['observation_started_at', 'observation_ended_at']
  const opened = instantOf(day, from)
  const closed = instantOf(day, to)
  const start = said('started_at').find((at) => opened && utcMs(at) < utcMs(opened))
  const end = said('ended_at').find((at) => closed && utcMs(at) > utcMs(closed))
  const set = {...(start ? {[from]: start} : {}), ...(end ? {[to]: end} : {})}
  return Object.keys(set).length ? [...changes, put(day, set)] : [...changes]
}

/**
 * A correction at leisure. Only what differs is written; a moved start or end says so in
 * its source unless the caller names a better one.
 *
 * @param {RecordView} view
 * @param {Fields} set a null clears a field
 * @returns {Change[]}
 */
export function edit(view, set) {
  /** @type {Fields} */
  const changed = {}
  for (const [field, value] of Object.entries(set)) {
    if (!sameValue(view.fields[field] ?? null, value ?? null)) changed[field] = value
  }
  if (isActivity(view)) {
    if ('started_at' in changed) changed.start_source = set.start_source ?? 'corrected'
    if (changed.ended_at) changed.end_source = set.end_source ?? 'corrected'
  }
  if (!Object.keys(changed).length) return []
  // Each change has its reason, though the last one had the same.
  if (set.edit_reason) changed.edit_reason = set.edit_reason
  return [put(view, changed)]
}

/**
 * @param {RecordView} view
 * @returns {Change[]}
 */
export function remove(view) {
  return view.deleted ? [] : [{rec: view.rec, kind: view.kind, op: 'del'}]
}

/**
 * @param {RecordView} view
 * @returns {Change[]}
 */
export function restore(view) {
  return view.deleted ? [{rec: view.rec, kind: view.kind, op: 'restore'}] : []
}

/**
 * The open activity tapped last, whichever its lane: the one whose start can be moved.
 *
 * @param {DayState} state
 * @returns {RecordView | null}
 */
export function justStarted({rows}) {
  return rows
    .filter((row) => isActivity(row) && isOpen(row))
    .reduce(
      (/** @type {RecordView | null} */ last, row) =>
        last && tappedAt(last) > tappedAt(row) ? last : row,
      null,
    )
}

/**
 * When the tap was that began a record, by the clock of the phone it was made on.
 *
 * @param {RecordView} view
 * @returns {number} -Infinity when nobody knows
 */
export function tappedAt(view) {
  return (instantOf(view, 'recorded_at') ?? startOf(view))?.wall ?? -Infinity
}

/**
 * The primary activity that came before, and what it spans.
 *
 * @param {DayState} state
 * @param {RecordView} record
 * @returns {{record: RecordView, start: Instant, end: Instant} | null}
 */
function neighbourOf({rows}, record) {
  let nearest = null
  const from = startOf(record)
  for (const row of rows) {
    const [start, end] = [startOf(row), endOf(row)]
    if (row.rec === record.rec || !isActivity(row) || isSecondary(row)) continue
    if (!from || !start || !end || utcMs(start) > utcMs(from)) continue
    if (!nearest || utcMs(end) >= utcMs(nearest.end))
      nearest = {record: row, start, end}
  }
  return nearest
}

/**
 * The latest stretch before a moment whose content was struck: nothing reaches back into it.
 *
 * @param {DayState} state
 * @param {Instant} before
 * @returns {{record: RecordView, until: number} | null}
 */
function struckBefore({rows}, before) {
  let latest = null
  for (const record of rows) {
    const end = record.fields.gap_kind === 'struck' ? endOf(record) : null
    if (!end || utcMs(end) > utcMs(before)) continue
    if (!latest || utcMs(end) > latest.until) latest = {record, until: utcMs(end)}
  }
  return latest
}

/**
 * The same clock, some minutes before. `mono` is dropped: it stops while the phone sleeps,
 * so nobody knows what it would have shown; `boot` still says whose clock this was.
 *
 * @param {Instant} instant
 * @param {number} minutes
 * @returns {Instant}
 */
export function earlier({mono, utc, quality, unc, ...instant}, minutes) {
  const back = Math.round(minutes * 60_000)
  const ms = (utc === undefined ? instant.wall : Date.parse(utc)) - back
  // The night the clocks are changed it may have been another offset then.
  const utcoff = offsetAt(instant.tz, ms)
  const moved = {...instant, wall: instant.wall - back, utcoff}
  return utc === undefined ? moved : {...moved, utc: new Date(ms).toISOString()}
}
