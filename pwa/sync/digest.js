/**
 * What the server must have kept of an operation, as one number: its SHA-256.
 *
 * Both ends write the operation, all but its stamp, as ASCII JSON: members in the order of
 * their names' code points, no spaces, everything outside of printable ASCII as \uXXXX.
 * Numbers are written as Python writes them, which is how the server comes to its text.
 */

/** @import {Op} from '../types.d.ts' */

/**
 * @param {Op} op
 * @returns {Promise<string>} 64 hexadecimal digits
 */
export async function digestOf({stamp: _, ...rest}) {
  const bytes = new TextEncoder().encode(canonical(rest))
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * @param {unknown} value whatever JSON can hold
 * @returns {string}
 */
export function canonical(value) {
  // What JSON leaves out of a message is not in what the server keeps of it either.
  return textOf(JSON.parse(JSON.stringify(value)))
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function textOf(value) {
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).sort(([a], [b]) => byCodePoint(a, b))
  return `{${members.map(([name, each]) => `${quoted(name)}:${textOf(each)}`).join(',')}}`
}

/**
 * Both languages find the same shortest digits; Python alone takes to exponents below
 * 0.0001, and gives them two digits at the least.
 *
 * @param {number} value
 * @returns {string}
 */
function numberText(value) {
  if (value === 0 || Math.abs(value) >= 1e-4) return String(value)
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1')
}

/**
 * @param {string} text
 * @returns {string}
 */
function quoted(text) {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/**
 * JavaScript compares UTF-16, in which the astral planes stand before U+E000.
 *
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
function byCodePoint(a, b) {
  const [left, right] = [Array.from(a, codePoint), Array.from(b, codePoint)]
  const first = left.findIndex((point, i) => point !== right[i])
  if (first < 0) return left.length - right.length
  return /** @type {number} */ (left[first]) - (right[first] ?? -1)
}

/** @param {string} char */
function codePoint(char) {
  return char.codePointAt(0) ?? 0
}
