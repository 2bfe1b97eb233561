/**
 * The next version of a codebook while it is written: every act gives a new draft.
 *
 * No code that was published or stands in the data is ever taken out: it is retired, stays
 * readable, and may say as what it counts from now on.
 */
import {isRetired} from './codebook.js'

/** @import {Code, Codebook} from '../types.d.ts' */
/** @typedef {{name: string, codes: ReadonlyArray<Code>}} DraftDimension */
/** @typedef {ReadonlyArray<DraftDimension>} Draft */
/**
 * @typedef {object} Difference
 * @property {string} dimension
 * @property {string} code empty for the order of a dimension
 * @property {string} label
 * @property {'added' | 'retired' | 'back' | 'changed' | 'order'} what
 * @property {{field: string, before: string, after: string}[]} fields
 */

export const FIELDS = [
  'label',
  'definition',
  'include',
  'exclude',
  'examples',
  'parent',
  'colour',
  'expected_minutes',
  'maps_to',
]
const SENT = ['code', ...FIELDS, 'retired']
const NAME = /^[a-z][a-z0-9_]{0,59}$/

/** Whether a dimension or a new code may be called so in the data. @param {string} name */
export const isName = (name) => NAME.test(name)

/**
 * @param {Codebook} codebook
 * @returns {Draft}
 */
export function draftOf({dimensions}) {
  return dimensions.map(({name, codes}) => ({name, codes: codes.map(sent)}))
}

/** What the server is told of a code. @param {Code} code @returns {Code} */
function sent(code) {
  const told = SENT.map((field) => [field, code[field] ?? null])
  return /** @type {Code} */ ({
    ...Object.fromEntries(told),
    definition: code.definition ?? '',
    retired: isRetired(code),
  })
}

/**
 * @param {Draft} draft
 * @param {string} dimension
 * @returns {ReadonlyArray<Code>}
 */
export function codesIn(draft, dimension) {
  return draft.find(({name}) => name === dimension)?.codes ?? []
}

/**
 * @param {Draft} draft
 * @param {string} dimension
 * @param {(codes: ReadonlyArray<Code>) => ReadonlyArray<Code>} make
 * @returns {Draft}
 */
function withCodes(draft, dimension, make) {
  return draft.map((one) =>
    one.name === dimension ? {...one, codes: make(one.codes)} : one,
  )
}

/**
 * @param {Draft} draft
 * @param {string} name
 * @returns {Draft}
 */
export function addDimension(draft, name) {
  return draft.some((one) => one.name === name) ? draft : [...draft, {name, codes: []}]
}

/**
 * Behind the codes in use; the dimension is made if it is not there.
 *
 * @param {Draft} draft
 * @param {string} dimension
 * @param {Partial<Code> & Pick<Code, 'code' | 'label'>} code
 * @returns {Draft}
 */
export function addCode(draft, dimension, code) {
  return withCodes(addDimension(draft, dimension), dimension, (codes) => [
    ...codes,
    sent(code),
  ])
}

/**
 * @param {Draft} draft
 * @param {string} dimension
 * @param {string} code
 * @param {Partial<Code>} change
 * @returns {Draft}
 */
export function changeCode(draft, dimension, code, change) {
  return withCodes(draft, dimension, (codes) =>
    codes.map((one) => (one.code === code ? {...one, ...change} : one)),
  )
}

/**
 * One step up or down among the codes in use.
 *
 * @param {Draft} draft
 * @param {string} dimension
 * @param {string} code
 * @param {-1 | 1} step
 * @returns {Draft}
 */
export function moveCode(draft, dimension, code, step) {
  return withCodes(draft, dimension, (codes) => {
    const inUse = codes.filter((one) => !isRetired(one))
    const other = inUse[inUse.findIndex((one) => one.code === code) + step]
    const one = codes.find((found) => found.code === code)
    if (!one || !other) return codes
    const places = new Map([
      [one.code, other],
      [other.code, one],
    ])
    return codes.map((found) => places.get(found.code) ?? found)
  })
}

/**
 * Takes a code out of use. One that nobody has seen, neither in a version nor in the data, is
 * taken out for good.
 *
 * @param {Draft} draft
 * @param {string} dimension
 * @param {string} code
 * @param {{mapsTo: string | null, seen: boolean}} how
 * @returns {Draft}
 */
export function retireCode(draft, dimension, code, {mapsTo, seen}) {
  if (!seen)
    return withCodes(draft, dimension, (codes) =>
      codes.filter((one) => one.code !== code),
    )
  return changeCode(draft, dimension, code, {retired: true, maps_to: mapsTo})
}

/**
 * @param {Draft} draft
 * @param {string} dimension
 * @param {string} code
 * @returns {Draft}
 */
export function reviveCode(draft, dimension, code) {
  return changeCode(draft, dimension, code, {retired: false, maps_to: null})
}

/**
 * How a draft differs from the published version, in the draft's order.
 *
 * @param {Draft} published
 * @param {Draft} draft
 * @returns {Difference[]}
 */
export function differences(published, draft) {
  return draft.flatMap(({name: dimension, codes}) => {
    const before = codesIn(published, dimension)
    const changed = codes.flatMap((code) => {
      const old = before.find((one) => one.code === code.code)
      const told = differenceOf(old, code)
      return told ? [{dimension, code: code.code, label: code.label, ...told}] : []
    })
    const order = {dimension, code: '', label: '', fields: []}
    return isReordered(before, codes)
      ? [...changed, {...order, what: /** @type {const} */ ('order')}]
      : changed
  })
}

/**
 * @param {Code | undefined} old
 * @param {Code} code
 * @returns {Pick<Difference, 'what' | 'fields'> | null}
 */
function differenceOf(old, code) {
  const mapped = {field: 'maps_to', before: '', after: String(code['maps_to'] ?? '')}
  if (!old)
    return code.retired
      ? {what: 'retired', fields: [mapped]}
      : {what: 'added', fields: []}
  const fields = FIELDS.flatMap((field) => {
    const [before, after] = [old, code].map((one) => String(one[field] ?? ''))
    return before === after ? [] : [{field, before: before ?? '', after: after ?? ''}]
  })
  if (isRetired(old) !== isRetired(code))
    return {what: isRetired(code) ? 'retired' : 'back', fields}
  return fields.length ? {what: 'changed', fields} : null
}

/** @param {ReadonlyArray<Code>} before @param {ReadonlyArray<Code>} after */
function isReordered(before, after) {
  const [was, is] = [before, after].map((codes) =>
    codes.filter((code) => !isRetired(code)).map(({code}) => code),
  )
  const both = (/** @type {string[]} */ one, /** @type {string[]} */ other) =>
    one.filter((code) => other.includes(code)).join(' ')
  return both(was ?? [], is ?? []) !== both(is ?? [], was ?? [])
}

/**
 * Codes in the data that neither the published version nor the draft knows, most used first.
 *
 * @template {{dimension: string, code: string, records: number}} Use
 * @param {ReadonlyArray<Use>} uses
 * @param {Draft} published
 * @param {Draft} draft
 * @returns {Use[]}
 */
export function provisionalIn(uses, published, draft) {
  const known = new Set(
    [...published, ...draft].flatMap(({name, codes}) =>
      codes.map(({code}) => `${name} ${code}`),
    ),
  )
  return uses
    .filter(({dimension, code}) => !known.has(`${dimension} ${code}`))
    .sort((a, b) => b.records - a.records || (a.code < b.code ? -1 : 1))
}
