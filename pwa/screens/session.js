/** Who is working on this device now: the unlocked book, the sync that serves it, and the lock. */
import {effect, signal} from '../vendor/signals.js'
import {notSaved} from '../ui/alarm.js'
import {watchForLock} from '../ui/lock.js'
import {drawVeil} from '../ui/veil.js'
import {openBook} from '../store/book.js'
import {setPad, wipe} from '../store/vaults.js'
import {revokeDevice, signOut} from '../sync/account.js'
import {start} from '../sync/engine.js'
import {settled} from './acting.js'
import {keepDrafts} from './drafts.js'

/** @import {Book, RecordView} from '../types.d.ts' */
/** @import {Opened} from '../store/vaults.js' */
/** @typedef {Awaited<ReturnType<typeof open>>} Session */

export const session = signal(/** @type {Session | null} */ (null))
/** Why what was kept here is gone, once it is. */
export const gone = signal(/** @type {'retired' | 'revoked' | null} */ (null))

const PAD_MS = 500

/** @param {Opened} opened */
async function open(opened) {
  const book = await openBook(opened)
  const {vault} = opened
  const sync = start(book, {
    onRetire: () => void retire(),
    onRevoked: () => void revoked(),
  })
  const watch = watchForLock(() => void lock())
  const told = effect(() => {
    notSaved.value = book.notSaved.value
  })
  const pad = keepPad(book, vault)
  const stop = () => {
    told()
    pad.stop()
    watch.stop()
    sync.stop()
    book.close()
  }
  return {book, sync, vault, alarm: opened.alarm ?? null, watch, pad, stop}
}

/**
 * Works in what has been unlocked. Needs no network.
 *
 * @param {Opened} opened
 * @param {(book: Book) => Promise<void>} [first] to be done before any screen opens
 */
export async function enter(opened, first) {
  leave()
  const now = await open(opened)
  await first?.(now.book)
  session.value = now
  return now
}

/** Closes the book; what is in it stays on the device, sealed. */
export function leave() {
  const now = session.peek()
  if (!now) return
  session.value = null
  now.stop()
  notSaved.value = null
}

/**
 * Whether the locked screen offers the pad: while a day runs. Looked at a little after the
 * tap that may have changed it, for the tap must not wait.
 *
 * @param {Book} book
 * @param {string} vault
 */
function keepPad(book, vault) {
  /** @type {boolean | undefined} */
  let on
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  async function look() {
    clearTimeout(timer)
    timer = undefined
    const running = runningDay(book) !== null
    if (running === on) return
    await setPad(vault, running)
    on = running
  }
  const forget = effect(() => {
    void book.changed.value
    timer ??= setTimeout(() => void look().catch(console.error), PAD_MS)
  })
  const stop = () => {
    forget()
    clearTimeout(timer)
  }
  return {look, stop}
}

let locking = false

/**
 * Lets go of the keys and begins anew with an empty page. What is being typed is put aside
 * first, and nothing that is NOT saved is ever let go: until it is, the veil stays.
 */
export async function lock() {
  const now = session.peek()
  if (!now || locking) return
  locking = true
  drawVeil()
  now.watch.tellOthers()
  while (!(await allKept())) {
    drawVeil('held')
    await untilSaved()
  }
  await now.pad.look().catch(console.error)
  leave()
  beginAnew()
}

/** Whether the veil may be lifted: not for one who comes back too late. */
export function mayLookAgain() {
  const now = session.peek()
  return now ? !locking && !now.watch.isDue() : !locking
}

async function allKept() {
  const kept = await keepDrafts()
  await settled()
  return kept && !notSaved.peek()
}

/** @returns {Promise<void>} */
function untilSaved() {
  return new Promise((resolve) => {
    const forget = effect(() => {
      if (notSaved.value) return
      resolve()
      queueMicrotask(() => forget())
    })
  })
}

/** A new page has a new heap: nothing read before is left in it. */
export function beginAnew() {
  document.title = 'Shadowlog'
  location.replace('/')
  // A browser may keep this page, emptied, for the way back.
  addEventListener('pageshow', ({persisted}) => persisted && location.replace('/'))
}

/** All that waited is on the server, and this device has been told to go. */
async function retire() {
  const now = session.peek()
  if (!now) return
  const {device} = now.book
  await empty(now, 'retired')
  await revokeDevice(device)
  await signOut()
}

async function revoked() {
  const now = session.peek()
  if (now) await empty(now, 'revoked')
}

/** @param {Session} now @param {'retired' | 'revoked'} why */
async function empty({vault}, why) {
  leave()
  gone.value = why
  await wipe(vault)
}

/** The day this account is in the middle of, if any. @param {Book} book @returns {RecordView | null} */
export function runningDay(book) {
  const mine = (/** @type {RecordView} */ day) =>
    day.created_by === null || day.created_by === book.uid
  return book.days().find((day) => day.fields['status'] === 'open' && mine(day)) ?? null
}
