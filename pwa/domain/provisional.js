/**
 * Codes made in the field: usable at once, provisional until a codebook takes them in.
 *
 * A record coded with one carries its words, `code_label`: no codebook has them yet.
 */
import {allCodes} from './codebook.js'
import {KINDS} from './kinds.js'

/** @import {Change, Code, Codebook, RecordView} from '../types.d.ts' */
/** @typedef {Pick<Code, 'code' | 'label'>} Made */

const ABOUT = 'Made in the field. Provisional: not in the codebook yet.'

/** @type {WeakMap<Codebook, Map<string, Codebook>>} */
const joined = new WeakMap()

/**
 * A codebook with the codes made in the field behind its own. One it knows already, in use
 * or retired, is left to it. The same codes give the same object: what is laid out by a
 * codebook must not move because somebody looked again.
 *
 * @param {Codebook} codebook
 * @param {Iterable<Made>} made
 * @returns {Codebook}
 */
export function withMade(codebook, made) {
  const known = new Set(allCodes(codebook, 'activity').map(({code}) => code))
  /** @type {Map<string, Code>} */
  const added = new Map()
  for (const {code, label} of made) {
    if (known.has(code) || added.has(code)) continue
    added.set(code, {code, label, definition: ABOUT, provisional: true})
  }
  if (added.size === 0) return codebook
  const before = joined.get(codebook) ?? new Map()
  joined.set(codebook, before)
  const codes = [...added.values()]
  const key = JSON.stringify(codes)
  const whole = before.get(key) ?? withCodes(codebook, codes)
  before.set(key, whole)
  return whole
}

/**
 * Changes that code something, with the words of a provisional code beside it; and without
 * those of the code that stood there before.
 *
 * @param {Codebook | null} codebook
 * @param {ReadonlyArray<Change>} changes
 * @param {(rec: string) => RecordView | null} view
 * @returns {Change[]}
 */
export function worded(codebook, changes, view) {
  return changes.map((change) => {
    const {kind, rec, set} = change
    if (!set || !('code' in set) || 'code_label' in set) return change
    if (!('code_label' in KINDS[kind])) return change
    const code = allCodes(codebook, 'activity').find((one) => one.code === set.code)
    const label = code?.['provisional'] ? code.label : null
    const held = view(rec)?.fields['code_label'] ?? null
    return label === held ? change : {...change, set: {...set, code_label: label}}
  })
}

/**
 * @param {Codebook} codebook
 * @param {Code[]} codes
 * @returns {Codebook}
 */
function withCodes(codebook, codes) {
  const own = {name: 'activity', codes: [...allCodes(codebook, 'activity'), ...codes]}
  const {dimensions} = codebook
  const there = dimensions.some(({name}) => name === own.name)
  return {
    ...codebook,
    dimensions: there
      ? dimensions.map((dimension) => (dimension.name === own.name ? own : dimension))
      : [own, ...dimensions],
  }
}
