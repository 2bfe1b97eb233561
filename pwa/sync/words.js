/** The list of words passphrases are drawn from: asked for when one is needed, never kept. */
import {drawn} from '../store/words.js'
import {get} from './api.js'

const COUNT = 7_776

/**
 * A new passphrase of four words.
 *
 * @returns {Promise<string | null>} null when the list cannot be had: not whole, or offline
 */
export async function fourWords() {
  /** @type {import('../types.d.ts').Answer<string[]>} */
  const {kind, body} = await get('/words.json')
  return kind === 'ok' && new Set(body).size === COUNT ? drawn(body) : null
}
