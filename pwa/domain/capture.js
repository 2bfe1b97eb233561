/**
 * The acts of capture: what one tap asks to have written.
 *
 * Every act is pure: it looks at the day's state and returns changes. `at` is the moment of
 * the tap; it goes into `recorded_at` of whatever the act creates and is never altered.
 */
import {created, ended, point, put, started} from './changes.js'
import {isActivity, isEmbargo, isOpen, isSecondary} from './day.js'

/** @import {Change, DayState, Fields, Instant, OpenThing, RecordView} from '../types.d.ts' */

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
    // All of them: after a merge of two phones there can be more than one.
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
 * A knowledge source at this moment, tied to what is running.
 *
 * @param {DayState} state
 * @param {{at: Instant} & Fields} what source_kind, obtained, use_purpose, title …
 * @returns {Change[]}
 */
export function source(state, {at, ...fields}) {
  return [point(state, 'knowledge_source', at, {...tied(state), ...fields})]
}

/**
 * A bare time mark: the words come later.
 *
 * @param {DayState} state
 * @param {Instant} at
 * @returns {Change[]}
 */
export function mark(state, at) {
  return [point(state, 'jotting', at, {...tied(state), jotting_kind: 'bare_mark'})]
}

/**
 * A time mark now, for words that follow at once.
 *
 * @param {DayState} state
 * @param {Instant} at
 * @param {string} [text]
 * @returns {Change[]}
 */
export function jot(state, at, text = '') {
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
 * The observer leaves. What the subject does goes on: the activity stays open and is known,
 * only its time from here to Back counts as not observed.
 *
 * @param {DayState} state
 * @param {{at: Instant, reason?: string, fields?: Fields}} what
 * @returns {Change[]}
 */
export function stepOut(state, {at, reason, fields = {}}) {
  if (state.gap) return []
  const {running} = state
  return [
    created(
      'gap',
      at,
      {
        started_at: at,
        gap_kind: reason === 'observer_break' ? 'observer_break' : 'non_observed',
        activity_known: running ? 'yes' : 'no',
        ...(reason ? {reason} : {}),
        ...coded(running?.fields.code),
        ...fields,
      },
      state.day.rec,
    ),
  ]
}

/**
 * @param {DayState} state
 * @param {Instant} at
 * @returns {Change[]}
 */
export function back(state, at) {
  return openGaps(state).map((gap) => put(gap, {ended_at: at}))
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
    put(state.day, {observation_ended_at: at, status: 'closed'}),
  ]
  return {changes, ask: [...state.openThings, ...(waiting ? [unsent(waiting)] : [])]}
}

/**
 * @param {DayState} state
 * @returns {RecordView[]}
 */
function openPrimaries({rows}) {
  return rows.filter((row) => isActivity(row) && isOpen(row) && !isSecondary(row))
}

/**
 * @param {DayState} state
 * @returns {RecordView[]}
 */
function openGaps({rows}) {
  return rows.filter((row) => row.kind === 'gap' && isOpen(row) && !isEmbargo(row))
}

/**
 * @param {DayState} state
 * @returns {Fields}
 */
function tied({running, alongside}) {
  const activity = running ?? alongside.at(-1)
  return activity ? {activity: activity.rec} : {}
}

/**
 * @param {unknown} code
 * @returns {Fields}
 */
function coded(code) {
  return code === undefined || code === null ? {} : {code}
}

/**
 * @param {number} count
 * @returns {OpenThing}
 */
function unsent(count) {
  return {what: 'waiting', count}
}
