/** Which fields the form of a record offers, and which of them first. */
import {fieldsOf} from './kinds.js'

/** @import {Kind} from '../types.d.ts' */
/** @import {Field} from './kinds.js' */

/** What is asked first; the rest waits under "More". @type {Record<Kind, string>} */
const FIRST = {
  activity:
    'code started_at ended_at lane place persons purpose planned initiation medium note',
  meeting:
    'code meeting_type started_at ended_at scheduled persons size chair papers place purpose note',
  knowledge_source:
    'source_kind at title obtained use_purpose form direction stance activity note',
  jotting: 'text at jotting_kind field_note activity',
  gap: 'reason started_at ended_at requested_by activity_known note',
  tally: 'code at person note',
  day: 'date observation_started_at observation_ended_at day_type day_type_why field_note',
  person: 'person_code relation inside function consent_status',
}
/** What ties a record to its place is not corrected, and when it was tapped is evidence. */
export const FIXED = new Set([
  'day',
  'subject_id',
  'recorded_at',
  'captured_locked',
  'code_label',
  'codebook_version',
])

/**
 * @param {Kind} kind
 * @param {boolean} [wordless] off the record: only what is not words
 * @returns {{first: Field[], more: Field[], reason: Field | undefined}}
 */
export function formOf(kind, wordless = false) {
  const all = fieldsOf(kind).filter(({type}) => !wordless || type !== 'text')
  const names = FIRST[kind].split(' ')
  const reason = all.find(({name}) => name === 'edit_reason')
  return {
    first: names.flatMap((name) => all.filter((field) => field.name === name)),
    more: all.filter(
      (field) =>
        !names.includes(field.name) && !FIXED.has(field.name) && field !== reason,
    ),
    reason,
  }
}
