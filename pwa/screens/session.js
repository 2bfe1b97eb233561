/** Who is working on this device now: the open book and the sync that serves it. */
import {effect, signal} from '../vendor/signals.js'
import {notSaved} from '../ui/alarm.js'
import {lastAccount} from '../store/accounts.js'
import {openBook} from '../store/book.js'
import {start} from '../sync/engine.js'
import {remember, remembered} from '../ui/remember.js'

/** @import {Account, Book, RecordView} from '../types.d.ts' */
/** @typedef {Awaited<ReturnType<typeof open>>} Session */

export const session = signal(/** @type {Session | null} */ (null))

/** @param {string} uid @param {Account} [account] */
async function open(uid, account) {
  const book = await openBook(uid, account)
  const sync = start(book)
  const forget = effect(() => {
    notSaved.value = book.notSaved.value
  })
  return {book, sync, forget}
}

/**
 * Opens this account's book and works in it. Needs no network.
 *
 * @param {string} uid
 * @param {Account} [account]
 */
export async function enter(uid, account) {
  if (session.peek()?.book.uid === uid) {
    session.peek()?.sync.now()
    return
  }
  leave()
  remember('out', '')
  session.value = await open(uid, account)
}

/** Goes straight in with the account last used here, unless it signed out: no network is asked first. */
export async function enterKnown() {
  const account = await lastAccount()
  if (account && remembered('out', '') !== account.id) await enter(account.id, account)
}

/** Closes the book; what is in it stays on the device. */
export function leave() {
  const now = session.peek()
  if (!now) return
  session.value = null
  now.forget()
  now.sync.stop()
  now.book.close()
  notSaved.value = null
}

/** The day this account is in the middle of, if any. @param {Book} book @returns {RecordView | null} */
export function runningDay(book) {
  const mine = (/** @type {RecordView} */ day) =>
    day.created_by === null || day.created_by === book.uid
  return book.days().find((day) => day.fields['status'] === 'open' && mine(day)) ?? null
}
