/** What one write comes to: the rows it puts down, and the roster that lists them. */
import {forget, forgetActs, forgetTaps, trim} from './forget.js'
import {tableIn, TAPS} from './layout.js'
import {listed, revised} from './roster.js'

/** @import {Stores} from './idb.js' */
/** @import {Table} from './layout.js' */
/** @import {Entry, Seen, Writes} from './log.js' */
/** @import {Listing, Roster} from './roster.js' */

/**
 * @typedef {object} Put
 * @property {Table} table
 * @property {string | number} key
 * @property {unknown} value
 * @property {{live?: 1}} [clear]
 */

/** The rows of `meta` whose revisions the head itself lists. */
export const OWN = /** @type {const} */ (['studies', 'settings', 'drafts'])

/**
 * @param {Seen} seen
 * @param {Writes} writes
 * @param {ReadonlyArray<string>} keys of its records, in their order
 * @returns {{puts: Put[], next: Seen}}
 */
export function planned(seen, writes, keys) {
  const g = seen.g + 1
  const {entries = [], acts = [], base = []} = writes
  const {roster, touched} = revised(seen.roster, listings(writes, keys, seen.roster, g))
  const buckets = [...new Set([...seen.stale, ...touched])]
  const own = OWN.filter((name) => writes[name])
  const fresh = [...own, ...buckets].map((name) => [name, g])
  const revs = {...seen.revs, ...Object.fromEntries(fresh)}
  /** @type {Put[]} */
  const puts = [
    {table: 'meta', key: 'head', value: {...writes.head, revs}},
    ...own.map((key) => put('meta', key, writes[key])),
    ...buckets.map((b) => put('index', b, Object.fromEntries(roster[b] ?? []))),
    ...entries.map((entry) => ({...put('ops', entry.op.n, entry), clear: live(entry)})),
    ...acts.map((act) => put('acts', act.seq, act)),
    ...base.map((row, i) => put('base', keys[i] ?? '', row)),
  ]
  return {puts, next: {lies: g, g, roster, revs, stale: []}}
}

/**
 * @param {Writes} writes
 * @param {ReadonlyArray<Put>} puts
 * @returns {string[]}
 */
export function tablesOf(writes, puts) {
  const names = new Set(puts.map(({table}) => /** @type {string} */ (table)))
  if (writes.emptyBase) names.add('base')
  if (writes.taps) names.add('inbox')
  if (writes.forget) for (const name of ['ops', 'acts', 'clock', 'log']) names.add(name)
  return [...names]
}

/**
 * Takes out, in the transaction of a write, what it makes superfluous.
 *
 * @param {Stores} s
 * @param {Writes} writes
 */
export async function letGo(s, {taps, forget: spent, head}) {
  if (taps) {
    forgetTaps(tableIn(s, 'inbox'), taps)
    tableIn(s, 'meta').put({k: TAPS, r: head.taps})
  }
  if (!spent) return
  forget(tableIn(s, 'ops'), spent.ops, spent.now)
  forgetActs(tableIn(s, 'acts'), spent.acts)
  await trim(tableIn(s, 'log'), tableIn(s, 'clock'))
}

/**
 * @param {Entry['state']} state
 * @returns {'live' | 'landed'}
 */
export function partOf(state) {
  return state === 'landed' ? 'landed' : 'live'
}

/**
 * @param {Listing['part']} part
 * @param {string | number} key
 * @returns {Listing}
 */
export function gone(part, key) {
  return {part, key, r: null}
}

/**
 * @param {Writes} writes
 * @param {ReadonlyArray<string>} keys
 * @param {Roster} roster
 * @param {number} r
 * @returns {Listing[]}
 */
function listings({unlist = [], ...writes}, keys, roster, r) {
  const emptied = writes.emptyBase ? [...listed(roster, 'base').keys()] : []
  return [
    ...unlist,
    ...emptied.map((key) => gone('base', key)),
    ...keys.map((key) => ({part: /** @type {const} */ ('base'), key, r})),
    ...(writes.entries ?? []).map(({op, state}) => ({
      part: partOf(state),
      key: op.n,
      r,
    })),
    ...(writes.acts ?? []).map(({seq}) => ({
      part: /** @type {const} */ ('acts'),
      key: seq,
      r,
    })),
    ...(writes.forget?.ops ?? []).map(({op}) => gone('landed', op.n)),
    ...(writes.forget?.acts ?? []).map((seq) => gone('acts', seq)),
  ]
}

/**
 * @param {Table} table
 * @param {string | number} key
 * @param {unknown} value
 * @returns {Put}
 */
function put(table, key, value) {
  return {table, key, value}
}

/**
 * @param {Entry} entry
 * @returns {{live?: 1}}
 */
function live({state}) {
  return state === 'landed' ? {} : {live: 1}
}
