/**
 * How long to wait after a wrong passphrase.
 *
 * The phone keeps how often, never when. So after a reload the wait begins anew: no clock
 * set forward shortens it.
 */
import {changeRows} from './vault-rows.js'

/** @import {VaultRow} from './vault-rows.js' */

const FIRST = 1_000
const LONGEST = 300_000

/** @type {Map<string, number>} when this page last tried, by its own clock */
const tried = new Map()

/** Somebody tries again before the wait is over. */
export class TooSoon extends Error {
  name = 'TooSoon'

  /** @param {number} ms */
  constructor(ms) {
    super('Wait before trying again.')
    this.ms = ms
  }
}

/**
 * @param {number} failures
 * @returns {number} ms
 */
export function waitAfter(failures) {
  return failures < 1 ? 0 : Math.min(FIRST * 2 ** (failures - 1), LONGEST)
}

/**
 * What is left of the wait, for the least often missed of these vaults.
 *
 * @param {ReadonlyArray<Pick<VaultRow, 'vault' | 'failures'>>} vaults
 * @param {number} [now] ms since this page began
 * @returns {number} ms
 */
export function waitLeft(vaults, now = performance.now()) {
  const left = vaults.map(({vault, failures}) => {
    return (tried.get(vault) ?? 0) + waitAfter(failures) - now
  })
  return Math.max(0, Math.min(...left))
}

/**
 * Counts a try before it is made: ending the app in between must not make it free.
 *
 * @template {{vault: string}} T
 * @param {ReadonlyArray<VaultRow>} vaults among which the passphrase is looked for
 * @param {() => Promise<T>} look fails when it opens none of them
 * @returns {Promise<T>}
 */
export async function tryOn(vaults, look) {
  const wait = waitLeft(vaults)
  if (wait > 0) throw new TooSoon(wait)
  const ids = vaults.map(({vault}) => vault)
  await changeRows(ids, ({failures}) => ({failures: failures + 1}))
  try {
    const found = await look()
    await changeRows(ids, ({vault, failures}) => {
      return {failures: vault === found.vault ? 0 : failures - 1}
    })
    return found
  } finally {
    for (const id of ids) tried.set(id, performance.now())
  }
}
