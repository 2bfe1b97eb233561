/** Finding codes by what is said of them. */
import {codesOf} from './codebook.js'

/** @import {Code, Codebook} from '../types.d.ts' */
/** @typedef {Code & {place: number}} PlacedCode */

const SAID = ['label', 'definition', 'include', 'exclude', 'examples', 'code']

/**
 * The codes in use that say every one of some words, anywhere in what is told of them.
 *
 * @param {Codebook | null} codebook
 * @param {string} words
 * @returns {{name: string, codes: PlacedCode[]}[]} dimensions without a hit are left out
 */
export function found(codebook, words) {
  const wanted = plain(words).split(/\s+/u).filter(Boolean)
  return (codebook?.dimensions ?? [])
    .map(({name, codes: all}) => ({
      name,
      codes: codesOf(codebook, name)
        .map((code) => ({...code, place: all.indexOf(code)}))
        .filter((code) => {
          const said = plain(
            SAID.map((field) => all[code.place]?.[field] ?? '').join('\n'),
          )
          return wanted.every((word) => said.includes(word))
        }),
    }))
    .filter(({codes}) => codes.length > 0)
}

/** Without case and accents. @param {string} text */
function plain(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
