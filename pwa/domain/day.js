/** What a day looks like at one moment: what runs, what is open, what has been captured. */
import {labelOf} from './codebook.js'
import {clip, lengthOf, union, without} from './totals.js'

/** @import {Codebook, CodeTotal, DayState, Fields, Instant, OpenThing, RecordView} from '../types.d.ts' */
/** @import {Span} from './totals.js' */

/** A day is drawn after every tap, and its instants stay the same objects meanwhile.
 * @type {WeakMap<Instant, number>} */
const parsed = new WeakMap()

/**
 * The moment an instant stands for, in ms UTC.
 *
 * The instants of a view carry `utc`; one fresh from the clock may not, and then the
 * phone's own reading is all there is.
 *
 * @param {Instant} instant
 * @returns {number}
 */
export function utcMs(instant) {
  if (instant.utc === undefined) return instant.wall
  const known = parsed.get(instant)
  if (known !== undefined) return known
  const ms = Date.parse(instant.utc)
  parsed.set(instant, ms)
  return ms
}

/**
 * @param {RecordView} view
 * @param {string} field
 * @returns {Instant | null}
 */
export function instantOf(view, field) {
  const value = view.fields[field]
  if (typeof value !== 'object' || value === null || !('wall' in value)) return null
  return /** @type {Instant} */ (value)
}

/**
 * When a record began, or the one moment it has.
 *
 * @param {RecordView} view
 * @returns {Instant | null}
 */
export function startOf(view) {
  return instantOf(view, 'started_at') ?? instantOf(view, 'at')
}

/**
 * @param {RecordView} view
 * @returns {Instant | null}
 */
export function endOf(view) {
  return instantOf(view, 'ended_at')
}

/**
 * @param {RecordView} view
 * @returns {boolean}
 */
export function isActivity(view) {
  return view.kind === 'activity' || view.kind === 'meeting'
}

/**
 * @param {RecordView} view
 * @returns {boolean}
 */
export function isSecondary(view) {
  return view.fields.lane === 'secondary'
}

/**
 * A gap that withholds a stretch of the day: nobody stepped out, so there is no coming back.
 *
 * @param {RecordView} view
 * @returns {boolean}
 */
export function isEmbargo(view) {
  return view.kind === 'gap' && view.fields['gap_kind'] === 'embargoed'
}

/**
 * Work the observer was told of: part of the day, but nothing she has observed.
 *
 * @param {{readonly fields: Fields}} view
 * @returns {boolean}
 */
export function isReported({fields}) {
  return fields.observation_basis === 'reported'
}

/**
 * A stretch that has begun and has no end yet.
 *
 * @param {RecordView} view
 * @returns {boolean}
 */
export function isOpen(view) {
  return instantOf(view, 'started_at') !== null && endOf(view) === null
}

/**
 * A time mark whose words are still to come. What was off the record never gets any.
 *
 * @param {RecordView} view
 * @returns {boolean}
 */
export function isWordless(view) {
  const {text, sensitivity} = view.fields
  return view.kind === 'jotting' && !text && sensitivity !== 'off_the_record_time_only'
}

/**
 * @param {RecordView} a
 * @param {RecordView} b
 * @returns {number}
 */
export function byStart(a, b) {
  const [x, y] = [startOf(a), startOf(b)]
  const [from, to] = [x ? utcMs(x) : Infinity, y ? utcMs(y) : Infinity]
  if (from !== to) return from < to ? -1 : 1
  return a.rec < b.rec ? -1 : Number(a.rec > b.rec)
}

/**
 * @param {RecordView} day
 * @param {ReadonlyArray<RecordView>} records all of the day, deleted ones too
 * @param {{codebook?: Codebook | null, nowMs?: number}} [look]
 * @returns {DayState}
 */
export function dayState(day, records, {codebook = null, nowMs} = {}) {
  const rows = records.filter((r) => !r.deleted && r.kind !== 'day').sort(byStart)
  const open = rows.filter(isOpen)
  const activities = open.filter(isActivity)
  const gap = open.findLast((r) => r.kind === 'gap' && !isEmbargo(r)) ?? null
  const until = lastMoment(day, rows, nowMs)
  const gaps = spansOf(
    rows.filter((r) => r.kind === 'gap'),
    until,
  )
  const acts = rows.filter(isActivity)
  const seen = acts.filter((r) => !isReported(r))
  return {
    day,
    running: activities.findLast((r) => !isSecondary(r)) ?? null,
    alongside: activities.filter(isSecondary),
    gap,
    rows,
    deleted: records.filter((r) => r.deleted && r.kind !== 'day'),
    totals: totalsOf(seen, {gaps, until, codebook}),
    observedMs: observedMs(day, gaps, until),
    reportedMs: lengthOf(spansOf(acts.filter(isReported), until)),
    openThings: openThings(rows),
  }
}

/**
 * What End day asks about.
 *
 * @param {ReadonlyArray<RecordView>} rows
 * @returns {OpenThing[]}
 */
function openThings(rows) {
  /** @type {OpenThing[]} */
  const things = []
  for (const record of rows) {
    if (isActivity(record) && isOpen(record)) things.push({what: 'activity', record})
    else if (record.kind === 'gap' && isOpen(record) && !isEmbargo(record))
      things.push({what: 'gap', record})
    else if (isWordless(record)) things.push({what: 'mark', record})
  }
  return things
}

/**
 * Where an open stretch is taken to end for counting: the end of the observation, else now,
 * else the last moment the day knows of.
 *
 * @param {RecordView} day
 * @param {ReadonlyArray<RecordView>} rows
 * @param {number | undefined} nowMs
 * @returns {number}
 */
function lastMoment(day, rows, nowMs) {
  const end = instantOf(day, 'observation_ended_at')
  if (end) return utcMs(end)
  if (nowMs !== undefined) return nowMs
  let last = -Infinity
  for (const row of rows) {
    for (const moment of [startOf(row), endOf(row)]) {
      if (moment) last = Math.max(last, utcMs(moment))
    }
  }
  return last
}

/**
 * @param {ReadonlyArray<RecordView>} views
 * @param {number} until
 * @returns {Span[]}
 */
function spansOf(views, until) {
  /** @type {Span[]} */
  const spans = []
  for (const view of views) {
    const start = instantOf(view, 'started_at')
    const end = endOf(view)
    if (start) spans.push([utcMs(start), end ? utcMs(end) : until])
  }
  return union(spans)
}

/**
 * Time per code, a code's own overlaps counted once and time not observed left out.
 *
 * @param {ReadonlyArray<RecordView>} activities
 * @param {{gaps: Span[], until: number, codebook: Codebook | null}} look
 * @returns {CodeTotal[]}
 */
function totalsOf(activities, {gaps, until, codebook}) {
  /** @type {Map<string, RecordView[]>} */
  const groups = new Map()
  for (const view of activities) {
    const code = String(view.fields.code ?? view.fields.meeting_type ?? '')
    const group = groups.get(code)
    if (group) group.push(view)
    else groups.set(code, [view])
  }
  const totals = [...groups].map(([code, views]) => ({
    code,
    label: labelOf(codebook, 'activity', code) || code,
    ms: lengthOf(without(spansOf(views, until), gaps)),
    count: views.length,
  }))
  return totals.sort((a, b) => b.ms - a.ms || (a.code < b.code ? -1 : 1))
}

/**
 * @param {RecordView} day
 * @param {Span[]} gaps
 * @param {number} until
 * @returns {number}
 */
function observedMs(day, gaps, until) {
  const start = instantOf(day, 'observation_started_at')
  if (!start) return 0
  return lengthOf(without(clip([[utcMs(start), until]]), gaps))
}
