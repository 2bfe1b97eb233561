/** A day noted on paper: its rows read as they are typed, and what they say put into changes. */
import {created} from './changes.js'
import {utcMs} from './day.js'
import {lookUp, numbered, numberedGaps} from './paper-codes.js'
import {minutesOf, momentAfter} from './paper-time.js'

/** @import {Change, Codebook, Fields, Instant} from '../types.d.ts' */
/** @import {Looked, Numbered} from './paper-codes.js' */
/** @import {Moment} from './zone.js' */
/** @typedef {'time' | 'code' | 'end' | 'persons' | 'place' | 'source' | 'words'} Cell */
/** @typedef {Record<Cell, string>} Row */
/**
 * @typedef {{
 *   study: string, subject: string, version: number | null, date: string, start: string,
 *   end: string, rows: Row[],
 * }} Grid `version`: of the codebook printed on the sheet, or its numbers mean other codes
 */
/**
 * @typedef {'no_time' | 'time' | 'skipped' | 'order' | 'unknown' | 'several' | 'end_before' | 'overlap'} Doubt
 * @typedef {{cell: Cell, what: Doubt, among?: string[]}} Fault
 */
/**
 * @typedef {object} Read one row as it is understood
 * @property {Row} row
 * @property {(Moment & {isNextDate: boolean}) | null} at
 * @property {Moment | null} end as typed, else where the next row begins
 * @property {'from_paper' | 'inferred_from_next' | 'day_end'} endSource
 * @property {Numbered | null} code
 * @property {Numbered | null} gap
 * @property {Numbered | null} place
 * @property {Numbered | null} source
 * @property {string[]} persons
 * @property {boolean} isStretch
 * @property {Fault[]} faults
 */

/** @type {ReadonlyArray<Cell>} */
export const CELLS = ['time', 'code', 'end', 'persons', 'place', 'source', 'words']

/** @returns {Row} */
export const emptyRow = () => ({
  time: '',
  code: '',
  end: '',
  persons: '',
  place: '',
  source: '',
  words: '',
})

/** @param {Row} row */
export const isEmpty = (row) => CELLS.every((cell) => !row[cell].trim())

/**
 * @param {Grid} grid
 * @param {{codebook: Codebook | null, zone: string, worded?: (label: string) => string}} by
 *   `worded`: a reason for a gap in the language it is typed in
 * @returns {{rows: Read[], start: Moment | null, end: Moment | null}} a row for each row
 */
export function readGrid(grid, {codebook, zone, worded}) {
  const known = {
    codes: numbered(codebook),
    gaps: numberedGaps(worded),
    places: numbered(codebook, 'place'),
    sources: numbered(codebook, 'source_kind'),
  }
  const start = momentOf(grid, grid.start, zone)
  let since = start?.ms
  const rows = grid.rows.map((row) => {
    const at = momentOf(grid, row.time, zone, since)
    const read = readRow(row, at, since, known)
    since = Math.max(at?.ms ?? -Infinity, since ?? -Infinity)
    return read
  })
  const end = momentOf(grid, grid.end, zone, since)
  endAll(rows, {grid, zone, end})
  return {rows, start, end}
}

/**
 * @param {Grid} grid
 * @param {string} text
 * @param {string} zone
 * @param {number} [since]
 */
function momentOf({date}, text, zone, since) {
  const minutes = minutesOf(text)
  if (minutes === null || Number.isNaN(Date.parse(date))) return null
  return momentAfter(date, minutes, zone, since)
}

/**
 * @param {Row} row
 * @param {Read['at']} at
 * @param {number | undefined} since
 * @param {Record<'codes' | 'gaps' | 'places' | 'sources', Numbered[]>} known
 * @returns {Read}
 */
function readRow(row, at, since, known) {
  /** @type {Fault[]} */
  const faults = []
  if (!at && !isEmpty(row))
    faults.push({cell: 'time', what: row.time.trim() ? 'time' : 'no_time'})
  if (at?.skipped) faults.push({cell: 'time', what: 'skipped'})
  if (at && since !== undefined && at.ms < since)
    faults.push({cell: 'time', what: 'order'})
  const asked = (/** @type {Cell} */ cell, /** @type {Looked} */ {found, among}) => {
    if (found || !row[cell].trim()) return found
    const labels = among.map(({label}) => label)
    faults.push({cell, what: among.length ? 'several' : 'unknown', among: labels})
    return null
  }
  const gap = lookUp(known.gaps, row.code).found
  const code = lookUp(known.codes, row.code)
  const isGap = gap !== null && !code.found && !code.among.length
  return {
    row,
    at,
    end: null,
    endSource: 'from_paper',
    code: isGap ? null : asked('code', code),
    gap: isGap ? gap : null,
    place: known.places.length ? asked('place', lookUp(known.places, row.place)) : null,
    source: known.sources.length
      ? asked('source', lookUp(known.sources, row.source))
      : null,
    persons: listed(row.persons),
    isStretch: Boolean(row.code.trim()),
    faults,
  }
}

/**
 * Gives every stretch its end: what is written, else where the next one begins, else the
 * end of the day.
 *
 * @param {Read[]} rows
 * @param {{grid: Grid, zone: string, end: Moment | null}} day
 */
function endAll(rows, {grid, zone, end: dayEnd}) {
  const stretches = inOrder(rows)
  stretches.forEach((read, i) => {
    const from = read.at?.ms ?? 0
    const next = stretches[i + 1]?.at ?? null
    const end = momentOf(grid, read.row.end, zone, from)
    if (!end && read.row.end.trim()) read.faults.push({cell: 'end', what: 'time'})
    if (end && end.ms < from) read.faults.push({cell: 'end', what: 'end_before'})
    if (end && next && end.ms > next.ms)
      read.faults.push({cell: 'end', what: 'overlap'})
    read.end = end ?? next ?? (dayEnd && dayEnd.ms >= from ? dayEnd : null)
    read.endSource = end ? 'from_paper' : next ? 'inferred_from_next' : 'day_end'
  })
}

/** @param {Read[]} rows */
const inOrder = (rows) =>
  rows
    .filter(({at, isStretch}) => at && isStretch)
    .sort((a, b) => (a.at?.ms ?? 0) - (b.at?.ms ?? 0))

/** @param {string} text */
const listed = (text) => [
  ...new Set(
    text
      .split(/[,;/]/)
      .map((word) => word.trim().slice(0, 64))
      .filter(Boolean),
  ),
]

/**
 * Everything the grid says, as one act. Rows without a readable time are not in it: whoever
 * asks has seen to them.
 *
 * @param {Grid} grid
 * @param {ReturnType<typeof readGrid>} read
 * @param {{zone: string, now: Instant, people: ReadonlyArray<string>}} by
 *   `people`: person codes the subject has already
 * @returns {Change[]} the day first
 */
export function paperDay(grid, {rows, start, end}, {zone, now, people}) {
  const instant = (/** @type {Moment} */ {ms, utcoff}) => ({
    // In the reading of the phone's clock, as every captured instant is.
    wall: ms - (utcMs(now) - now.wall),
    tz: zone,
    utcoff,
    utc: new Date(ms).toISOString(),
  })
  const timed = rows.filter(({at}) => at !== null)
  const moments = timed.flatMap((read) => [read.at, read.end])
  const all = [start, end, ...moments].filter((m) => m !== null)
  all.sort((a, b) => a.ms - b.ms)
  const [first, last] = [all[0], all.at(-1)]
  const day = created('day', now, {
    subject_id: grid.subject,
    date: grid.date,
    timezone: zone,
    status: 'closed',
    edit_reason: 'from_paper',
    ...(first ? {observation_started_at: instant(first)} : {}),
    ...(last ? {observation_ended_at: instant(last)} : {}),
    ...(grid.version === null ? {} : {codebook_version: grid.version}),
  })
  const met = new Set(timed.flatMap(({persons}) => persons))
  const persons = [...met]
    .filter((code) => !people.includes(code))
    .map((code) =>
      created('person', now, {subject_id: grid.subject, person_code: code}),
    )
  const records = timed.flatMap((read) => recordsOf(read, {day: day.rec, now, instant}))
  return [day, ...persons, ...records]
}

/**
 * What one row says: a stretch, a source used in it, or only words.
 *
 * @param {Read} read
 * @param {{day: string, now: Instant, instant: (moment: Moment) => Instant}} by
 * @returns {Change[]}
 */
function recordsOf(read, {day, now, instant}) {
  const {row, at, source} = read
  if (!at) return []
  const stretch = read.isStretch ? [stretchOf(read, at, {day, now, instant})] : []
  const activity = stretch[0]?.kind === 'activity' ? {activity: stretch[0].rec} : {}
  const moment = {at: instant(at), ...activity, edit_reason: 'from_paper'}
  if (row.source.trim()) {
    const kind = source ? {source_kind: source.code} : {title: short(row.source)}
    const words = read.isStretch ? {} : noted(row.words.trim())
    const used = created('knowledge_source', now, {...moment, ...kind, ...words}, day)
    return [...stretch, used]
  }
  if (read.isStretch) return stretch
  const text = [row.persons, row.place, row.words].filter((words) => words.trim())
  const kind = text.length ? {text: text.join(' · ')} : {}
  const words = {...moment, jotting_kind: text.length ? 'observation' : 'bare_mark'}
  return [created('jotting', now, {...words, ...kind}, day)]
}

/**
 * @param {Read} read
 * @param {Moment} at
 * @param {{day: string, now: Instant, instant: (moment: Moment) => Instant}} by
 * @returns {Change}
 */
function stretchOf(read, at, {day, now, instant}) {
  const {row, end, endSource, code, gap, place, persons} = read
  const ended = end ? {ended_at: instant(end)} : {}
  // A code nobody knows stays readable: as it was written.
  const unread = [
    code || gap ? '' : `Code on paper: ${row.code.trim()}`,
    place || !row.place.trim() ? '' : `Place on paper: ${row.place.trim()}`,
  ]
  if (gap) {
    const met = persons.length ? `With: ${persons.join(', ')}` : ''
    const where = row.place.trim() && `Place: ${row.place.trim()}`
    return created(
      'gap',
      now,
      {
        started_at: instant(at),
        ...ended,
        reason: gap.code,
        gap_kind: gap.code === 'observer_break' ? 'observer_break' : 'non_observed',
        activity_known: 'no',
        edit_reason: 'from_paper',
        ...noted(met, where, row.words.trim()),
      },
      day,
    )
  }
  return created(
    'activity',
    now,
    {
      started_at: instant(at),
      start_source: 'from_paper',
      ...ended,
      ...(end ? {end_source: endSource} : {}),
      time_precision_s: 60,
      lane: 'primary',
      ...(code ? {code: code.code} : {}),
      ...(place ? {place: place.code} : {}),
      ...(persons.length ? {persons} : {}),
      ...noted(...unread, row.words.trim()),
    },
    day,
  )
}

/** @param {string[]} words @returns {Fields} */
function noted(...words) {
  const note = words.filter(Boolean).join('\n')
  return note ? {note} : {}
}

/** @param {string} text */
const short = (text) => [...text.trim()].slice(0, 200).join('')
