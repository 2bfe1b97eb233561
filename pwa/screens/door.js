/** Where somebody stands who has not got in: who is asked for what before the screens open. */
import {signal} from '../vendor/signals.js'
import {listVaults, makeVault, setOut, vaultOf} from '../store/vaults.js'
import {go, handleOf, route} from '../router.js'
import {keepBinding} from '../sync/binding.js'
import {unfinishedIn} from './drafts.js'
import {takeIn} from './locked-taps.js'
import {runningDay} from './running-day.js'
import {enter, leave, nothingHeld, session} from './session.js'

/** @import {Account, Book} from '../types.d.ts' */
/** @import {Opened, Vault} from '../store/vaults.js' */
/**
 * @typedef {{at: 'opening'}
 *   | {at: 'welcome', fresh?: boolean}
 *   | {at: 'protect', account: Account, device: string | undefined}
 *   | {at: 'unlock', vaults: Vault[], one: Vault | null}
 *   | {at: 'forgotten', vaults: Vault[]}} Door
 */

export const door = signal(/** @type {Door} */ ({at: 'opening'}))

/** What is kept on this device, whoever may open it: asked before anything else. */
export async function toTheDoor() {
  const inside = (await listVaults()).filter(({out}) => !out)
  door.value = inside.length
    ? {at: 'unlock', vaults: inside, one: null}
    : {at: 'welcome'}
}

/** To whatever is kept here, also by those who signed out. */
export async function toUnlock() {
  const vaults = await listVaults()
  if (vaults.length) door.value = {at: 'unlock', vaults, one: null}
}

/**
 * Somebody has signed in: her vault is unlocked, or made if there is none.
 *
 * @param {Account} account
 * @param {string | undefined} device the name the server knows this one by
 */
export async function arrived(account, device) {
  const was = door.peek()
  const now = session.peek()
  if (now?.book.uid === account.id) {
    await keepBinding(now.book)
    now.sync.now()
    return
  }
  // Somebody else signs in on this device: what is open here is not hers.
  await nothingHeld()
  leave()
  const vault = await vaultOf(account.id)
  const anew = was.at === 'welcome' && was.fresh
  door.value =
    vault && !anew
      ? {at: 'unlock', vaults: [vault], one: vault}
      : {at: 'protect', account, device}
}

/** @param {Account} account @param {string | undefined} device @param {string} passphrase */
export async function protect(account, device, passphrase) {
  await comeIn(await makeVault({account, device}, passphrase))
}

/**
 * Opens the screens, once what was tapped while locked has its place.
 *
 * @param {Opened} opened
 * @param {boolean} [pad] whether a day was running when it was locked
 */
export async function comeIn(opened, pad = false) {
  const was = door.peek()
  door.value = {at: 'opening'}
  const first = async (/** @type {Book} */ book) => {
    await takeIn(book)
    if (route.peek().screen === 'welcome' || isBare()) leadIn(book, pad)
  }
  await enter(opened, first).catch((error) => {
    door.value = was
    throw error
  })
  await setOut(opened.vault, false)
}

const isBare = () => !/^#\/./.test(location.hash)

/** Back to the words that were being typed, else to the running day. @param {Book} book @param {boolean} pad */
function leadIn(book, pad) {
  const running = runningDay(book)?.rec
  const left = unfinishedIn(book)
  if (left && left.day && left.day !== running)
    go(`/day/${handleOf(left.day)}`, {replace: true})
  else if (running && (left || pad)) go('/capture', {replace: true})
  else go('/today', {replace: true})
}
