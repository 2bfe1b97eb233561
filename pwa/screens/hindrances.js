/** Why a correction did nothing, in words that say what to do. */
import {clockTime} from '../ui/format.js'
import {t} from '../ui/language.js'
import {titleOf} from './titles.js'

/** @import {Codebook} from '../types.d.ts' */
/** @import {Hindrance} from '../domain/review.js' */

/** @param {Hindrance | null} hindrance @param {Codebook | null} codebook @param {number} utcoff */
export function hindranceWords(hindrance, codebook, utcoff) {
  if (!hindrance) return ''
  const {code, record, from, to} = hindrance
  const name = record ? titleOf(record, codebook).title : t`it`
  const time = (/** @type {number | undefined} */ ms) =>
    ms === undefined ? '' : clockTime(ms, utcoff, true)
  switch (code) {
    case 'locked':
      return t`The day is locked. Set it back to reviewed to change anything.`
    case 'gone':
      return t`It is not there any more. Close this and look at the day again.`
    case 'before_neighbour':
      return t`Not further: ${name} begins at ${time(from)}. Correct its start first, or merge the two.`
    case 'after_neighbour':
      return t`Not further: ${name} ends at ${time(to)}. Correct its end first, or merge the two.`
    case 'outside':
      return t`Choose a moment between ${time(from)} and ${time(to)}.`
    case 'apart':
      return t`They do not touch. Correct the end of the first or the start of the second so that they do.`
    case 'codes_differ':
      return t`Choose which activity it was.`
    case 'too_long':
      return t`Their notes together are too long for one record. Shorten one of them first.`
    case 'backwards':
      return t`The end has to be after the start.`
    case 'future':
      return t`That has not happened yet. Choose an end that is not after now.`
    case 'struck':
      return t`Part of that stretch was struck. Choose times outside it, or only where nothing lies.`
    case 'covered':
      return t`Nothing is free there. Cut what lies there, or put it alongside.`
  }
}
