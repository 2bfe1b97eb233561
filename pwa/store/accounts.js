/**
 * Whose logs are on this phone, and who used it last.
 *
 * Read before anyone has signed in or unlocked anything, so it holds no more than the sign-in
 * screen shows. Signing out forgets nobody: a log may still hold what was never sent.
 */
import {ask, database} from './idb.js'

/** @import {Account} from '../types.d.ts' */

/**
 * @typedef {object} Row
 * @property {Account} account
 * @property {number} usedAt ms
 * @property {string} [device] the name this phone signed in under
 * @property {boolean} [taken] whether the account's log has made that name its own
 */

const db = database('shadowlog', 1, (made) => {
  made.createObjectStore('accounts', {keyPath: 'account.id'})
})

/** @returns {string} */
export function newDevice() {
  return `d_${crypto.randomUUID()}`
}

/**
 * @returns {Promise<Account[]>} last used first
 */
export async function listAccounts() {
  return (await rows()).map(({account}) => account)
}

/**
 * @returns {Promise<Account | null>}
 */
export async function lastAccount() {
  const [last] = await listAccounts()
  return last ?? null
}

/**
 * The name under which this phone knows itself to the server for a login, if it has one.
 *
 * @param {string} login
 * @returns {Promise<string | null>}
 */
export async function deviceOf(login) {
  const same = (/** @type {Row} */ {account}) =>
    account.login.toLowerCase() === login.toLowerCase()
  return (await rows()).find(same)?.device ?? null
}

/**
 * Notes that this account is the one in use.
 *
 * @param {Account} account
 * @param {string} [device] under which it has just signed in
 */
export async function rememberAccount({id, login, name}, device) {
  await change(id, (row) => ({
    ...row,
    account: {id, login, name},
    usedAt: Date.now(),
    ...(device === undefined || device === row?.device ? {} : {device, taken: false}),
  }))
}

/**
 * The device a new log goes by: the one its account signed in under. Only the first log may
 * have it. If that log was lost, the next must not number its operations anew under the same
 * name.
 *
 * @param {string} uid
 * @returns {Promise<string>}
 */
export async function takeDevice(uid) {
  const known = (await rows()).find(({account}) => account.id === uid)
  const device = known?.device && !known.taken ? known.device : newDevice()
  await keepDevice(uid, device)
  return device
}

/**
 * @param {string} uid
 * @param {string} device
 */
export async function keepDevice(uid, device) {
  await change(uid, (row) => row && {...row, device, taken: true})
}

/**
 * @returns {Promise<Row[]>} last used first
 */
async function rows() {
  const found = /** @type {Row[]} */ (
    await db.read(['accounts'], ({accounts}) =>
      accounts ? ask(accounts.getAll()) : [],
    )
  )
  return found.sort((a, b) => b.usedAt - a.usedAt)
}

/**
 * @param {string} uid
 * @param {(row: Row | undefined) => Row | undefined} to
 */
async function change(uid, to) {
  await db.write(['accounts'], async ({accounts}) => {
    if (!accounts) return
    const row = to(await ask(accounts.get(uid)))
    if (row) accounts.put(row)
  })
}
