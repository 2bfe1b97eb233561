/** Undo: which act comes next to be taken back, and what that writes. */

/** @import {Act, Change, Fields, RecordView} from '../types.d.ts' */
/** @import {ActRow} from './log.js' */

/** Acts Undo passes over: a day is not unmade by it, and an undoing is not undone. */
const LASTING = new Set(['undo', 'start_day'])

/**
 * @param {ReadonlyArray<ActRow>} acts oldest first
 * @param {string} day
 * @returns {ActRow | null}
 */
export function lastUndoable(acts, day) {
  return (
    acts.findLast(
      (row) => row.day === day && !row.undone && !LASTING.has(nameOf(row)),
    ) ?? null
  )
}

/**
 * @param {ActRow} row
 * @returns {string} without the label a screen may have put behind a colon
 */
function nameOf({act}) {
  return act.split(':', 1)[0] ?? act
}

/**
 * @param {ActRow} row
 * @returns {Act}
 */
export function actOf({seq, act, day, at}) {
  return {seq, act, day, at}
}

/**
 * What takes an act back.
 *
 * A field somebody else has written since is left as he wrote it: Undo takes back what this
 * phone did in this day and nothing besides.
 *
 * @param {ActRow} row
 * @param {object} look
 * @param {(rec: string) => RecordView | null} look.view
 * @param {ReadonlySet<string>} look.ours operations of all acts of the day
 * @returns {Change[]}
 */
export function undoing(row, {view, ours}) {
  /** @type {Map<string, boolean>} what has been deleted or restored on the way back */
  const turned = new Map()
  return row.inverse.flatMap((change) => {
    const now = view(change.rec)
    if (!now) return []
    if (change.op !== 'put') {
      const [is, shall] = [turned.get(change.rec) ?? now.deleted, change.op === 'del']
      turned.set(change.rec, shall)
      return is === shall ? [] : [change]
    }
    /** @type {Fields} */
    const set = {}
    for (const [field, value] of Object.entries(change.set ?? {})) {
      const writer = now.seen[field]
      if (writer && ours.has(writer)) set[field] = value
    }
    return Object.keys(set).length ? [{...change, set}] : []
  })
}

/**
 * @param {ReadonlyArray<ActRow>} acts
 * @param {string} day
 * @returns {Set<string>}
 */
export function opsOfDay(acts, day) {
  return new Set(acts.filter((row) => row.day === day).flatMap(({ops}) => ops))
}
