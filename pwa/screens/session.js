/** Who is working on this device now: the unlocked book, the sync that serves it, and the lock. */
import {effect, signal} from '../vendor/signals.js'
import {notSaved} from '../ui/alarm.js'
import {announce} from '../ui/announce.js'
import {watchForLock} from '../ui/lock.js'
import {drawVeil} from '../ui/veil.js'
import {openBook} from '../store/book.js'
import {setPad, wipe} from '../store/vaults.js'
import {revokeDevice, signOut} from '../sync/account.js'
import {keepBinding} from '../sync/binding.js'
import {start} from '../sync/engine.js'
import {kept, settled} from './acting.js'
import {watchClock} from './clock-watch.js'
import {begunIn, keepDrafts} from './drafts.js'
import {takeIn} from './locked-taps.js'
import {allTapsKept} from './pad.js'
import {runningDay} from './running-day.js'

/** @import {Book} from '../types.d.ts' */
/** @import {Opened} from '../store/vaults.js' */
/** @import {Cleared} from '../ui/lock.js' */
/** @typedef {Awaited<ReturnType<typeof open>>} Session */

export const session = signal(/** @type {Session | null} */ (null))
/** Why what was kept here is gone, once it is. */
export const gone = signal(/** @type {Cleared['why'] | null} */ (null))
/** What keeps this device from being retired, though it was asked to be. */
export const staying = signal(
  /** @type {Awaited<ReturnType<typeof onlyHere>> | null} */ (null),
)

const PAD_MS = 500
/** Whether somebody exchanged the vault's public key and nobody has been told yet. */
export const SWAPPED = 'vault.swapped'

/**
 * @param {Opened} opened
 * @param {(book: Book) => Promise<void>} [first]
 */
async function open(opened, first) {
  const book = await openBook(opened)
  const {vault} = opened
  // The right key is back already: only what is kept here still tells of it.
  if (opened.alarm) await book.set(SWAPPED, true).catch(console.error)
  // Before anything is asked of the server: it may answer that this device has to go.
  await first?.(book)
  await keepBinding(book)
  const sync = start(book, {
    onRetire: () => void retire().catch(console.error),
    onRevoked: () => void revoked(),
  })
  const watch = watchForLock(() => void lock(), cleared)
  const told = effect(() => {
    notSaved.value = book.notSaved.value
  })
  const pad = keepPad(book, vault)
  const unwatch = watchClock(book)
  const stop = () => {
    unwatch()
    told()
    pad.stop()
    watch.stop()
    sync.stop()
    book.close()
  }
  return {book, sync, vault, watch, pad, stop, practice: false}
}

/**
 * Works in what has been unlocked. Needs no network.
 *
 * @param {Opened} opened
 * @param {(book: Book) => Promise<void>} [first] to be done before any screen opens
 */
export async function enter(opened, first) {
  leave()
  const now = await open(opened, first)
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
  staying.value = null
  // Told of what was captured: the next on this page may be somebody else.
  kept.value = null
  announce('')
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
 *
 * @param {() => Promise<void>} [last] to be done when nothing can be lost any more
 */
export async function lock(last) {
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
  await last?.().catch(console.error)
  leave()
  beginAnew()
}

/** Whether the veil may be lifted: not for one who comes back too late. */
export function mayLookAgain() {
  const now = session.peek()
  return now ? !locking && !now.watch.isDue() : !locking
}

/** Until nothing that was captured is in memory only. */
export async function nothingHeld() {
  while (!(await allKept())) await untilSaved()
}

async function allKept() {
  const begun = await keepDrafts()
  await settled()
  return (await allTapsKept()) && begun && !notSaved.peek()
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

/**
 * What is on this device alone, and does not go out by itself.
 *
 * @param {Book} book
 */
export async function onlyHere(book) {
  const {n: taps} = await book.lockedTaps()
  return {taps, texts: begunIn(book).length}
}

/** This device has been told to go: it does once nothing is left that is nowhere else. */
async function retire() {
  const now = session.peek()
  // Asked again after every sync: what lies behind practice must not be judged by it.
  if (!now || now.practice) return
  // Another tab may have stood at its pad meanwhile.
  await takeIn(now.book)
  const safe = await allKept()
  const left = await onlyHere(now.book)
  // From here to the leaving nothing more can be captured.
  const waits = now.book.waiting.peek().pending > 0 || notSaved.peek() !== null
  if (!safe || waits || session.peek() !== now) return
  if (left.taps || left.texts) staying.value = left
  else await goForGood()
}

/** Clears this device, whatever is left on it. */
export async function goForGood() {
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

/** @param {Session} now @param {Cleared['why']} why */
async function empty({vault, watch}, why) {
  watch.tellOthers({vault, why})
  leave()
  gone.value = why
  await wipe(vault)
}

/** Another tab has cleared a vault: what it held is not to be seen here any longer either. @param {Cleared} what */
function cleared({vault, why}) {
  if (session.peek()?.vault !== vault) return
  leave()
  gone.value = why
}
