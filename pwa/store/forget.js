/**
 * The only place where anything is taken out of the database.
 *
 * An operation the server has not acknowledged never passes through here. A test reads the
 * other modules and fails if one of them deletes.
 */
import {ask} from './idb.js'

/** @import {Entry} from './log.js' */

/** How long acknowledged operations are kept, to be sent again should the server be restored. */
export const RETENTION_MS = 30 * 86_400_000
const LINES = 500
const SAMPLES = 1_000

/**
 * Whether an operation has been with the server long enough to be let go.
 *
 * @param {Entry} entry
 * @param {number} now ms
 * @returns {boolean}
 */
export function isSpent(entry, now) {
  const {state, settledAt} = entry
  return state === 'landed' && settledAt !== undefined && settledAt < now - RETENTION_MS
}

/**
 * @param {IDBObjectStore} ops
 * @param {ReadonlyArray<Entry>} landed
 * @param {number} now ms
 */
export function forget(ops, landed, now) {
  for (const entry of landed) {
    if (isSpent(entry, now)) ops.delete(entry.op.n)
  }
}

/**
 * Acts as old as the operations they made.
 *
 * @param {IDBObjectStore} acts
 * @param {ReadonlyArray<number>} seqs
 */
export function forgetActs(acts, seqs) {
  for (const seq of seqs) acts.delete(seq)
}

/**
 * The server's records, when it has told us it begins anew and will send them all.
 *
 * @param {IDBObjectStore} base
 */
export function emptyBase(base) {
  base.clear()
}

/**
 * Taps of the locked pad, in the transaction that writes down what they meant.
 *
 * @param {IDBObjectStore} inbox
 * @param {ReadonlyArray<number>} seqs
 */
export function forgetTaps(inbox, seqs) {
  for (const seq of seqs) inbox.delete(seq)
}

/**
 * A vault’s row, and with it the only copy of its keys on this phone.
 *
 * @param {IDBObjectStore} vaults
 * @param {string} vault
 */
export function forgetVault(vaults, vault) {
  vaults.delete(vault)
}

/**
 * The list of accounts older versions kept in clear.
 *
 * @param {IDBDatabase} db while its layout is being changed
 */
export function forgetAccounts(db) {
  db.deleteObjectStore('accounts')
}

/**
 * Keeps the support file and the clock samples from growing for ever.
 *
 * @param {IDBObjectStore} log
 * @param {IDBObjectStore} clock
 */
export async function trim(log, clock) {
  await Promise.all([keepLast(log, LINES), keepLast(clock, SAMPLES)])
}

/**
 * @param {IDBObjectStore} store with growing keys
 * @param {number} count
 */
async function keepLast(store, count) {
  const keys = await ask(store.getAllKeys())
  const last = keys.at(-count - 1)
  if (last !== undefined) store.delete(IDBKeyRange.upperBound(last))
}
