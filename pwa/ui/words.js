/** Words more than one screen uses, looked up when they are shown. */
import {label} from '../domain/kinds.js'
import {texts, tr} from './language.js'

/** @import {SyncState, Warning} from '../types.d.ts' */

/** @type {Record<SyncState, {brief: string, what: string, urgent?: boolean}>} */
export const STATES = texts({
  idle: {brief: 'Up to date', what: 'The server was reached and has answered.'},
  working: {brief: 'Syncing', what: 'Sending and fetching now.'},
  offline: {
    brief: 'No network',
    what: 'Everything is kept on this device and goes out by itself when there is a network.',
  },
  portal: {
    brief: 'Wi-Fi login page?',
    what: 'Something else answers in the server’s place, as hotel and hospital Wi-Fi do before you log in to them. Open any web page to log in to the Wi-Fi, or use mobile data.',
    urgent: true,
  },
  auth: {
    brief: 'Sign in again',
    what: 'The server wants you to sign in again. Go on capturing: nothing is lost meanwhile.',
    urgent: true,
  },
  backoff: {
    brief: 'Will try again',
    what: 'The server did not answer as it should. It is tried again by itself, with growing pauses.',
  },
  mangled: {
    brief: 'Changed on the way',
    what: 'What the server says it has is not what this device sent, so it still counts as not sent. It stays here and is tried again by itself, with growing pauses. If this does not pass, use another network and tell whoever leads the study.',
    urgent: true,
  },
  upgrade: {
    brief: 'New version needed',
    what: 'This version is too old to fetch from the server. What you captured is still accepted. Reload when no day is running.',
    urgent: true,
  },
  attention: {
    brief: 'Needs attention',
    what: 'The server refused something. It stays on this device until you decide.',
    urgent: true,
  },
})

/** What an act in the log of acts did: shown beside Undo. @param {string} act */
export function actWords(act) {
  const [name = '', ...rest] = act.split(':')
  const label = rest.join(':')
  const words = tr(ACTS[name] ?? name.replaceAll('_', ' '))
  const about = name === 'field' ? fieldWords(label) : label
  return [words, OURS.includes(about) ? tr(about) : about].filter(Boolean).join(' ')
}

/** Labels of acts that are words of ours; all others are the study's. */
const OURS = texts([
  'about the day',
  'day, now closed',
  'day, now locked',
  'day, now reviewed',
  'restored',
  'source',
  'tally',
  'why off the record',
  'why stepped out',
])

/** @type {Record<string, string>} */
const ACTS = texts({
  switch: '',
  alongside: 'alongside',
  interrupt: 'interrupted by',
  resume: 'back to',
  stop: 'stopped',
  earlier: 'started earlier',
  meeting: 'meeting started',
  source: 'source',
  mark: 'mark',
  jot: 'jotting',
  words: 'words',
  paper_day: 'paper day',
  tally: 'tally',
  promote: 'made of a tally:',
  reacts: 'reacts to me',
  step_out: 'stepped out',
  back: 'came back',
  off_record: 'off the record',
  on_record: 'on the record',
  strike: 'struck the last',
  edit: 'changed',
  field: 'changed',
  person: 'changed person',
  delete: 'deleted',
  end_day: 'end of the day',
  start_day: 'start day',
  inserted: 'inserted',
  merged: 'merged',
  moved: 'moved start of',
  split: 'split',
  embargo: 'embargo',
  'embargo lifted': 'embargo lifted',
  field_note: 'field note',
  note_of_the_day: 'note of the day',
})

/** @type {Record<string, string>} */
const WARNINGS = texts({
  unknown_code: 'This code is not in the codebook the day was captured with.',
  retired_code: 'This code had been retired from the codebook.',
  unknown_value: 'This value is not in the list of values this field knows.',
  end_before_start: 'The end lies before the start.',
  long_duration: 'This lasts more than 24 hours.',
  clock_off: 'The phone’s clock was far from the server’s.',
  day_locked: 'This was changed while its day was locked.',
})

/** @param {Warning} warning */
export const warningWords = (warning) =>
  tr(WARNINGS[warning.code] ?? warning.msg ?? warning.code.replaceAll('_', ' '))

/** Fields whose name alone does not read well. @type {Record<string, string>} */
const FIELDS = texts({
  at: 'When',
  started_at: 'Start',
  ended_at: 'End',
  recorded_at: 'Tapped at',
  day_type: 'Kind of day',
  day_type_why: 'Why the day was atypical',
  weather_of_day: 'Weather of the day',
  task_id: 'Task',
  segment_no: 'Segment of the task',
  planned_lead: 'Planned how long ahead',
  initiation: 'Who initiated it',
  resumption: 'Resumed afterwards',
  sphere: 'Issue or theme',
  reactivity: 'Behaviour addressed to the observer',
  observed: 'How much was observed',
  obtained: 'How obtained',
  use_purpose: 'What for',
  fit_with_others: 'Alone or combined with others',
  inside: 'Inside or outside',
  subject_role: 'Subject’s role',
  size: 'People in the room',
  size_is_estimate: 'Size is an estimate',
  captured_locked: 'Captured while locked',
  code_label: 'Words of the code',
})

/** The name of a field in English. @param {string} field */
export function fieldText(field) {
  if (FIELDS[field]) return FIELDS[field]
  const text = field
    .replace(/_(at|id)$/, '')
    .replace(/_s$/, ', in seconds')
    .replace(/^(.*)_count$/, 'how many $1')
    .replace(/^(.*)_kind$/, 'kind of $1')
    .replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** @param {string} field */
export const fieldWords = (field) => tr(fieldText(field))

/** What a word of a fixed list is called on the screen; files have its English label. @param {string} list @param {string} word */
export const labelWords = (list, word) => tr(label(list, word))

/** @type {Record<string, string>} */
export const KIND_WORDS = texts({
  day: 'Day',
  activity: 'Activity',
  meeting: 'Meeting',
  knowledge_source: 'Source',
  jotting: 'Jotting',
  gap: 'Gap',
  tally: 'Tally',
  person: 'Person',
})

/** @type {Record<string, string>} */
export const ROLES = texts({
  pi: 'Principal investigator',
  observer: 'Observer',
  analyst: 'Analyst',
})

export const TEMPLATES = texts([
  {
    value: 'kmobilis_like',
    label: 'Knowledge mobilisation',
    hint: 'What a chief executive does, and where knowledge comes from: 18 activities, 33 kinds of source.',
  },
  {
    value: 'mintzberg',
    label: 'Mintzberg',
    hint: 'The structured-observation categories: contacts, their purposes, and mail.',
  },
  {
    value: 'executive_time_use',
    label: 'Executive time use',
    hint: 'Diary categories: type, planning, size, functions inside and outside.',
  },
  {
    value: 'wombat_clinician',
    label: 'Clinician at work',
    hint: 'Task categories for clinical time-and-motion work.',
  },
  {value: 'blank', label: 'Blank', hint: 'An empty codebook to fill yourself.'},
])
