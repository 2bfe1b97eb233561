/** Looking things up in a codebook: labels, the codes on offer, those used most. */

/** @import {Code, Codebook, RecordView} from '../types.d.ts' */

/**
 * @param {Codebook | null} codebook
 * @param {string} dimension
 * @returns {ReadonlyArray<Code>} retired ones too, in the codebook's order
 */
export function allCodes(codebook, dimension) {
  return codebook?.dimensions.find(({name}) => name === dimension)?.codes ?? []
}

/**
 * The codes an observer may choose today.
 *
 * @param {Codebook | null} codebook
 * @param {string} [dimension]
 * @returns {Code[]}
 */
export function codesOf(codebook, dimension = 'activity') {
  return allCodes(codebook, dimension).filter((code) => !isRetired(code))
}

/**
 * @param {Codebook | null} codebook
 * @param {string} dimension
 * @param {unknown} code
 * @returns {string} empty when the codebook does not know the code
 */
export function labelOf(codebook, dimension, code) {
  return allCodes(codebook, dimension).find((c) => c.code === code)?.label ?? ''
}

/**
 * The codes on offer, most used first; those never used keep the codebook's order.
 *
 * @param {Codebook | null} codebook
 * @param {Iterable<RecordView>} rows what has been captured so far
 * @param {string} [dimension]
 * @param {string} [field] where a record holds a code of this dimension
 * @returns {Code[]}
 */
export function codesByUse(codebook, rows, dimension = 'activity', field = 'code') {
  /** @type {Map<unknown, number>} */
  const uses = new Map()
  for (const {fields, deleted} of rows) {
    const code = fields[field]
    if (!deleted && code) uses.set(code, (uses.get(code) ?? 0) + 1)
  }
  const used = (/** @type {Code} */ {code}) => uses.get(code) ?? 0
  return codesOf(codebook, dimension).sort((a, b) => used(b) - used(a))
}

/**
 * @param {Code} code
 * @returns {boolean}
 */
export function isRetired(code) {
  return Boolean(code.retired ?? code.retired_in)
}
