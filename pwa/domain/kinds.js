/**
 * The fields of every kind of record, their types, and the words of fixed lists: the
 * same tables as `app/records/fields.py`, both held to `tests/contract/kinds.json`.
 *
 * @import {Kind} from '../types.d.ts'
 */

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} type instant, code, codes, enum, ref, list, text, string, int,
 *   number, bool or date
 * @property {string} of the dimension of a code, the list of an enum; else empty
 * @property {number} [least] of an int
 * @property {number} [most] of an int; in code points of a text
 */

const COMMON = {
  recorded_at: 'instant',
  edit_reason: 'enum:edit_reason',
}

const ACTIVITY = {
  day: 'ref',
  code: 'code:activity',
  code_label: 'string:120',
  started_at: 'instant',
  ended_at: 'instant',
  start_source: 'enum:time_source',
  end_source: 'enum:time_source',
  claimed_start: 'instant',
  time_precision_s: 'int:0:86400',
  lane: 'enum:lane',
  task_id: 'string:64',
  segment_no: 'int:1:9999',
  interrupts: 'ref',
  interruption_source: 'code:interruption_source',
  resumption: 'enum:resumption',
  medium: 'enum:medium',
  planned: 'enum:planned',
  planned_lead: 'enum:planned_lead',
  initiation: 'enum:initiation',
  purpose: 'code:purpose',
  place: 'code:place',
  persons: 'list:64',
  persons_count: 'int:0:100000',
  information_tool: 'codes:information_tool',
  sphere: 'string:120',
  observation_basis: 'enum:observation_basis',
  certainty: 'int:1:3',
  reactivity: 'string:120',
  meeting: 'ref',
  note: 'text:4000',
  captured_locked: 'bool',
  ...COMMON,
}

/** @type {Record<Kind, Record<string, string>>} */
export const KINDS = {
  day: {
    subject_id: 'ref',
    date: 'date',
    timezone: 'string:64',
    observation_started_at: 'instant',
    observation_ended_at: 'instant',
    status: 'enum:day_status',
    codebook_version: 'int:1:1000000',
    planned_start: 'instant',
    planned_end: 'instant',
    day_type: 'enum:day_type',
    day_type_why: 'text:4000',
    joint_session_id: 'string:64',
    session_role: 'enum:session_role',
    sync_tap_at: 'instant',
    clock_offset_s: 'number',
    clock_checked_at: 'instant',
    weather_of_day: 'text:4000',
    field_note: 'text:12000',
    field_note_done_at: 'instant',
    ...COMMON,
  },
  activity: ACTIVITY,
  meeting: {
    ...ACTIVITY,
    meeting_type: 'enum:meeting_type',
    scheduled: 'enum:yes_no',
    scheduled_start_at: 'instant',
    scheduled_end_at: 'instant',
    subject_arrived_at: 'instant',
    subject_left_at: 'instant',
    chair: 'enum:chair',
    subject_role: 'enum:subject_role',
    size: 'int:0:100000',
    size_is_estimate: 'bool',
    inside_count: 'int:0:100000',
    outside_count: 'int:0:100000',
    functions: 'list:120',
    agenda: 'enum:yes_no_unknown',
    papers: 'enum:papers',
    papers_read_before: 'enum:yes_no_unknown',
    decisions_count: 'int:0:100000',
    consent_basis: 'enum:consent_basis',
    observed: 'enum:observed',
  },
  knowledge_source: {
    day: 'ref',
    at: 'instant',
    source_kind: 'code:source_kind',
    title: 'text:200',
    activity: 'ref',
    meeting: 'ref',
    jotting: 'ref',
    source_person: 'string:64',
    form: 'enum:form',
    formality: 'enum:formality',
    obtained: 'enum:obtained',
    direction: 'enum:direction',
    use_purpose: 'enum:use_purpose',
    stance: 'enum:stance',
    fit_with_others: 'enum:fit_with_others',
    passed_on_to: 'list:64',
    inside: 'enum:source_inside',
    observation_basis: 'enum:observation_basis',
    certainty: 'int:1:3',
    note: 'text:4000',
    ...COMMON,
  },
  jotting: {
    day: 'ref',
    at: 'instant',
    text: 'text:4000',
    jotting_kind: 'enum:jotting_kind',
    activity: 'ref',
    sensitivity: 'enum:sensitivity',
    field_note: 'text:12000',
    field_note_layer: 'enum:field_note_layer',
    captured_locked: 'bool',
    ...COMMON,
  },
  gap: {
    day: 'ref',
    started_at: 'instant',
    ended_at: 'instant',
    reason: 'enum:gap_reason',
    requested_by: 'string:120',
    activity_known: 'enum:yes_no',
    code: 'code:activity',
    gap_kind: 'enum:gap_kind',
    note: 'text:4000',
    captured_locked: 'bool',
    ...COMMON,
  },
  tally: {
    day: 'ref',
    at: 'instant',
    code: 'code:activity',
    code_label: 'string:120',
    person: 'string:64',
    note: 'text:4000',
    ...COMMON,
  },
  person: {
    subject_id: 'ref',
    person_code: 'string:64',
    relation: 'enum:relation',
    inside: 'enum:inside',
    function: 'string:120',
    consent_status: 'enum:consent_status',
    ...COMMON,
  },
}

/** @type {Record<string, string>} */
const LISTS = {
  chair: 'subject other none',
  consent_basis: 'standing written verbal none_yet',
  consent_status: 'invited consented paused withdrawn_prospective withdrawn_all',
  day_status: 'open closed reviewed locked struck',
  day_type: 'ordinary atypical',
  direction: 'received given jointly_made',
  edit_reason: 'typo late_switch from_memory from_paper subject_request coding_review',
  field_note_layer: 'descriptive analytic methodological personal',
  fit_with_others: 'alone combined',
  form: 'oral text number_or_chart object_or_place image',
  formality: 'formal informal',
  gap_kind: 'non_observed observer_break off_the_record struck embargoed',
  gap_reason:
    'requested_by_subject requested_by_other observers_judgement personal patient_confidential personnel_confidential travel left_site observer_break technical',
  initiation: 'subject other_party mutual clock unknown',
  inside: 'inside outside',
  jotting_kind:
    'bare_mark observation quote_verbatim quote_paraphrase analytic methodological personal to_ask',
  lane: 'primary secondary',
  medium: 'face_to_face phone video email message paper screen none',
  meeting_type:
    'board committee executive_team one_to_one project external corridor huddle ward_or_site_visit public_event interview social other',
  observation_basis: 'seen heard_one_side reported inferred',
  observed: 'whole part not_observed',
  obtained: 'own_search delegated offered_unasked routine_supply already_known',
  papers: 'none before tabled both',
  planned: 'planned unplanned unknown',
  planned_lead: 'same_day under_1_week over_1_week recurring',
  relation:
    'subordinate superior board peer_inside assistant client_or_patient supplier regulator_or_government professional_body media family other_outside observer',
  resumption: 'resumed not_resumed unknown not_applicable',
  sensitivity: 'ordinary sensitive off_the_record_time_only',
  session_role: 'analysis reliability',
  source_inside: 'inside outside both',
  stance: 'accepted questioned rejected ignored unclear',
  subject_role: 'chair presenter member guest',
  time_source:
    'tap backdated backfilled from_paper corrected inferred_from_next day_end',
  use_purpose: 'make_decision account_for_decision make_sense other unclear',
  yes_no: 'yes no',
  yes_no_unknown: 'yes no unknown',
}

/**
 * Where the word itself, with a capital and without underscores, would not read well.
 *
 * @type {Record<string, Record<string, string>>}
 */
const LABELS = {
  consent_basis: {
    none_yet: 'None yet',
  },
  consent_status: {
    withdrawn_all: 'Withdrawn, all data',
    withdrawn_prospective: 'Withdrawn from now on',
  },
  edit_reason: {
    late_switch: 'Switched late',
    subject_request: 'The subject asked',
  },
  form: {
    number_or_chart: 'Number or chart',
    object_or_place: 'Object or place',
  },
  gap_kind: {
    non_observed: 'Not observed',
  },
  gap_reason: {
    observers_judgement: "Observer's judgement",
  },
  jotting_kind: {
    quote_paraphrase: 'Quote, paraphrased',
    quote_verbatim: 'Quote, word for word',
    to_ask: 'To ask later',
  },
  medium: {
    face_to_face: 'Face to face',
  },
  meeting_type: {
    one_to_one: 'One to one',
    ward_or_site_visit: 'Ward or site visit',
  },
  observation_basis: {
    heard_one_side: 'Heard one side',
  },
  obtained: {
    offered_unasked: 'Offered, unasked',
    own_search: 'Looked for it',
    routine_supply: 'Came as routine',
  },
  planned_lead: {
    over_1_week: 'Over a week ahead',
    under_1_week: 'Within a week',
  },
  relation: {
    client_or_patient: 'Client or patient',
    peer_inside: 'Inside peer',
  },
  sensitivity: {
    off_the_record_time_only: 'Off the record, time only',
  },
  time_source: {
    day_end: 'End of day',
    inferred_from_next: 'Taken from the next',
    tap: 'Tapped',
  },
}

/**
 * The words of every fixed list with their English labels, in the order a form offers
 * them.
 *
 * @type {Record<string, Record<string, string>>}
 */
export const ENUMERATIONS = Object.fromEntries(
  Object.entries(LISTS).map(([list, words]) => [list, wordsOf(list, words)]),
)

/**
 * The English label of a word of a fixed list; empty when it is not on the list.
 *
 * @param {string} list
 * @param {string} word
 * @returns {string}
 */
export function label(list, word) {
  const words = ENUMERATIONS[list]
  return words && Object.hasOwn(words, word) ? (words[word] ?? '') : ''
}

/**
 * The fields a form for this kind may offer.
 *
 * @param {Kind} kind
 * @returns {Field[]}
 */
export function fieldsOf(kind) {
  return Object.entries(KINDS[kind]).map(([name, type]) => fieldOf(name, type))
}

/**
 * What is wrong with a number before it is sent: the server would refuse all that was
 * written with it.
 *
 * @typedef {'fraction' | {least: number, most: number}} NumberFault a fraction where a whole
 *   number belongs, or a number outside these bounds
 * @param {Field} field
 * @param {unknown} value
 * @returns {NumberFault | null}
 */
export function faultOf({type, least = -1e9, most = 1e9}, value) {
  if (typeof value !== 'number') return null
  if (type === 'int' && !Number.isInteger(value)) return 'fraction'
  return value < least || value > most ? {least, most} : null
}

/**
 * @param {string} name
 * @param {string} spelled
 * @returns {Field}
 */
function fieldOf(name, spelled) {
  const [type = '', first = '', second = ''] = spelled.split(':')
  if (type === 'int')
    return {name, type, of: '', least: Number(first), most: Number(second)}
  if (['text', 'string', 'list'].includes(type))
    return {name, type, of: '', most: Number(first)}
  return {name, type, of: first}
}

/**
 * @param {string} list
 * @param {string} words
 */
function wordsOf(list, words) {
  const special = LABELS[list] ?? {}
  return Object.fromEntries(
    words.split(' ').map((word) => [word, special[word] ?? readable(word)]),
  )
}

/** @param {string} word */
function readable(word) {
  return word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ')
}
