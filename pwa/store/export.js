/** What this phone holds and the server does not, as text to keep somewhere else. */

import {isSuperseded} from './memory.js'

/** @import {Change, RefusedOp} from '../types.d.ts' */
/** @import {Memory} from './memory.js' */

const WORDS = ['text', 'note', 'title', 'field_note', 'day_type_why']

/**
 * @param {Memory} memory
 * @param {{uid: string, now: number}} about
 * @returns {string} JSON
 */
export function waitingText(memory, {uid, now}) {
  const entries = [...memory.entries.values()].filter(({state}) => state !== 'acked')
  const content = {
    format: 'shadowlog-waiting',
    v: 1,
    uid,
    device: memory.head.device,
    epoch: memory.head.epoch,
    made_at: new Date(now).toISOString(),
    ops: entries.map(({op, state, code, field, msg}) => ({
      op,
      state,
      code,
      field,
      msg,
    })),
  }
  return JSON.stringify(content, null, 1)
}

/**
 * @param {Memory} memory
 * @returns {RefusedOp[]}
 */
export function refusedIn(memory) {
  return [...memory.entries.values()]
    .filter(({state}) => state === 'rejected')
    .map((entry) => ({
      op: entry.op,
      code: entry.code ?? '',
      field: entry.field ?? null,
      msg: entry.msg ?? null,
      superseded: isSuperseded(memory, entry),
    }))
}

/**
 * The words somebody typed, so that they can be shown while they are not saved.
 *
 * @param {ReadonlyArray<Change>} changes
 * @returns {string}
 */
export function wordsOf(changes) {
  return changes
    .flatMap(({set = {}}) => WORDS.map((field) => set[field]))
    .filter((value) => typeof value === 'string' && value !== '')
    .join('\n')
}
