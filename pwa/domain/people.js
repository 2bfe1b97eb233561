/** The people a subject meets: codes for new ones, who is met most, and codes given twice. */
import {startOf, utcMs} from './day.js'

/** @import {Fields, RecordView} from '../types.d.ts' */

/** Fields in which records name people by code. */
const NAMED_IN = ['persons', 'source_person', 'passed_on_to', 'person']

/** What a code begins with when nothing but the relation is known. @type {Record<string, string>} */
const STEMS = {
  subordinate: 'SUB',
  superior: 'SUP',
  board: 'NED',
  peer_inside: 'PEER',
  assistant: 'PA',
  client_or_patient: 'PT',
  supplier: 'SUPP',
  regulator_or_government: 'REG',
  professional_body: 'PROF',
  media: 'MEDIA',
  family: 'FAM',
  other_outside: 'EXT',
  observer: 'OBS',
}
const INSIDE = ['subordinate', 'superior', 'board', 'peer_inside', 'assistant']
const OUTSIDE = [
  'client_or_patient',
  'supplier',
  'regulator_or_government',
  'professional_body',
  'media',
  'family',
  'other_outside',
]
const SMALL = new Set(['and', 'of', 'for', 'the', 'to', 'in', 'a'])
const LONGEST = 5

/** What tells one person from another, besides the code. */
const TOLD = /** @type {const} */ (['relation', 'inside', 'function', 'consent_status'])

/**
 * @param {RecordView} person
 * @returns {string}
 */
export function codeOf({fields}) {
  return typeof fields.person_code === 'string' ? fields.person_code : ''
}

/** Codes are told apart as eyes do: not by their capitals. @param {string} code */
export const sameCode = (code) => code.normalize('NFC').trim().toLowerCase()

/**
 * A free code that says what somebody is: MD1 for a medical director, NED2 for the second
 * member of the board.
 *
 * @param {{relation?: string, function?: string}} who
 * @param {Iterable<string>} taken
 * @returns {string} empty when nothing is known to make one of
 */
export function suggestedCode({relation = '', function: does = ''}, taken) {
  const stem = initialsOf(does) || STEMS[relation]
  if (!stem) return ''
  const used = new Set([...taken].map(sameCode))
  let n = 1
  while (used.has(sameCode(`${stem}${n}`))) n += 1
  return `${stem}${n}`
}

/**
 * @param {string} relation
 * @returns {'inside' | 'outside' | ''} as far as the relation alone tells
 */
export function sideOf(relation) {
  if (INSIDE.includes(relation)) return 'inside'
  return OUTSIDE.includes(relation) ? 'outside' : ''
}

/**
 * @typedef {{times: number, last: number}} Use `last`: ms UTC
 * @param {Iterable<RecordView>} records
 * @returns {Map<string, Use>} by code
 */
export function usesIn(records) {
  /** @type {Map<string, Use>} */
  const uses = new Map()
  for (const view of records) {
    if (view.deleted) continue
    const start = startOf(view)
    const at = start ? utcMs(start) : 0
    for (const code of new Set(namedIn(view.fields))) {
      const {times, last} = uses.get(code) ?? {times: 0, last: 0}
      uses.set(code, {times: times + 1, last: Math.max(last, at)})
    }
  }
  return uses
}

/**
 * @param {ReadonlyArray<RecordView>} persons
 * @param {ReadonlyMap<string, Use>} uses
 * @returns {RecordView[]} met most often first, then by code
 */
export function byUse(persons, uses) {
  return sorted(persons, (person) => uses.get(codeOf(person))?.times ?? 0)
}

/**
 * @param {ReadonlyArray<RecordView>} persons
 * @param {ReadonlyMap<string, Use>} uses
 * @returns {RecordView[]} met last first, then by code
 */
export function byRecency(persons, uses) {
  return sorted(persons, (person) => uses.get(codeOf(person))?.last ?? 0)
}

/**
 * Codes that stand for more than one person: two phones gave them, each without the other.
 *
 * @param {ReadonlyArray<RecordView>} persons
 * @returns {RecordView[][]} each the persons of one code, first made first
 */
export function clashesIn(persons) {
  /** @type {Map<string, RecordView[]>} */
  const groups = new Map()
  for (const person of [...persons].sort((a, b) => (a.rec < b.rec ? -1 : 1))) {
    const code = sameCode(codeOf(person))
    if (code) groups.set(code, [...(groups.get(code) ?? []), person])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

/**
 * What one record has to take over so that it tells all that the others told.
 *
 * @param {RecordView} kept
 * @param {ReadonlyArray<RecordView>} others
 * @returns {Fields}
 */
export function takenOver(kept, others) {
  const found = TOLD.flatMap((field) => {
    if (kept.fields[field]) return []
    const value = others.map(({fields}) => fields[field]).find(Boolean)
    return value ? [[field, value]] : []
  })
  return Object.fromEntries(found)
}

/**
 * The last thing a list of records says in a field, and each thing said before it, once.
 *
 * @param {ReadonlyArray<RecordView>} records in time order
 * @param {string} field
 * @returns {string[]} said last first
 */
export function saidIn(records, field) {
  const said = records.flatMap(({fields, deleted}) => {
    const value = fields[field]
    return !deleted && typeof value === 'string' && value ? [value] : []
  })
  return [...new Set(said.reverse())]
}

/** @param {Readonly<Fields>} fields @returns {string[]} */
function namedIn(fields) {
  return NAMED_IN.flatMap((name) => fields[name] ?? [])
    .filter((code) => typeof code === 'string')
    .filter(Boolean)
}

/** @param {string} does @returns {string} */
function initialsOf(does) {
  const words = does.split(/[^\p{L}]+/u).filter((word) => word && !SMALL.has(word))
  if (words.length < 2) return ''
  return words
    .slice(0, LONGEST)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}

/**
 * @param {ReadonlyArray<RecordView>} persons
 * @param {(person: RecordView) => number} weight
 */
function sorted(persons, weight) {
  return [...persons].sort(
    (a, b) => weight(b) - weight(a) || (codeOf(a) < codeOf(b) ? -1 : 1),
  )
}
