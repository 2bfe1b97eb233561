/** The list of words passphrases are drawn from: asked for when one is needed, never kept. */
import {drawn} from '../store/words.js'
import {get} from './api.js'

const COUNT = 7_776

/**
 * A new passphrase of four words. Fails when the list cannot be had whole.
 *
 * @returns {Promise<string>}
 */
export async function fourWords() {
  /** @type {import('../types.d.ts').Answer<string[]>} */
  const {kind, body} = await get('/words.json')
  if (kind !== 'ok' || new Set(body).size !== COUNT) {
    throw new RangeError('The list of words cannot be had now.')
  }
  return drawn(body)
}
