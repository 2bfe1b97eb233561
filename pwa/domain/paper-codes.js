/** Codes as they are written on paper: by the number on the day sheet, in full, or begun. */
import {codesOf} from './codebook.js'
import {ENUMERATIONS} from './kinds.js'

/** @import {Codebook} from '../types.d.ts' */
/** @typedef {{number: string, code: string, label: string}} Numbered as the day sheet's key has it */
/**
 * @typedef {{found: Numbered | null, among: Numbered[]}} Looked `among`: several begin like
 *   that
 */

/**
 * The codes of a dimension, numbered as the codebook orders them.
 *
 * @param {Codebook | null} codebook
 * @param {string} [dimension]
 * @returns {Numbered[]}
 */
export const numbered = (codebook, dimension) =>
  codesOf(codebook, dimension).map(({code, label}, i) => ({
    number: String(i + 1),
    code,
    label,
  }))

/**
 * Why nothing was observed: G1, G2 …
 *
 * @param {(label: string) => string} [worded] in the language of the sheet
 * @returns {Numbered[]}
 */
export const numberedGaps = (worded = String) =>
  Object.entries(ENUMERATIONS['gap_reason'] ?? {}).map(([code, label], i) => ({
    number: `G${i + 1}`,
    code,
    label: worded(label),
  }))

/**
 * @param {ReadonlyArray<Numbered>} codes
 * @param {string} text number, code, label, its beginning or its initials, whatever the case
 * @returns {Looked}
 */
export function lookUp(codes, text) {
  const typed = plain(text)
  if (!typed) return {found: null, among: []}
  for (const fits of [is, begins, initials, contains]) {
    const among = codes.filter((code) => fits(code, typed))
    if (among.length === 1) return {found: among[0] ?? null, among: []}
    if (among.length) return {found: null, among}
  }
  return {found: null, among: []}
}

/** @typedef {(code: Numbered, typed: string) => boolean} Fits */

/** @type {Fits} */
const is = ({number, code, label}, typed) =>
  [number, code, label].some((word) => plain(word) === typed)

/** @type {Fits} */
const begins = ({code, label}, typed) =>
  !isNumber(typed) && [code, label].some((word) => plain(word).startsWith(typed))

/** @type {Fits} */
const initials = ({label}, typed) =>
  plain(label)
    .split(/[^\p{L}\p{N}]+/u)
    .map(([first = '']) => first)
    .join('') === typed

/** @type {Fits} */
const contains = ({label}, typed) =>
  !isNumber(typed) && plain(label).includes(` ${typed}`)

/** @param {string} text */
const isNumber = (text) => /^g?\d+$/.test(text)

/** @param {string} text */
const plain = (text) => text.trim().toLowerCase().replaceAll('_', ' ')
