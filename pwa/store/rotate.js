/**
 * Changing the passphrase, and with it the keys.
 *
 * One write brings the new header: before it the old passphrase opens everything, after it
 * the new one does, because the new bundle holds the old keys too. What lies sealed with
 * them is sealed anew at the next unlock, row by row; ended in the middle, the unlock after
 * that goes on. Old keys leave the bundle when no page can still be using them.
 */
import {newDek, newDevicePair, wiped} from './bundle.js'
import {bundled, byPassphrase, newHeader, secretsIn, vaultKey} from './header.js'
import {resealed} from './reseal.js'
import {tryOn} from './tries.js'
import {changeRows, rowOf} from './vault-rows.js'

/** @import {Secrets} from './bundle.js' */
/** @import {Keys} from './seal.js' */
/** @import {VaultRow} from './vault-rows.js' */

const DAY_MS = 86_400_000
/** A page locks itself after eight hours; until then another tab may seal with an old key. */
const DEK_STAYS = DAY_MS
/** A locked page may capture for as long as nobody closes it. */
const PAIR_STAYS = 30 * DAY_MS

/**
 * Passkeys have to be added anew: what they unwrapped is no more. Whoever calls this locks
 * every page of the vault afterwards, this one too.
 *
 * @param {string} vault
 * @param {string} old
 * @param {string} passphrase
 */
export async function changePassphrase(vault, old, passphrase) {
  const row = await rowOf(vault)
  const {raw} = await tryOn([row], async () => {
    return {vault, raw: await byPassphrase(row, old)}
  })
  const key = await vaultKey(raw)
  raw.fill(0)
  const secrets = await secretsIn(row, key)
  const next = await renewed(secrets, Date.now())
  const {header} = await newHeader(vault, passphrase, next)
  const pub = next.pairs[0]?.pub ?? row.pub
  wiped(next)
  await changeRows([vault], (found) => {
    if (found.header.kid !== row.header.kid) {
      throw new DOMException('Changed in another tab.', 'InvalidStateError')
    }
    return {header, pub}
  })
}

/**
 * Seals anew what older keys sealed, and lets go of those that have had their time.
 *
 * @param {VaultRow} row
 * @param {CryptoKey} key the vault key
 * @param {Secrets} secrets
 * @param {Keys} keys
 */
export async function settled(row, key, secrets, keys) {
  const {deks, pairs} = secrets
  if (deks.length < 2 && pairs.length < 2) return
  const {isDone, inbox} = await resealed(row.vault, keys)
  const isOver = (/** @type {{until?: number}} */ {until}) =>
    until !== undefined && until < Date.now()
  const left = {
    ...secrets,
    deks: deks.filter((dek) => !(isDone && isOver(dek))),
    pairs: pairs.filter((pair) => !(inbox === 0 && isOver(pair))),
  }
  if (left.deks.length === deks.length && left.pairs.length === pairs.length) return
  const {bundle} = await bundled(row.vault, key, left)
  const same = row.header.bundle.n.join()
  await changeRows([row.vault], ({header}) => {
    return header.bundle.n.join() === same ? {header: {...header, bundle}} : {}
  })
}

/**
 * @param {Secrets} secrets
 * @param {number} now ms
 * @returns {Promise<Secrets>}
 */
async function renewed(secrets, now) {
  const {deks, pairs} = secrets
  return {
    ...secrets,
    deks: [newDek(), ...deks.map((dek) => ({until: now + DEK_STAYS, ...dek}))],
    pairs: [
      await newDevicePair(),
      ...pairs.map((pair) => ({until: now + PAIR_STAYS, ...pair})),
    ],
  }
}
