/** What an answer of the server does to the operations on this phone. Pure. */

import {isSuperseded} from './memory.js'

/** @import {FieldState, Op, OpResult, Page} from '../types.d.ts' */
/** @import {BaseRow, Entry} from './log.js' */
/** @import {Memory} from './memory.js' */

/**
 * @param {Memory} memory
 * @param {ReadonlyArray<OpResult>} results
 * @param {number} now ms
 * @returns {Entry[]} the ones that changed
 */
export function settled(memory, results, now) {
  const byId = new Map(results.map((result) => [result.id, result]))
  /** @type {Entry[]} */
  const changed = []
  for (const entry of memory.entries.values()) {
    const result = byId.get(entry.op.id)
    if (result) changed.push(settledEntry(memory, entry, result, now))
  }
  return changed
}

/**
 * @param {Memory} memory
 * @param {Entry} entry
 * @param {OpResult} result
 * @param {number} now
 * @returns {Entry}
 */
function settledEntry(memory, entry, result, now) {
  const {code = null, field = null, msg = null, rev} = result
  if (result.status === 'rejected') {
    return {...entry, state: 'rejected', code, field, msg, settledAt: now}
  }
  if (result.status === 'deferred') return {...entry, state: 'deferred', code}
  // The server may have moved a stamp from the future: from here on we go by its word.
  const op = result.stamp ? {...entry.op, stamp: result.stamp} : entry.op
  /** @type {Entry} */
  const acked = {...entry, op, state: 'acked', rev: rev ?? 0, settledAt: now}
  return landed(acked, memory.base.get(op.rec))
}

/**
 * Lands what the server has acknowledged once the record pulled contains it. Until then the
 * operation stays laid over the record, or it would vanish from the screen between the two.
 *
 * @param {Entry} entry
 * @param {BaseRow | undefined} row
 * @returns {Entry}
 */
function landed(entry, row) {
  const there = entry.state === 'acked' && row && row.record.rev >= (entry.rev ?? 0)
  return there ? {...entry, state: 'landed'} : entry
}

/**
 * @param {Memory} memory
 * @param {string} study
 * @param {Page} page
 * @returns {{base: BaseRow[], entries: Entry[]}}
 */
export function paged(memory, study, page) {
  const base = page.records.map((record) => ({study, record}))
  const entries = base.flatMap((row) =>
    (memory.byRecord.get(row.record.rec) ?? [])
      .map((entry) => landed(entry, row))
      .filter(({state}) => state === 'landed'),
  )
  return {base, entries}
}

/**
 * Everything to send again to a server that has begun a new epoch.
 *
 * @param {Memory} memory
 * @param {ReadonlyArray<Entry>} sent landed operations still kept
 * @returns {Entry[]}
 */
export function requeued(memory, sent) {
  const acked = [...memory.entries.values()].filter(({state}) => state !== 'rejected')
  return [...sent, ...acked].map((entry) => ({
    op: adopted(entry.op, memory.base.get(entry.op.rec)),
    at: entry.at,
    state: 'pending',
  }))
}

/**
 * The stamp the server gave an operation whose receipt never came, as its record shows it.
 *
 * @param {Op} op
 * @param {BaseRow | undefined} row
 * @returns {Op}
 */
function adopted(op, row) {
  /** @type {ReadonlyArray<FieldState>} */
  const states = Object.values(row?.record.f ?? {})
  const stamp = states.find(([, writer]) => writer === op.id)?.[2]
  return stamp ? {...op, stamp} : op
}

/**
 * The log of a phone that turned out to be a copy of another: what is unsent is numbered
 * under a device of its own, and sent again with what was refused for it.
 *
 * @param {Memory} memory
 * @param {ReadonlySet<string>} cloned operations refused for it
 * @param {string} device
 * @returns {Entry[]}
 */
export function redeviced(memory, cloned, device) {
  return [...memory.entries.values()]
    .filter(({op, state}) => isUnsent(state) || cloned.has(op.id))
    .map(({op, at}) => ({
      op: {...op, stamp: [op.stamp[0], device, op.n]},
      at,
      state: 'pending',
    }))
}

/**
 * What the server refused, to be judged again: the reason may have gone.
 *
 * @param {Memory} memory
 * @returns {Entry[]}
 */
export function retried(memory) {
  return [...memory.entries.values()]
    .filter((entry) => entry.state === 'rejected' && !isSuperseded(memory, entry))
    .map(({op, at}) => ({op, at, state: 'pending'}))
}

/**
 * @param {Entry['state']} state
 * @returns {boolean}
 */
function isUnsent(state) {
  return state === 'pending' || state === 'deferred'
}
