/** What a code made in the field is called in the data: its label, made plain. */

/** @import {Code, Codebook} from '../types.d.ts' */

const MOST = 60

/**
 * @param {string} label
 * @param {Iterable<Codebook>} codebooks in none of which the code may stand yet
 * @returns {Pick<Code, 'code' | 'label'>}
 */
export function newCode(label, codebooks) {
  const taken = [...codebooks].flatMap(({dimensions}) =>
    dimensions.flatMap(({codes}) => codes.map(({code}) => code)),
  )
  const words = label.trim().replace(/\s+/gu, ' ')
  return {code: freeName(`x_${plainOf(words)}`, taken), label: words}
}

/**
 * What a code or dimension of this label is best called in the data.
 *
 * @param {string} label
 * @param {Iterable<string>} taken
 * @returns {string}
 */
export function nameFor(label, taken) {
  const plain = plainOf(label)
  return freeName(/^[a-z]/.test(plain) ? plain : `c_${plain}`, taken)
}

/**
 * @param {string} name
 * @param {Iterable<string>} others
 */
function freeName(name, others) {
  const taken = new Set(others)
  const plain = name.slice(0, MOST).replace(/_+$/, '')
  let free = plain
  for (let n = 2; taken.has(free); n += 1) {
    const end = `_${n}`
    free = plain.slice(0, MOST - end.length) + end
  }
  return free
}

/**
 * The code in use that is called so already.
 *
 * @param {string} label
 * @param {ReadonlyArray<Code>} codes
 * @returns {Code | undefined}
 */
export function calledSo(label, codes) {
  const plain = (/** @type {string} */ text) =>
    text.trim().replace(/\s+/gu, ' ').toLocaleLowerCase('en')
  return codes.find((code) => plain(code.label) === plain(label))
}

/**
 * Small letters, digits and underscores. Two phones that name the same thing make
 * the same code of it; in a script without such letters a number stands for the words.
 *
 * @param {string} words
 */
function plainOf(words) {
  const letters = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  return letters || sumOf(words)
}

/** FNV-1a over the code points, in base 36. @param {string} words */
function sumOf(words) {
  let sum = 0x811c9dc5
  for (const letter of words)
    sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (sum >>> 0).toString(36)
}
