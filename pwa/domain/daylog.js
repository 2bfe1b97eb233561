/**
 * The day log: one CSV row per record of a day, in time order.
 *
 * Written on the phone from its own store, byte for byte as `app/exports/daylog.py` writes
 * it; `tests/contract/daylog.json` holds both to it.
 */

import {FLAVOURS} from './csvtext.js'
import {isoLocal, utcMs} from './instants.js'
import {ENUMERATIONS, KINDS} from './kinds.js'
import {told} from './withheld.js'

/** @import {Fields, Instant, Kind, Member, RecordView, Study, Subject} from '../types.d.ts' */

/**
 * @typedef {object} DayToLog
 * @property {Study} study
 * @property {RecordView} day
 * @property {ReadonlyArray<RecordView>} records of that day
 * @property {ReadonlyArray<Member>} [members] the study's, if not given
 * @property {ReadonlyArray<Subject>} [subjects] the study's, if not given
 */

const HEADER =
  'study,subject,observer,date,seq,kind,code,label,started_at,ended_at,duration_s,' +
  'timezone,utc_offset_min,lane,start_source,end_source,recorded_at,persons,place,' +
  'planned,initiated_by,medium,purpose,source_form,obtained,direction,use_purpose,' +
  'linked_to,interrupts,requested_by,observation_basis,certainty,text,' +
  'clock_uncertainty_ms,clock_quality,revisions,record_id'
const COLUMNS = HEADER.split(',')
/** Numbers stand as they are: a spreadsheet takes -300 for a number, not for a formula. */
const NUMERIC = [
  'seq',
  'duration_s',
  'utc_offset_min',
  'certainty',
  'clock_uncertainty_ms',
  'revisions',
]
const TEXT = new Set(
  COLUMNS.map((_, i) => i).filter((i) => !NUMERIC.includes(COLUMNS[i] ?? '')),
)

const POINTS = ['knowledge_source', 'jotting', 'tally']
/**
 * The main code of each kind: its field, and the dimension or fixed list that words it.
 *
 * @type {Partial<Record<Kind, [string, string]>>}
 */
const MAIN_CODE = {
  activity: ['code', 'activity'],
  meeting: ['code', 'activity'],
  knowledge_source: ['source_kind', 'source_kind'],
  jotting: ['jotting_kind', 'jotting_kind'],
  gap: ['reason', 'gap_reason'],
  tally: ['code', 'activity'],
}
/** Columns that hold a field as it is, whatever the kind. */
const COPIED = {
  lane: 'lane',
  start_source: 'start_source',
  end_source: 'end_source',
  place: 'place',
  planned: 'planned',
  initiated_by: 'initiation',
  medium: 'medium',
  purpose: 'purpose',
  source_form: 'form',
  obtained: 'obtained',
  direction: 'direction',
  use_purpose: 'use_purpose',
  linked_to: 'activity',
  interrupts: 'interrupts',
  requested_by: 'requested_by',
  observation_basis: 'observation_basis',
  certainty: 'certainty',
}

/**
 * The file for one day.
 *
 * @param {DayToLog} what
 * @param {string} flavour `statistics` or `spreadsheet`
 * @returns {string}
 */
export function dayLog(what, flavour) {
  const style = FLAVOURS[flavour]
  if (!style) throw new RangeError(`There is no flavour ${flavour}.`)
  const {day, records} = what
  const {subject, observer, date} = namesOf(what)
  const timezone = textIn(day.fields, 'timezone')
  const shared = {study: what.study.title, subject, observer, date, timezone}
  const lines = inTimeOrder(records).map(({record, start}, i) => {
    const cells = {...shared, seq: String(i + 1), ...cellsOf(record, start, what)}
    return style.line(inColumns(cells), TEXT)
  })
  return [style.bom + style.line(COLUMNS, new Set()), ...lines].join('')
}

/**
 * `daylog_<subject>_<date>_<observer>.csv`, safe in any file system.
 *
 * @param {DayToLog} what
 * @returns {string}
 */
export function csvName(what) {
  const {subject, date, observer} = namesOf(what)
  const safe = [subject, date, observer].map((p) => p.replace(/[^A-Za-z0-9._-]/gu, '-'))
  return `daylog_${safe.join('_')}.csv`
}

/** @param {DayToLog} what */
function namesOf({study, day, members = study.members, subjects = study.subjects}) {
  const subject = subjects.find(({id}) => id === day.fields['subject_id'])
  // A day started offline bears no account until the server has it: it is one's own.
  const observer = day.created_by
    ? members.find(({account}) => account === day.created_by)?.observer_code
    : study.observer_code
  return {
    subject: subject?.pseudonym ?? '',
    observer: observer ?? '',
    date: textIn(day.fields, 'date'),
  }
}

/**
 * The records that a log tells of, by start and id; those without a start last.
 *
 * @param {ReadonlyArray<RecordView>} records
 * @returns {{record: RecordView, start: Instant | null, ms: number}[]}
 */
function inTimeOrder(records) {
  const logged = records.filter(({kind, deleted}) => kind in MAIN_CODE && !deleted)
  return told(logged)
    .map((record) => {
      const start = instantIn(
        record.fields,
        POINTS.includes(record.kind) ? 'at' : 'started_at',
      )
      return {record, start, ms: start ? utcMs(start) : Infinity}
    })
    .sort((a, b) => (a.ms === b.ms ? byId(a.record, b.record) : a.ms - b.ms))
}

/**
 * @param {RecordView} a
 * @param {RecordView} b
 */
function byId(a, b) {
  return a.rec < b.rec ? -1 : 1
}

/**
 * @param {RecordView} record
 * @param {Instant | null} start
 * @param {DayToLog} what
 * @returns {Record<string, string>} by column
 */
function cellsOf(record, start, {study, day}) {
  const {kind, fields} = record
  return {
    ...copied(kind, fields),
    kind,
    ...mainCode(kind, fields, study, day),
    ...times(record, start),
    persons: persons(kind, fields),
    text: textOf(kind, fields),
    revisions: String(record.revisions),
    record_id: record.rec,
  }
}

/**
 * Only what the kind knows: a field of that name from a newer client may be anything.
 *
 * @param {Kind} kind
 * @param {Fields} fields
 */
function copied(kind, fields) {
  const known = Object.entries(COPIED).filter(([, field]) => field in KINDS[kind])
  return Object.fromEntries(
    known.map(([column, field]) => [column, String(fields[field] ?? '')]),
  )
}

/**
 * The record's code whatever its kind, and how the day's codebook words it.
 *
 * @param {Kind} kind
 * @param {Fields} fields
 * @param {Study} study
 * @param {RecordView} day
 */
function mainCode(kind, fields, study, day) {
  let [field, dimension] = MAIN_CODE[kind] ?? ['', '']
  if (kind === 'meeting' && fields['code'] == null) field = dimension = 'meeting_type'
  if (kind === 'gap' && fields['gap_kind'] === 'embargoed')
    field = dimension = 'gap_kind'
  const code = textIn(fields, field)
  const words = ENUMERATIONS[dimension] ?? codebookWords(study, day, dimension)
  const worded = Object.hasOwn(words, code) && words[code]
  // A code made in the field is worded by the record itself.
  return {
    code,
    label:
      worded || textIn(code && dimension === 'activity' ? fields : {}, 'code_label'),
  }
}

/**
 * @param {Study} study
 * @param {RecordView} day
 * @param {string} dimension
 * @returns {Record<string, string>}
 */
function codebookWords({codebooks, codebook_version}, day, dimension) {
  const version = day.fields['codebook_version'] ?? codebook_version
  const codebook = codebooks[String(version)]
  const codes = codebook?.dimensions.find(({name}) => name === dimension)?.codes ?? []
  return Object.fromEntries(codes.map(({code, label}) => [code, label]))
}

/**
 * @param {RecordView} record
 * @param {Instant | null} start
 */
function times({kind, fields, created_at}, start) {
  const end = POINTS.includes(kind) ? null : instantIn(fields, 'ended_at')
  const recorded = instantIn(fields, 'recorded_at')
  return {
    started_at: start ? local(start) : '',
    ended_at: end ? local(end) : '',
    duration_s: start && end ? seconds(utcMs(end) - utcMs(start)) : '',
    utc_offset_min: start ? String(start.utcoff) : '',
    recorded_at: recorded
      ? local(recorded)
      : created_at === null
        ? ''
        : isoLocal(created_at, start?.utcoff ?? 0),
    clock_uncertainty_ms: String(start?.unc ?? ''),
    clock_quality: start?.quality ?? '',
  }
}

/** @param {Instant} instant */
function local(instant) {
  return isoLocal(utcMs(instant), instant.utcoff)
}

/**
 * @param {Kind} kind
 * @param {Fields} fields
 */
function persons(kind, fields) {
  if (kind === 'tally') return textIn(fields, 'person')
  const listed = 'persons' in KINDS[kind] ? fields['persons'] : null
  return Array.isArray(listed) ? listed.join(';') : ''
}

/**
 * @param {Kind} kind
 * @param {Fields} fields
 */
function textOf(kind, fields) {
  if (kind === 'jotting') return textIn(fields, 'text')
  const note = textIn(fields, 'note')
  if (kind !== 'knowledge_source') return note
  return [textIn(fields, 'title'), note].filter(Boolean).join('\n')
}

/**
 * Milliseconds as seconds, without a point where none is needed.
 *
 * @param {number} ms
 */
function seconds(ms) {
  const size = Math.abs(ms)
  const [whole, rest] = [Math.floor(size / 1000), size % 1000]
  const decimals = String(rest).padStart(3, '0').replace(/0+$/, '')
  return `${ms < 0 ? '-' : ''}${whole}${rest ? `.${decimals}` : ''}`
}

/** @param {Record<string, string>} cells */
function inColumns(cells) {
  return COLUMNS.map((column) => cells[column] ?? '')
}

/**
 * @param {Fields} fields
 * @param {string} field
 */
function textIn(fields, field) {
  const value = fields[field]
  return typeof value === 'string' ? value : ''
}

/**
 * @param {Fields} fields
 * @param {string} field
 * @returns {Instant | null}
 */
function instantIn(fields, field) {
  return /** @type {Instant | null | undefined} */ (fields[field]) ?? null
}
