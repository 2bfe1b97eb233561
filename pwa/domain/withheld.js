/**
 * What an embargo keeps from leaving: of a stretch of a day, only its length is told.
 *
 * What lies inside is left out, what straddles an edge is cut there, and what cannot be
 * placed in time may lie inside. `app/dataset/withheld.py` is the same rule, and
 * `tests/contract/daylog.json` holds both to it.
 */
import {created} from './changes.js'
import {isEmbargo} from './day.js'
import {utcMs} from './instants.js'
import {KINDS} from './kinds.js'

/** @import {Change, Fields, Instant, Kind, RecordView} from '../types.d.ts' */

/**
 * An embargoed stretch, in ms UTC, with the instants that say so; the end excluded. An edge
 * that nobody gave lies beyond the day.
 *
 * @typedef {{rec: string, first: number, last: number, opens: Instant | null, closes: Instant | null}} Stretch
 */

/** What is still told of a stretch that began inside: nobody chose it by its content. */
const BARE = ['day', 'lane', 'gap_kind']
const EDGES = ['started_at', 'ended_at', 'start_source', 'end_source']

/**
 * @param {{from: Instant, to: Instant, by: string, why: string}} what
 * @param {string} day
 * @param {Instant} at
 * @returns {Change}
 */
export function embargo({from, to, by, why}, day, at) {
  const set = {
    started_at: from,
    ended_at: to,
    gap_kind: 'embargoed',
    ...(by ? {requested_by: by} : {}),
    ...(why ? {note: why} : {}),
  }
  return created('gap', at, set, day)
}

/**
 * A day's records as they may leave: one that an embargo cuts in two comes twice. Of a
 * record that was cut nobody is told when it was tapped, but in its own words; of one that
 * began inside not even by its id.
 *
 * @param {ReadonlyArray<RecordView>} records
 * @returns {ReadonlyArray<RecordView>}
 */
export function told(records) {
  if (!records.some((record) => isEmbargo(record) && !record.deleted)) return records
  const spans = stretchesOf(records)
  /** @type {Set<unknown>} */
  const gone = new Set()
  /** @type {Set<unknown>} */
  const inside = new Set()
  const left = records.flatMap((record) => {
    const parts = partsOf(record, spans)
    if (!parts.length) gone.add(record.rec)
    else if (beganInside(record, parts)) inside.add(record.rec)
    return parts.map((fields) => {
      const whole = fields === record.fields || isEmbargo(record)
      return whole ? {...record, fields} : {...record, fields, created_at: null}
    })
  })
  return left.map((record) => ({
    ...record,
    rec: inside.has(record.rec) ? untimed(record.rec) : record.rec,
    fields: retied(record, gone, inside),
  }))
}

/**
 * The embargoed stretches of a day, by their beginning.
 *
 * @param {ReadonlyArray<RecordView>} records
 * @returns {Stretch[]}
 */
export function stretchesOf(records) {
  return records
    .filter((record) => isEmbargo(record) && !record.deleted)
    .map(stretchOf)
    .filter(({first, last}) => first < last)
    .sort((a, b) => (a.first === b.first ? byRec(a, b) : a.first - b.first))
}

/**
 * What becomes of a record while these stretches are embargoed.
 *
 * @param {RecordView} record
 * @param {ReadonlyArray<Stretch>} stretches
 * @returns {'told' | 'cut' | 'withheld'}
 */
export function fateOf(record, stretches) {
  if (isEmbargo(record)) return 'told'
  const [part] = partsOf(record, stretches)
  if (!part) return 'withheld'
  return part === record.fields ? 'told' : 'cut'
}

/** @param {Stretch} a @param {Stretch} b */
function byRec(a, b) {
  return a.rec < b.rec ? -1 : 1
}

/**
 * @param {RecordView} record
 * @returns {Stretch}
 */
function stretchOf({rec, fields}) {
  const opens = instantIn(fields, 'started_at')
  const closes = instantIn(fields, 'ended_at')
  const first = opens ? utcMs(opens) : -Infinity
  const last = closes ? utcMs(closes) : Infinity
  // Written the wrong way round it means the same stretch.
  return last < first
    ? {rec, first: last, last: first, opens: closes, closes: opens}
    : {rec, first, last, opens, closes}
}

/**
 * @param {RecordView} record
 * @param {ReadonlyArray<Stretch>} spans
 * @returns {Fields[]} the record's own fields where no embargo touches it
 */
function partsOf(record, spans) {
  const {kind, fields} = record
  // Who asked is told; why, in words, may tell what happened.
  if (isEmbargo(record)) return [fields['note'] ? without(fields, ['note']) : fields]
  if (!spans.length) return [fields]
  const point = !('started_at' in KINDS[kind])
  const opens = instantIn(fields, point ? 'at' : 'started_at')
  if (!opens) return []
  const closes = point ? opens : instantIn(fields, 'ended_at')
  const [start, end] = [utcMs(opens), closes ? utcMs(closes) : Infinity]
  const touching = spans.filter((span) => touches(span, start, end))
  const [nearest] = touching
  if (!nearest) return [fields]
  // A moment, or an end before its start: there is nothing to cut.
  if (end <= start) return []
  const kept = cutFields(kind, fields, touching, nearest.first <= start)
  return outside({opens, closes, start, end}, touching).map(([left, right]) => ({
    ...kept,
    started_at: left,
    ended_at: right,
    ...(left === opens ? own(fields, 'start_source') : {}),
    ...(right === closes ? own(fields, 'end_source') : {}),
  }))
}

/**
 * @param {Stretch} span
 * @param {number} start
 * @param {number} end
 */
function touches({first, last}, start, end) {
  if (start === end) return first <= start && start < last
  return Math.min(start, end) < last && first < Math.max(start, end)
}

/**
 * The edges of what is left of a stretch, each as the instant that says so.
 *
 * @param {{opens: Instant, closes: Instant | null, start: number, end: number}} whole
 * @param {ReadonlyArray<Stretch>} spans
 * @returns {[Instant | null, Instant | null][]}
 */
function outside({opens, closes, start, end}, spans) {
  /** @type {[Instant | null, Instant | null][]} */
  const edges = []
  let at = start
  let since = /** @type {Instant | null} */ (opens)
  for (const span of spans) {
    if (at < span.first) edges.push([since, span.opens])
    if (at < span.last) {
      at = span.last
      since = span.closes
    }
  }
  if (at < end) edges.push([since, closes])
  return edges
}

/**
 * What stays of the fields of a stretch that was cut, its own edges aside.
 *
 * @param {Kind} kind
 * @param {Fields} fields
 * @param {ReadonlyArray<Stretch>} spans
 * @param {boolean} beganInside
 * @returns {Fields}
 */
function cutFields(kind, fields, spans, beganInside) {
  const kept = Object.entries(fields).filter(([name, value]) => {
    const type = KINDS[kind][name]
    if (beganInside) return BARE.includes(name)
    if (!type || EDGES.includes(name)) return false
    // Free words cannot be cut in two: they may be about the inside.
    if (type.startsWith('text:') || type === 'string:120') return false
    if (type !== 'instant' || !value) return true
    const ms = utcMs(/** @type {Instant} */ (value))
    return !spans.some((span) => touches(span, ms, ms))
  })
  return Object.fromEntries(kept)
}

/** @param {Readonly<Fields>} fields @param {string} name @returns {Fields} */
function own(fields, name) {
  return name in fields ? {[name]: fields[name]} : {}
}

/** @param {Readonly<Fields>} fields @param {ReadonlyArray<string>} names @returns {Fields} */
function without(fields, names) {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => !names.includes(name)),
  )
}

/**
 * Whether nothing of a record is told but what comes after an embargo.
 *
 * @param {RecordView} record
 * @param {Fields[]} parts
 */
function beganInside(record, [first]) {
  if (!first || first === record.fields || isEmbargo(record)) return false
  return first['started_at'] !== record.fields['started_at']
}

/** An id without the moment at which it was made, which is what it begins with. @param {string} id */
const untimed = (id) => `00000000-0000${id.slice(13)}`

/**
 * The fields without what points at a record nobody is told of.
 *
 * @param {RecordView} record
 * @param {ReadonlySet<unknown>} gone
 * @param {ReadonlySet<unknown>} inside
 * @returns {Readonly<Fields>}
 */
function retied({kind, fields}, gone, inside) {
  const types = KINDS[kind]
  const changed = Object.entries(fields).flatMap(([name, value]) => {
    const hidden = gone.has(value) || inside.has(value)
    // A task is called after its first segment.
    if (hidden && name === 'task_id') return [[name, untimed(String(value))]]
    if (!hidden || name === 'day' || types[name] !== 'ref') return []
    return [[name, gone.has(value) ? null : untimed(String(value))]]
  })
  if (!changed.length) return fields
  const all = {...fields, ...Object.fromEntries(changed)}
  return without(
    all,
    changed.filter(([, value]) => value === null).map(([name]) => String(name)),
  )
}

/**
 * @param {Readonly<Fields>} fields
 * @param {string} field
 * @returns {Instant | null}
 */
function instantIn(fields, field) {
  return /** @type {Instant | null | undefined} */ (fields[field]) ?? null
}
