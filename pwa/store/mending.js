/** How a log begins, and how it goes on after damage. */
import {oldLog} from './old-log.js'
import {readLog} from './reading.js'
import {redeviced} from './receipts.js'
import {emptyRoster, listed} from './roster.js'
import {newDevice} from './vaults.js'
import {gone} from './writing.js'

/** @import {Head, Log, Seen, Writes} from './log.js' */
/** @import {Memory} from './memory.js' */
/** @import {Found} from './reading.js' */
/** @import {Listing, Part} from './roster.js' */
/** @import {Damage, Rows} from './rows.js' */
/** @import {Opened} from './vaults.js' */

/** @type {Readonly<Record<string, ReadonlyArray<Part>>>} */
const GIVEN_UP = {base: ['base'], ops: ['landed'], acts: ['acts']}

/**
 * The log as it is, or the beginning of one.
 *
 * @param {Log} log
 * @param {Opened} opened
 * @returns {Promise<Found>}
 */
export async function begun(log, opened) {
  const found = await readLog(log, null)
  if (found) return found
  const old = await oldLog(opened.uid)
  /** @type {Seen} */
  const seen = {lies: 0, g: 0, roster: emptyRoster(), revs: {}, stale: []}
  // The log of a vault made before this moment was lost: whoever takes its place must not
  // number its operations anew under the same name.
  const device = opened.fresh ? opened.device : newDevice()
  const none = {entries: [], acts: [], base: [], studies: [], settings: {}, samples: []}
  const head = {...firstHead(device), ...old?.head}
  return {...none, ...old, drafts: {}, seen, head, lost: false, damaged: []}
}

/**
 * What has to be written before anything else.
 *
 * @param {Found} found
 * @param {Memory} memory made of it
 * @returns {Writes | null}
 */
export function mending({seen, head, lost, damaged, ...found}, memory) {
  if (seen.lies === 0 && !lost) {
    const {entries, acts, studies, settings} = found
    return {head, entries, acts, base: found.base ?? [], studies, settings}
  }
  const unlist = damaged.flatMap((damage) => givenUp(damage, seen))
  // The server still has its records: it is asked for all of them again.
  const anew = lost || unlist.some(({part}) => part === 'base')
  if (!anew && unlist.length === 0 && seen.stale.length === 0) return null
  const read = anew ? {...head, cursors: {}} : head
  if (!lost) return {head: read, unlist}
  const device = newDevice()
  const entries = redeviced(memory, new Set(), device)
  return {head: {...read, device}, unlist, entries}
}

/**
 * What of the damage the server has put right. The rest is told for as long as the page is
 * open, also where the log could go on: somebody has been at it.
 *
 * @param {ReadonlyArray<Damage>} damaged
 * @param {Rows} rows
 * @returns {ReadonlyArray<Damage>}
 */
export function stillDamaged(damaged, rows) {
  return damaged.filter(
    ({store, key}) => store !== 'base' || !rows.isWritten(store, key),
  )
}

/**
 * The rows of the server's that are looked for no more once they are found damaged, and of
 * ours those that are gone. What was not sent stays listed: it is missed for ever.
 *
 * @param {Damage} damage
 * @param {Seen} seen
 * @returns {Listing[]}
 */
function givenUp({store, key, why}, {roster}) {
  const parts = store === 'base' || why === 'missing' ? (GIVEN_UP[store] ?? []) : []
  return parts
    .filter((part) => listed(roster, part).has(String(key)))
    .map((part) => gone(part, key))
}

/**
 * @param {string} device
 * @returns {Head}
 */
function firstHead(device) {
  return {
    device,
    epoch: null,
    n: 0,
    acts: 0,
    lastStamp: 0,
    cursors: {},
    forgotAt: 0,
    taps: 0,
  }
}
