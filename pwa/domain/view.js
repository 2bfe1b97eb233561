/** A record as a screen sees it: the server's state with what still waits laid over it. */

import {mergeOp} from './merge.js'

/** @import {Fields, MergeState, Op, RecordView, WireRecord} from '../types.d.ts' */

/**
 * @param {WireRecord | null} base as the server last handed it out
 * @param {ReadonlyArray<Op>} pendingOps of this record, in the order they were made
 * @returns {RecordView | null} null when there is neither
 */
export function viewOf(base, pendingOps) {
  const [first] = pendingOps
  const known = base ?? first
  if (!known) return null
  const state = merged(base, pendingOps)
  const {day} = /** @type {{day?: string}} */ (valuesOf(state))
  return {
    rec: known.rec,
    study: first?.study ?? '',
    kind: known.kind,
    parent: base?.parent ?? day ?? null,
    rev: base?.rev ?? 0,
    deleted: state.deleted,
    revisions: state.revisions,
    created_by: base?.created_by ?? null,
    created_at: base?.created_at ?? first?.stamp[0] ?? null,
    fields: valuesOf(state),
    seen: seenIn(state),
    conflicts: state.conflicts,
    warnings: base?.warnings ?? [],
    pending: pendingOps.length,
  }
}

/**
 * @param {WireRecord | null} base
 * @param {ReadonlyArray<Op>} pendingOps
 * @returns {MergeState}
 */
function merged(base, pendingOps) {
  const saws = new Map(pendingOps.map(({id, saw}) => [id, saw]))
  const sawOf = (/** @type {string} */ op, /** @type {string} */ field) =>
    saws.get(op)?.[field] ?? null
  /** @type {MergeState} */
  const start = {
    f: {...base?.f, ...base?.unknown},
    deleted: base?.deleted ?? false,
    deletion: base?.deletion ?? null,
    conflicts: base?.conflicts ?? [],
    revisions: base?.revisions ?? 0,
  }
  return pendingOps.reduce((state, op) => mergeOp(state, op, sawOf).state, start)
}

/**
 * @param {MergeState} state
 * @returns {Fields} without those that have been cleared
 */
function valuesOf({f}) {
  const set = Object.entries(f).filter(([, [value]]) => value !== null)
  return Object.fromEntries(set.map(([field, [value]]) => [field, value]))
}

/**
 * What an operation made now would say it saw; `deleted` for a deletion or restoration.
 *
 * @param {MergeState} state
 * @returns {Record<string, string | null>}
 */
function seenIn({f, deletion}) {
  const seen = Object.entries(f).map(([field, [, op]]) => [field, op])
  if (deletion) seen.push(['deleted', deletion[0]])
  return Object.fromEntries(seen)
}
