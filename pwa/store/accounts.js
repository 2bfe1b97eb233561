/**
 * Whose logs are on this phone, and who used it last.
 *
 * Read before anyone has signed in or unlocked anything, so it holds no more than the sign-in
 * screen shows. Signing out forgets nobody: a log may still hold what was never sent.
 */
import {ask, database} from './idb.js'

/** @import {Account} from '../types.d.ts' */

/** @typedef {{account: Account, usedAt: number}} Row */

const db = database('shadowlog', 1, (made) => {
  made.createObjectStore('accounts', {keyPath: 'account.id'})
})

/**
 * @returns {Promise<Account[]>} last used first
 */
export async function listAccounts() {
  const rows = /** @type {Row[]} */ (
    await db.read(['accounts'], ({accounts}) =>
      accounts ? ask(accounts.getAll()) : [],
    )
  )
  return rows.sort((a, b) => b.usedAt - a.usedAt).map(({account}) => account)
}

/**
 * @returns {Promise<Account | null>}
 */
export async function lastAccount() {
  const [last] = await listAccounts()
  return last ?? null
}

/**
 * Notes that this account is the one in use.
 *
 * @param {Account} account
 * @param {number} [now] ms
 */
export async function rememberAccount(account, now = Date.now()) {
  const row = {account: {...account}, usedAt: now}
  await db.write(['accounts'], ({accounts}) => void accounts?.put(row))
}
