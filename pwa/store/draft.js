/** From what an act wants to the operations that say it, and to what would take it back. */
import {nextStamp} from '../domain/merge.js'
import {storable} from '../domain/text.js'
import {isInstant, isUnknown, seenIn, seenStamp, viewIn} from './memory.js'

/** @import {Change, Fields, Instant, Op, RecordView} from '../types.d.ts' */
/** @import {Memory} from './memory.js' */

/**
 * @typedef {object} Draft
 * @property {Op[]} ops
 * @property {Change[]} inverse in the order in which to take back
 * @property {number} n
 * @property {number} lastStamp
 */

/**
 * @param {Memory} memory
 * @param {ReadonlyArray<Change>} changes
 * @param {{study: string, wall: number, offset: number, newId: () => string}} now
 * @returns {Draft}
 */
export function draft(memory, changes, {study, wall, offset, newId}) {
  const {head} = memory
  let {n, lastStamp} = head
  /** @type {Op[]} */
  const ops = []
  /** @type {Change[]} */
  const inverse = []
  for (const change of joined(changes)) {
    n += 1
    const seen = seenStamp(memory, change.rec)
    lastStamp = nextStamp({wall, offset, last: lastStamp, seen})
    const view = viewIn(memory, change.rec)
    ops.push({
      id: newId(),
      n,
      study,
      kind: change.kind,
      rec: change.rec,
      op: change.op,
      ...said(memory, change),
      stamp: [lastStamp, head.device, n],
    })
    inverse.unshift(inverseOf(view, change))
  }
  return {ops, inverse, n, lastStamp}
}

/**
 * Several puts of one record in one act become one operation.
 *
 * @param {ReadonlyArray<Change>} changes
 * @returns {Change[]}
 */
function joined(changes) {
  /** @type {Change[]} */
  const result = []
  for (const change of changes) {
    const same = result.findIndex(
      ({rec, op}) => rec === change.rec && op === 'put' && change.op === 'put',
    )
    const first = result[same]
    if (first) result[same] = {...first, set: {...first.set, ...change.set}}
    else result.push(change)
  }
  return result
}

/**
 * What is written and what was seen in its place.
 *
 * @param {Memory} memory
 * @param {Change} change
 * @returns {{set?: Fields, saw?: Record<string, string>}}
 */
function said(memory, {rec, op, set = {}}) {
  const seen = seenIn(memory, rec)
  if (op !== 'put') return seenOf(['deleted'], seen)
  // The server refused this record altogether: a correction has to bring all of it.
  const whole = isUnknown(memory, rec) ? {...viewIn(memory, rec)?.fields, ...set} : set
  return {set: raw(whole), ...seenOf(Object.keys(whole), seen)}
}

/**
 * @param {ReadonlyArray<string>} fields
 * @param {Readonly<Record<string, string | null>>} seen
 * @returns {{saw?: Record<string, string>}}
 */
function seenOf(fields, seen) {
  /** @type {Record<string, string>} */
  const saw = {}
  for (const field of fields) {
    const op = seen[field]
    if (op) saw[field] = op
  }
  return Object.keys(saw).length > 0 ? {saw} : {}
}

/**
 * @param {RecordView | null} view
 * @param {Change} change
 * @returns {Change}
 */
function inverseOf(view, {rec, kind, op, set = {}}) {
  if (op === 'del') return {rec, kind, op: 'restore'}
  if (op === 'restore' || !view) return {rec, kind, op: 'del'}
  const before = Object.keys(set).map((field) => [field, view.fields[field] ?? null])
  return {rec, kind, op: 'put', set: raw(Object.fromEntries(before))}
}

/**
 * Fields as they are written: instants as the phone saw them, for what was derived from them
 * is not evidence, and text without what would have the whole operation refused.
 *
 * @param {Fields} fields
 * @returns {Fields}
 */
function raw(fields) {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, written(value)]),
  )
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function written(value) {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(written)
  return isInstant(value) ? bare(value) : value
}

/**
 * @param {Instant} instant
 * @returns {Instant}
 */
function bare({wall, mono, boot, tz, utcoff}) {
  return {
    wall,
    ...(mono === undefined ? {} : {mono}),
    ...(boot === undefined ? {} : {boot}),
    tz,
    utcoff,
  }
}
