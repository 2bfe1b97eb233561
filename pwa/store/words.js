/** Passphrases: four words drawn by the phone, or an own one that is hard to guess. */
import {random} from './bytes.js'
import {normal} from './kdf.js'

const COUNT = 4
export const LEAST = 14
export const LEAST_DIGITS = 12
const DIFFERENT = 6

/**
 * Four words, each as likely as every other: 51.7 bits of a list of 7,776.
 *
 * @param {ReadonlyArray<string>} list
 * @param {(count: number) => Uint8Array} [bytes]
 * @returns {string}
 */
export function drawn(list, bytes = random) {
  return Array.from({length: COUNT}, () => list[below(list.length, bytes)]).join(' ')
}

/**
 * A number below the limit. What would favour the lower ones is drawn again.
 *
 * @param {number} limit at most 65,536
 * @param {(count: number) => Uint8Array} bytes
 * @returns {number}
 */
function below(limit, bytes) {
  const even = 0x10000 - (0x10000 % limit)
  for (;;) {
    const [high = 0, low = 0] = bytes(2)
    const number = high * 256 + low
    if (number < even) return number % limit
  }
}

/**
 * What is wrong with an own passphrase; null if it will do.
 *
 * @typedef {'short' | 'few_digits' | 'digits' | 'pattern' | 'words' | 'few' | 'known'} Poor
 * @param {string} text
 * @returns {Poor | null}
 */
export function passphraseFault(text) {
  const typed = normal(text)
  const letters = [...typed]
  const words = typed.toLowerCase().split(' ')
  if (/^[\d ]*$/.test(typed)) return digitsFault(typed.replaceAll(' ', ''))
  if (letters.length < LEAST) return 'short'
  if (isPlain(typed)) return 'pattern'
  if (words.length > 1 && new Set(words).size < words.length / 2 + 1) {
    return 'words'
  }
  if (new Set(typed.toLowerCase().replaceAll(' ', '')).size < DIFFERENT) {
    return 'few'
  }
  if (KNOWN.test(typed.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))) {
    return 'known'
  }
  return null
}

/** Nothing but what is on every list of passwords, however often and with what digits. */
const KNOWN =
  /^(password|passwort|passphrase|shadowlog|letmein|welcome|iloveyou|qwertz?(uiop|y)?|qwerty(uiop)?|asdf(ghjkl)?|zxcvbnm?|abcdef(ghi(jklmnop)?)?|admin|secret|\d)+$/

/**
 * @param {string} digits
 * @returns {Poor | null}
 */
function digitsFault(digits) {
  if (digits.length < LEAST_DIGITS) return 'few_digits'
  const steps = new Set(
    [...digits]
      .slice(1)
      .map((digit, at) => (Number(digit) - Number(digits[at]) + 10) % 10),
  )
  const isPoor = steps.size < 3 || isPlain(digits) || new Set(digits).size < 4
  return isPoor ? 'digits' : null
}

/**
 * Whether a text is something shorter, again and again.
 *
 * @param {string} text
 * @returns {boolean}
 */
function isPlain(text) {
  return /^(.+?)\1+$/.test(text.toLowerCase().replaceAll(' ', ''))
}
