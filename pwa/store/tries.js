/**
 * How long to wait after a wrong passphrase.
 *
 * The phone keeps how often, never when. So after a reload the wait begins anew: no clock
 * set forward shortens it.
 */

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

/** @param {ReadonlyArray<Pick<VaultRow, 'vault'>>} vaults */
export function noteTry(vaults) {
  for (const {vault} of vaults) tried.set(vault, performance.now())
}
