/**
 * The log as it stands in memory: records as the server has them, and operations on the way.
 *
 * Plain data and pure questions; writing it down is the book's business.
 */
import {derive} from '../domain/instants.js'
import {viewOf} from '../domain/view.js'

/** @import {ClockSample, Fields, Instant, Op, RecordView, Study, Waiting} from '../types.d.ts' */
/** @import {ActRow, BaseRow, Drafts, Entry, Head} from './log.js' */

/**
 * @typedef {object} Memory
 * @property {Head} head
 * @property {Map<string, BaseRow>} base by record
 * @property {Map<number, Entry>} entries by number; landed ones are not among them
 * @property {Map<string, Entry[]>} byRecord
 * @property {Map<string, Set<string>>} children by day: its records
 * @property {Map<string, RecordView | null>} views made so far; null: to be made again
 * @property {ActRow[]} acts oldest first
 * @property {ReadonlyArray<Study>} studies
 * @property {Fields} settings
 * @property {Drafts} drafts
 * @property {ClockSample[]} samples
 */

/**
 * @param {object} read
 * @param {Head} read.head
 * @param {Iterable<BaseRow>} read.base
 * @param {ReadonlyArray<Entry>} read.entries
 * @param {ReadonlyArray<ActRow>} read.acts
 * @param {ReadonlyArray<Study>} read.studies
 * @param {Fields} read.settings
 * @param {Drafts} [read.drafts]
 * @param {ReadonlyArray<ClockSample>} read.samples
 * @returns {Memory}
 */
export function remember({head, base, entries, acts, samples, ...read}) {
  /** @type {Memory} */
  const memory = {
    head,
    base: new Map(),
    entries: new Map(),
    byRecord: new Map(),
    children: new Map(),
    views: new Map(),
    acts: [...acts],
    studies: read.studies,
    settings: read.settings,
    drafts: read.drafts ?? {},
    samples: [...samples],
  }
  putBase(memory, base)
  putEntries(memory, entries)
  return memory
}

/**
 * The same memory once more, to go on with what may not come to be.
 *
 * @param {Memory} memory
 * @returns {Memory}
 */
export function copyOf(memory) {
  const [base, entries] = [memory.base.values(), [...memory.entries.values()]]
  const copy = remember({...memory, base, entries})
  copy.views = new Map(memory.views)
  return copy
}

/**
 * @param {Memory} memory
 * @param {Iterable<BaseRow>} rows
 */
export function putBase(memory, rows) {
  for (const row of rows) {
    const {rec, parent} = row.record
    memory.base.set(rec, row)
    memory.views.set(rec, null)
    belongs(memory, parent, rec)
  }
}

/**
 * Takes in operations as they are now; what has landed is the base's business.
 *
 * @param {Memory} memory
 * @param {ReadonlyArray<Entry>} changed
 */
export function putEntries(memory, changed) {
  for (const entry of changed) {
    const {n, rec, set} = entry.op
    const others = (memory.byRecord.get(rec) ?? []).filter(({op}) => op.n !== n)
    const live = entry.state === 'landed' ? others : [...others, entry]
    memory.byRecord.set(rec, live.sort(byNumber))
    memory.entries.set(n, entry)
    memory.views.set(rec, null)
    belongs(memory, set?.day, rec)
  }
  if (changed.some(({state}) => state === 'landed')) {
    const live = [...memory.entries].filter(([, {state}]) => state !== 'landed')
    memory.entries = new Map(live)
  }
}

/**
 * @param {Memory} memory
 * @param {ClockSample} sample
 */
export function putSample(memory, sample) {
  memory.samples = [...memory.samples, sample]
  memory.views = new Map()
}

/**
 * @param {Memory} memory
 * @param {string} rec
 * @returns {RecordView | null}
 */
export function viewIn(memory, rec) {
  const known = memory.views.get(rec)
  if (known) return known
  const base = memory.base.get(rec)
  const entries = memory.byRecord.get(rec) ?? []
  const study = base?.study ?? entries[0]?.op.study
  if (study === undefined) return null
  const ops = entries.filter((entry) => !isSuperseded(memory, entry)).map(({op}) => op)
  const made = viewOf(base?.record ?? null, ops)
  if (!made) return null
  const fields = withUtc(made.fields, memory.samples)
  const view = {...made, study, fields, ...counts(memory, entries)}
  memory.views.set(rec, view)
  return view
}

/**
 * What the author has before him, as far as the server can ever know it: an operation it
 * refused must not be named as seen.
 *
 * @param {Memory} memory
 * @param {string} rec
 * @returns {Readonly<Record<string, string | null>>}
 */
export function seenIn(memory, rec) {
  const entries = memory.byRecord.get(rec) ?? []
  if (!entries.some(({state}) => state === 'rejected')) {
    return viewIn(memory, rec)?.seen ?? {}
  }
  const ops = entries.filter(({state}) => state !== 'rejected').map(({op}) => op)
  const base = memory.base.get(rec)?.record ?? null
  return viewOf(base, ops)?.seen ?? {}
}

/**
 * Whether the server knows nothing of a record because it refused what would have made it.
 *
 * @param {Memory} memory
 * @param {string} rec
 * @returns {boolean}
 */
export function isUnknown(memory, rec) {
  const entries = memory.byRecord.get(rec) ?? []
  const refused = entries.every(({state}) => state === 'rejected')
  return entries.length > 0 && refused && !memory.base.has(rec)
}

/**
 * Whether all that a refused operation wrote has been written anew since. It stays listed as
 * refused, but nobody needs to look at it any more.
 *
 * @param {Memory} memory
 * @param {Entry} entry
 * @returns {boolean}
 */
export function isSuperseded(memory, {op, state}) {
  if (state !== 'rejected' || op.op !== 'put') return false
  const later = (memory.byRecord.get(op.rec) ?? []).filter(
    (other) => other.state !== 'rejected' && other.op.n > op.n,
  )
  const known = memory.base.get(op.rec)?.record.f ?? {}
  return Object.keys(op.set ?? {}).every(
    (field) =>
      later.some((other) => Object.hasOwn(other.op.set ?? {}, field)) ||
      (known[field]?.[2][0] ?? 0) > op.stamp[0],
  )
}

/**
 * The largest stamp among what the author can have seen of a record.
 *
 * @param {Memory} memory
 * @param {string} rec
 * @returns {number}
 */
export function seenStamp(memory, rec) {
  const states = Object.values(memory.base.get(rec)?.record.f ?? {})
  const entries = memory.byRecord.get(rec) ?? []
  return Math.max(
    0,
    ...states.map(([, , stamp]) => stamp[0]),
    ...entries.map(({op}) => op.stamp[0]),
  )
}

/**
 * @param {Memory} memory
 * @param {string} day
 * @returns {RecordView[]}
 */
export function recordsIn(memory, day) {
  return present(
    [...(memory.children.get(day) ?? [])].map((rec) => viewIn(memory, rec)),
  )
}

/**
 * @param {Memory} memory
 * @param {'day' | 'person'} kind
 * @returns {RecordView[]} the ones not deleted
 */
export function viewsOfKind(memory, kind) {
  const recs = new Set()
  for (const {record} of memory.base.values()) {
    if (record.kind === kind) recs.add(record.rec)
  }
  for (const {op} of memory.entries.values()) if (op.kind === kind) recs.add(op.rec)
  return present([...recs].map((rec) => viewIn(memory, rec))).filter((v) => !v.deleted)
}

/**
 * @param {Memory} memory
 * @returns {Waiting}
 */
export function waitingIn(memory) {
  const waiting = {pending: 0, rejected: 0, deferred: 0}
  /** @type {number | null} */
  let oldest = null
  for (const entry of memory.entries.values()) {
    const {state, at} = entry
    if (state === 'rejected' && !isSuperseded(memory, entry)) waiting.rejected += 1
    if (state === 'deferred') waiting.deferred += 1
    if (state !== 'pending' && state !== 'deferred') continue
    waiting.pending += 1
    oldest = Math.min(oldest ?? at, at)
  }
  return {...waiting, oldest}
}

/**
 * The next operations to send, in the order they were made.
 *
 * @param {Memory} memory
 * @param {{ops: number, bytes: number, skip?: (op: Op) => boolean}} limits
 * @returns {Op[]} at least one if any is waiting, whatever its size
 */
export function batchIn(memory, {ops, bytes, skip = () => false}) {
  /** @type {Op[]} */
  const batch = []
  let size = 0
  for (const {op, state} of memory.entries.values()) {
    if ((state !== 'pending' && state !== 'deferred') || skip(op)) continue
    size += new TextEncoder().encode(JSON.stringify(op)).length + 1
    if (batch.length > 0 && (batch.length >= ops || size > bytes)) break
    batch.push(op)
  }
  return batch
}

/**
 * The moments of a record, each with the UTC the phone's own clock samples make of it.
 *
 * @param {Fields} fields
 * @param {ReadonlyArray<ClockSample>} samples
 * @returns {Fields}
 */
function withUtc(fields, samples) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (!isInstant(value) || value.utc !== undefined) return [name, value]
      return [name, {...value, ...derive(value, samples)}]
    }),
  )
}

/**
 * @param {unknown} value
 * @returns {value is Instant}
 */
export function isInstant(value) {
  return typeof value === 'object' && value !== null && 'wall' in value
}

/**
 * @param {Memory} memory
 * @param {ReadonlyArray<Entry>} entries of one record
 * @returns {{pending: number, refused: number}}
 */
function counts(memory, entries) {
  const waits = ['pending', 'deferred']
  const refused = entries.filter(
    (entry) => entry.state === 'rejected' && !isSuperseded(memory, entry),
  )
  return {
    pending: entries.filter(({state}) => waits.includes(state)).length,
    refused: refused.length,
  }
}

/**
 * @param {Entry} a
 * @param {Entry} b
 * @returns {number}
 */
function byNumber(a, b) {
  return a.op.n - b.op.n
}

/**
 * @param {Memory} memory
 * @param {unknown} day
 * @param {string} rec
 */
function belongs(memory, day, rec) {
  if (typeof day !== 'string' || day === rec) return
  const children = memory.children.get(day)
  if (children) children.add(rec)
  else memory.children.set(day, new Set([rec]))
}

/**
 * @param {ReadonlyArray<RecordView | null>} views
 * @returns {RecordView[]}
 */
function present(views) {
  return views.filter((view) => view !== null)
}

/**
 * Whose device this is, as far as the records here tell: each names who made it, and where.
 *
 * @param {Memory} memory
 * @param {string} device
 * @returns {string | null} an account
 */
export function ownerIn(memory, device) {
  for (const {record} of memory.base.values()) {
    if (record.device === device && record.created_by) return record.created_by
  }
  return null
}
