/**
 * The acts of capture: what one tap asks to have written.
 *
 * Every act is pure: it looks at the day's state and returns changes. `at` is the moment of
 * the tap; it goes into `recorded_at` of whatever the act creates and is never altered.
 */
import {isOffTheRecord, TIME_ONLY} from './away.js'
import {created, ended, point, put, started} from './changes.js'
import {isActivity, isOpen} from './day.js'
import {notResumed} from './interrupt.js'
import {coded, openGaps, openPrimaries, tied} from './open.js'

/** @import {Change, DayState, Fields, Instant, OpenThing} from '../types.d.ts' */

export {back, offTheRecord, stepOut} from './away.js'
export {interrupted, resume} from './interrupt.js'
export {edit, remove, restore, startedEarlier} from './correct.js'

/**
 * @param {object} start
 * @param {string} start.subject id of the subject
 * @param {string} start.timezone
 * @param {number | null} start.codebookVersion the version the day is pinned to
 * @param {Instant} start.at
 * @param {string} start.date YYYY-MM-DD where the subject is
 * @param {Fields} [start.fields] what else is known of it
 * @returns {[Change]} its `rec` is the new day's id
 */
export function startDay({subject, timezone, codebookVersion, at, date, fields}) {
  return [
    created('day', at, {
      subject_id: subject,
      date,
      timezone,
      observation_started_at: at,
      status: 'open',
      ...(codebookVersion === null ? {} : {codebook_version: codebookVersion}),
      ...fields,
    }),
  ]
}

/**
 * Ends what runs and starts the next, at one instant, so that no time falls between.
 *
 * @param {DayState} state
 * @param {{code?: string | undefined, at: Instant, kind?: 'activity' | 'meeting', fields?: Fields}} to
 * @returns {Change[]}
 */
export function switchTo(state, {code, at, kind = 'activity', fields = {}}) {
  return [
    ...openPrimaries(state).map((running) => ended(running, at, 'tap')),
    started(state, kind, at, {...coded(code), lane: 'primary', ...fields}),
  ]
}

/**
 * @param {DayState} state
 * @param {{code: string, at: Instant, fields?: Fields}} what
 * @returns {Change[]}
 */
export function alongside(state, {code, at, fields = {}}) {
  return [started(state, 'activity', at, {code, lane: 'secondary', ...fields})]
}

/**
 * @param {DayState} state
 * @param {string} rec an open activity
 * @param {Instant} at
 * @returns {Change[]}
 */
export function stop(state, rec, at) {
  const view = state.rows.find((row) => row.rec === rec)
  return view && isActivity(view) && isOpen(view) ? [ended(view, at, 'tap')] : []
}

/**
 * @param {DayState} state
 * @param {{code?: string, at: Instant, fields?: Fields}} what
 * @returns {Change[]}
 */
export function meeting(state, {code, at, fields = {}}) {
  return switchTo(state, {code, at, kind: 'meeting', fields})
}

/**
 * A knowledge source at this moment, tied to what is running; off the record without words.
 *
 * @param {DayState} state
 * @param {{at: Instant} & Fields} what source_kind, obtained, use_purpose, title …
 * @returns {Change[]}
 */
export function source(state, {at, ...fields}) {
  const {title, note, ...wordless} = fields
  const said = isOffTheRecord(state) ? wordless : fields
  return [point(state, 'knowledge_source', at, {...tied(state), ...said})]
}

/**
 * A bare time mark: the words come later, or never when it is made off the record.
 *
 * @param {DayState} state
 * @param {Instant} at
 * @returns {Change[]}
 */
export function mark(state, at) {
  const sensitivity = isOffTheRecord(state) ? {sensitivity: TIME_ONLY} : {}
  return [
    point(state, 'jotting', at, {
      ...tied(state),
      jotting_kind: 'bare_mark',
      ...sensitivity,
    }),
  ]
}

/**
 * A time mark now, for words that follow at once. Off the record it stays a mark.
 *
 * @param {DayState} state
 * @param {Instant} at
 * @param {string} [text]
 * @returns {Change[]}
 */
export function jot(state, at, text = '') {
  if (isOffTheRecord(state)) return mark(state, at)
  const words = text ? {text} : {}
  return [
    point(state, 'jotting', at, {
      ...tied(state),
      jotting_kind: 'observation',
      ...words,
    }),
  ]
}

/**
 * A fleeting contact.
 *
 * @param {DayState} state
 * @param {{at: Instant, code?: string, person?: string}} what
 * @returns {Change[]}
 */
export function tally(state, {at, ...fields}) {
  return [point(state, 'tally', at, fields)]
}

/**
 * The subject speaks to the observer, or performs for her: said of what is running.
 *
 * @param {DayState} state
 * @returns {Change[]}
 */
export function reacts({running}) {
  if (!running || running.fields.reactivity) return []
  return [put(running, {reactivity: 'Addressed to the observer'})]
}

/**
 * Closes what is open and the day with it, and names what wants a look.
 *
 * @param {DayState} state
 * @param {Instant} at
 * @param {{waiting?: number}} [more] operations not on the server yet
 * @returns {{changes: Change[], ask: OpenThing[]}}
 */
export function endDay(state, at, {waiting = 0} = {}) {
  const open = state.rows.filter(isOpen)
  const changes = [
    ...open.filter(isActivity).map((view) => ended(view, at, 'day_end')),
    ...openGaps(state).map((gap) => put(gap, {ended_at: at})),
    ...notResumed(state),
    put(state.day, {observation_ended_at: at, status: 'closed'}),
  ]
  return {changes, ask: [...state.openThings, ...(waiting ? [unsent(waiting)] : [])]}
}

/**
 * @param {number} count
 * @returns {OpenThing}
 */
function unsent(count) {
  return {what: 'waiting', count}
}
