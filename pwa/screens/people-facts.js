/** What is known of a person, in one line. */
import {labelWords} from '../ui/words.js'
import {textOf} from './titles.js'

/** @import {RecordView} from '../types.d.ts' */

/** @param {RecordView} person */
export const factsOf = (person) =>
  [
    textOf(person, 'function'),
    labelWords('relation', textOf(person, 'relation')),
    labelWords('inside', textOf(person, 'inside')),
  ]
    .filter(Boolean)
    .join(' · ')
