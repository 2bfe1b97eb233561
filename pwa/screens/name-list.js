/**
 * The list of names this device keeps for itself: in the vault's settings, sealed, of which
 * nothing is ever made an operation, a row of a day log or a request.
 */

/** @import {Book} from '../types.d.ts' */
/** @import {Known, Look} from '../domain/names.js' */

/** @typedef {{known: Known[], fine: string[]}} NameList `fine`: what only looks like a name */

const SETTING = 'names'

/** @param {Book} book @returns {NameList} */
export const namesOf = (book) => book.setting(SETTING) ?? {known: [], fine: []}

/** @param {Book} book @param {Partial<NameList>} change */
export const keepNames = (book, change) =>
  book.set(SETTING, {...namesOf(book), ...change})

/** @param {Book} book @param {string} text */
export const isFine = (book, text) =>
  keepNames(book, {fine: [...namesOf(book).fine, text]})

/** What the guard goes by: the list, and the places of every codebook here. @param {Book} book @returns {Look} */
export function lookOf(book) {
  const {known, fine} = namesOf(book)
  const places = book.studies.value.flatMap(({codebooks}) =>
    Object.values(codebooks).flatMap(({dimensions}) =>
      dimensions.filter(({name}) => name === 'place').flatMap(({codes}) => codes),
    ),
  )
  return {known, fine: [...fine, ...places.map(({label}) => label)]}
}
