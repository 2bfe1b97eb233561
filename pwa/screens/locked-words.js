/** What was tapped while locked, in words: where it cannot have meant anything else, they are kept. */
import {t, texts, tr} from '../ui/language.js'

/** @import {LockedEvent} from '../domain/locked.js' */

/** @type {Record<string, string>} */
const TAPPED = texts({step_out: 'Step out', back: 'Back', end: 'End activity'})

/** @param {LockedEvent} tap @param {string} label of the code that stood there, if one did */
export function tappedWords({t: what, p}, label) {
  if (what !== 'code') return tr(TAPPED[what] ?? what)
  return label ? t`Code ${p} (${label})` : t`Code ${p}`
}
