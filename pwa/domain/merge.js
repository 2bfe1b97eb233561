/**
 * What a record comes to when operations of several devices meet in it: the same rule as
 * `app/records/merge.py`, both held to `tests/contract/merge.json`.
 *
 * For each field, what its author had before him loses to what he wrote; between
 * operations that knew nothing of each other the larger stamp wins and the loser is
 * listed. Deleting and restoring write a register of their own, so no edit ever brings a
 * record back.
 */

/** @import {FieldConflict, FieldState, MergeState, Op, Stamp} from '../types.d.ts' */
/** @typedef {(op: string, field: string) => string | null} SawOf */

const CHAIN_MAX = 1000
const DELETED = 'deleted'
const EDITED_AFTER_DELETION = 'edited after deletion'
const DERIVED = ['utc', 'unc', 'quality']

/**
 * When an edit counts as made: by the corrected clock, but after every edit made before
 * it here and after every edit its author could see.
 *
 * @param {object} clock
 * @param {number} clock.wall the phone's clock, ms
 * @param {number} clock.offset what corrects it, ms
 * @param {number} clock.last the last stamp given out here, ms; 0 for none
 * @param {number} clock.seen the latest stamp of what the edit replaces, ms; 0 for none
 * @returns {number} ms
 */
export function nextStamp({wall, offset, last, seen}) {
  return Math.max(wall + offset, last + 1, seen + 1)
}

/**
 * Applies one operation to a record and leaves the record as it was.
 *
 * @param {MergeState | null} state
 * @param {Op} op its stamp as accepted by the server, or as given here while it waits
 * @param {SawOf} [sawOf] what an earlier operation saw of a field
 * @returns {{state: MergeState, conflict: string[]}} and the fields that met a conflict
 */
export function mergeOp(state, op, sawOf = () => null) {
  const before = state ?? {
    f: {},
    deleted: false,
    deletion: null,
    conflicts: [],
    revisions: 0,
  }
  return op.op === 'put' ? put(before, op, sawOf) : turn(before, op, sawOf)
}

/**
 * @param {MergeState} state
 * @param {Op} op
 * @param {SawOf} sawOf
 */
function put(state, op, sawOf) {
  const f = {...state.f}
  let conflicts = state.conflicts
  let revised = false
  /** @type {string[]} */
  const conflict = []
  for (const [field, value] of Object.entries(op.set ?? {})) {
    const current = Object.hasOwn(f, field) ? f[field] : undefined
    /** @type {FieldState} */
    const mine = [value, op.id, op.stamp]
    if (!current) {
      f[field] = mine
      continue
    }
    const seen = op.saw?.[field] ?? null
    const settled = settle(field, mine, seen, current, conflicts, sawOf)
    conflicts = settled.conflicts
    f[field] = settled.winner
    if (conflicts.some((c) => c.field === field)) conflict.push(field)
    if (current[0] !== null && !sameValue(current[0], settled.winner[0])) revised = true
  }
  if (state.deleted) {
    conflicts = lateEdits(f, conflicts, new Set([op.id]))
    if (conflicts.some((c) => isLate(c) && c.op === op.id)) conflict.push(DELETED)
  }
  const revisions = state.revisions + Number(revised)
  return {state: {...state, f, conflicts, revisions}, conflict}
}

/**
 * Who holds the field now, and every conflict of the record.
 *
 * @param {string} field
 * @param {FieldState} found
 * @param {string | null} seen
 * @param {FieldState} current
 * @param {ReadonlyArray<FieldConflict>} conflicts
 * @param {SawOf} sawOf
 * @returns {{winner: FieldState, conflicts: ReadonlyArray<FieldConflict>}}
 */
function settle(field, found, seen, current, conflicts, sawOf) {
  if (found[1] === current[1]) return {winner: current, conflicts}
  const others = conflicts.filter((c) => c.field !== field)
  if (seen === current[1]) return {winner: lifted(found, current), conflicts: others}
  const rivals = [current]
  for (const c of conflicts)
    if (c.field === field) rivals.push([c.value, c.op, stampOf(c)])
  const seenHere = rivals.filter((r) => inChain(r[1], seen, field, sawOf))
  const mine = seenHere.reduce(lifted, found)
  if (seenHere.includes(current)) return {winner: mine, conflicts: others}
  let heads = rivals.filter((r) => !seenHere.includes(r))
  const afterMine = heads.filter((r) =>
    inChain(mine[1], sawOf(r[1], field), field, sawOf),
  )
  // Mine is history: who saw it is lifted, or a third could come between the two.
  if (afterMine.length)
    heads = heads.map((r) => (afterMine.includes(r) ? lifted(r, mine) : r))
  else heads.push(mine)
  heads.sort((a, b) => compareStamps(b[2], a[2]))
  const [winner = mine] = heads
  return {winner, conflicts: [...others, ...losers(field, heads)]}
}

/**
 * Every other value than the winner's, each once, with its latest author.
 *
 * @param {string} field
 * @param {FieldState[]} heads the winner first
 * @returns {FieldConflict[]}
 */
function losers(field, heads) {
  return heads
    .filter(([value], i) => heads.findIndex((h) => sameValue(h[0], value)) === i)
    .slice(1)
    .map(([value, op, stamp]) => conflictOf(field, value, op, stamp))
}

/**
 * Deletes or restores: the same rule on one register, which lists no losers.
 *
 * @param {MergeState} state
 * @param {Op} op
 * @param {SawOf} sawOf
 */
function turn(state, op, sawOf) {
  const deleted = op.op === 'del'
  let {stamp} = op
  let knew = false
  if (state.deletion && state.deletion[0] !== op.id) {
    let [winner, highest] = state.deletion
    knew = inChain(winner, op.saw?.[DELETED] ?? null, DELETED, sawOf)
    if (knew) stamp = above(stamp, highest)
    else if (inChain(op.id, sawOf(winner, DELETED), DELETED, sawOf))
      highest = above(highest, stamp)
    if (compareStamps(stamp, highest) < 0) {
      /** @type {MergeState} */
      const same = {...state, deletion: [winner, highest]}
      return {state: same, conflict: []}
    }
  }
  const turned = deleted !== state.deleted
  let {conflicts} = state
  if (turned || knew) conflicts = conflicts.filter((c) => !isLate(c))
  if (deleted && turned) {
    const entries = Object.values(state.f)
    const later = entries.filter((entry) => compareStamps(entry[2], stamp) > 0)
    conflicts = lateEdits(state.f, conflicts, new Set(later.map((entry) => entry[1])))
  }
  /** @type {MergeState} */
  const merged = {
    f: state.f,
    deleted,
    deletion: [op.id, stamp],
    conflicts,
    revisions: state.revisions + Number(turned),
  }
  return {state: merged, conflict: conflicts.some(isLate) ? [DELETED] : []}
}

/**
 * Lists the edits of a deleted record, as far as their values still stand.
 *
 * @param {Readonly<Record<string, FieldState>>} f
 * @param {ReadonlyArray<FieldConflict>} conflicts
 * @param {Set<string>} ops
 * @returns {FieldConflict[]}
 */
function lateEdits(f, conflicts, ops) {
  const late = new Set([...ops, ...conflicts.filter(isLate).map((c) => c.op)])
  const standing = new Map()
  for (const [, op, stamp] of Object.values(f))
    if (late.has(op)) standing.set(op, stamp)
  return [
    ...conflicts.filter((c) => !isLate(c)),
    ...[...standing]
      .sort(([, a], [, b]) => compareStamps(a, b))
      .map(([op, stamp]) => conflictOf(DELETED, EDITED_AFTER_DELETION, op, stamp)),
  ]
}

/** @param {FieldConflict} listed */
function isLate({field, value}) {
  return field === DELETED && value === EDITED_AFTER_DELETION
}

/**
 * @param {string} field
 * @param {unknown} value
 * @param {string} op
 * @param {Stamp} stamp
 * @returns {FieldConflict}
 */
function conflictOf(field, value, op, stamp) {
  return {field, value, op, by: stamp[1], at: stamp[0], stamp}
}

/**
 * @param {FieldConflict} listed
 * @returns {Stamp}
 */
function stampOf({stamp, at, by}) {
  return stamp ?? [at ?? 0, by ?? '', 0]
}

/**
 * The entry, its stamp made later than that of one its author had seen.
 *
 * @param {FieldState} entry
 * @param {FieldState} seen
 * @returns {FieldState}
 */
function lifted([value, op, stamp], seen) {
  return [value, op, above(stamp, seen[2])]
}

/**
 * @param {Stamp} stamp
 * @param {Stamp} other
 * @returns {Stamp}
 */
function above(stamp, other) {
  return stamp[0] > other[0] ? stamp : [other[0] + 1, stamp[1], stamp[2]]
}

/**
 * @param {Stamp} a
 * @param {Stamp} b
 * @returns {number} less than 0 if a is the earlier
 */
function compareStamps(a, b) {
  if (a[0] !== b[0]) return a[0] - b[0]
  if (a[1] !== b[1]) return a[1] < b[1] ? -1 : 1
  return a[2] - b[2]
}

/**
 * Whether `target` is `start` or anything `start` saw, however far back.
 *
 * @param {string} target
 * @param {string | null} start
 * @param {string} field
 * @param {SawOf} sawOf
 * @returns {boolean}
 */
function inChain(target, start, field, sawOf) {
  let at = start
  for (let steps = 0; at !== null && steps < CHAIN_MAX; steps++) {
    if (at === target) return true
    at = sawOf(at, field)
  }
  return false
}

/**
 * Whether two values of a field are the same, whatever was derived of an instant.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @returns {boolean}
 */
export function sameValue(a, b) {
  return isObject(a) && isObject(b) ? equal(captured(a), captured(b)) : equal(a, b)
}

/**
 * @param {unknown} a
 * @param {unknown} b
 * @returns {boolean}
 */
function equal(a, b) {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((member, i) => equal(member, b[i]))
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
  )
}

/** @param {Record<string, unknown>} value */
function captured(value) {
  const members = Object.entries(value).filter(([key]) => !DERIVED.includes(key))
  return Object.fromEntries(members)
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
