/** What is known of a person, in one line. */
import {label} from '../domain/kinds.js'
import {textOf} from './titles.js'

/** @import {RecordView} from '../types.d.ts' */

/** @param {RecordView} person */
export const factsOf = (person) =>
  [
    textOf(person, 'function'),
    label('relation', textOf(person, 'relation')),
    label('inside', textOf(person, 'inside')),
  ]
    .filter(Boolean)
    .join(' · ')
