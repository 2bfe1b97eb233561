/** What a record has been: each change with what stood there before. */
import {sameValue} from './merge.js'

/** @import {Fields, Op} from '../types.d.ts' */

/**
 * @typedef {object} Step one change, wherever it is told from
 * @property {number} at when it was made, ms UTC
 * @property {string} who observer code; empty when nobody here knows
 * @property {string} device
 * @property {string} op
 * @property {Fields} set
 * @property {boolean} waits not on the server yet
 *
 * @typedef {object} Line
 * @property {Step} step
 * @property {boolean} first it made the record
 * @property {string} why a word of `edit_reason`, or empty
 * @property {{field: string, before: unknown, after: unknown}[]} values
 */

/** Told by the rest of the line, or the same for all records of the day. */
const UNTOLD = new Set(['day', 'edit_reason', 'recorded_at', 'subject_id'])

/**
 * @param {ReadonlyArray<Step>} steps oldest first
 * @returns {Line[]}
 */
export function linesOf(steps) {
  /** @type {Fields} */
  const known = {}
  return steps.map((step, i) => {
    const said = Object.entries(step.set).filter(([field]) => !UNTOLD.has(field))
    const values = said
      .filter(([field, after]) => !sameValue(known[field] ?? null, after ?? null))
      .map(([field, after]) => ({field, before: known[field] ?? null, after}))
    Object.assign(known, step.set)
    return {
      step,
      first: i === 0 && step.op === 'put',
      why: String(step.set.edit_reason ?? ''),
      values,
    }
  })
}

/**
 * @param {{op: Op, state: string}} entry an operation of this device
 * @param {string} who
 * @returns {Step}
 */
export function stepOf({op, state}, who) {
  const {stamp, set = {}} = op
  const waits = ['pending', 'deferred', 'rejected'].includes(state)
  return {at: stamp[0], who, device: stamp[1], op: op.op, set, waits}
}
