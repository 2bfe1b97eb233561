/**
 * What must come with the session's cookie for the server to know it.
 *
 * The browser writes cookies down where a thief can read them. So a session opened here is
 * bound to a secret that lies in the vault: on a locked phone the cookie opens nothing.
 */

/** @import {Book} from '../types.d.ts' */

const KEPT = 'session.lock'

/** Of the last sign-in, until a vault is open that can keep it. @type {string | null} */
let fresh = null
/** @type {() => string | null} */
let kept = () => null

/** @returns {string | null} */
export function sessionLock() {
  return fresh ?? kept()
}

/**
 * Signs in under a new secret, which counts once the server has let somebody in.
 *
 * @template {{kind: string}} A
 * @param {(lock: string) => Promise<A>} signIn
 * @returns {Promise<A>}
 */
export async function bound(signIn) {
  const lock = crypto.randomUUID() + crypto.randomUUID()
  const answer = await signIn(lock)
  if (answer.kind === 'ok') fresh = lock
  return answer
}

/**
 * The secret lies in this account's vault from now on, also for the other pages it is open in.
 *
 * @param {Book} book
 */
export async function keepBinding(book) {
  kept = () => book.setting(KEPT) ?? null
  if (fresh === null) return
  await book.set(KEPT, fresh)
  fresh = null
}
