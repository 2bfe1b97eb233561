/** The invented study of practice: its codes are the researcher's own where there are some. */

import {t, texts, tr} from '../ui/language.js'

/** @import {Book, Code, Codebook, Study} from '../types.d.ts' */

const CODES = texts({
  activity: {
    formal_meeting: 'Formal meeting',
    one_to_one: 'One to one',
    corridor_meeting: 'Corridor meeting',
    phone_call: 'Phone call',
    email_messages: 'E-mail and messages',
    reading_papers: 'Reading papers',
    writing_preparing: 'Writing, preparing',
    walkabout: 'Walkabout',
    travel: 'Travel',
    personal_break: 'Personal break',
  },
  source_kind: {
    executive_team: 'Executive team',
    assistant: 'Assistant',
    internal_report: 'Internal report',
    press: 'Press',
    finance_data: 'Finance data',
    own_experience: 'Own experience',
  },
  place: {
    own_office: 'Own office',
    meeting_room: 'Meeting room',
    corridor: 'Corridor',
    away: 'Away',
  },
})

/**
 * @param {Book | null} own whose codes to practise with
 * @param {string} timezone
 * @returns {Study}
 */
export function practiceStudy(own, timezone) {
  const study = own?.studies.peek().find((known) => newestOf(known))
  const codebook = (study && newestOf(study)) ?? invented()
  return {
    id: 'practice',
    title: t`Practice study`,
    role: 'observer',
    timezone,
    settings: {},
    observer_code: 'PRACTICE',
    codebook_version: codebook.version,
    codebooks: {[codebook.version]: codebook},
    subjects: [{id: 'practice-subject', pseudonym: t`Practice`}],
    members: [{account: 'practice', observer_code: 'PRACTICE', role: 'observer'}],
  }
}

/** @param {Study} study @returns {Codebook | null} unless it has no activity to tap */
function newestOf(study) {
  const codebook = study.codebooks[String(study.codebook_version)]
  const activities = codebook?.dimensions.find(({name}) => name === 'activity')
  return codebook && activities?.codes.length ? codebook : null
}

/** @returns {Codebook} */
function invented() {
  const dimensions = Object.entries(CODES).map(([name, codes]) => ({
    name,
    codes: Object.entries(codes).map(
      ([code, label]) => /** @type {Code} */ ({code, label: tr(label)}),
    ),
  }))
  return {version: 1, dimensions}
}
