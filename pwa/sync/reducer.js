/**
 * The order of events in sync, as a machine without hands: a state and an event in, the next
 * state and what is to be done out. The engine does it and reports back as the next event.
 *
 * A run is hello → push until nothing is left → studies → pull each study. Pushing comes
 * first: what is only on this phone is what can be lost.
 */
import {failed, WAITS} from './setback.js'

/** @import {Answer, SyncState} from '../types.d.ts' */

/**
 * @typedef {'capture' | 'open' | 'visible' | 'online' | 'timer' | 'retry' | 'button'} Why
 *
 * @typedef {object} State
 * @property {'idle' | 'hello' | 'push' | 'studies' | 'pull'} step
 * @property {Exclude<SyncState, 'working' | 'idle' | 'attention'> | null} wait why it stands still
 * @property {string | null} detail
 * @property {number} failures in a row
 * @property {number} limit operations in the next push
 * @property {string[]} aside operations no push gets through with, until asked for again
 * @property {string[]} tried deferred in this run, or not acknowledged as they were sent
 * @property {boolean} mangled what came back in this run was not what had been sent
 * @property {boolean} retire the server asked for all that waits, and then for good-bye
 * @property {string[]} frozen studies this account has no way into now
 * @property {string[]} studies all this account is in
 * @property {string[]} queue of them, those still to pull, the current one first
 * @property {number} renewals in this run
 * @property {number} stale pages in a row that did not follow
 * @property {boolean} thorough studies are to be fetched anew whatever their age
 * @property {boolean} afresh what got through with nobody is to be tried anew
 * @property {boolean} again somebody asked while a run was on
 * @property {number} since when the run began, ms
 * @property {number | null} lastSuccess ms
 *
 * @typedef {{type: 'trigger', why: Why, now: number}} Trigger
 * @typedef {{type: 'busy'}} Busy another tab is at it
 * @typedef {{type: 'hello', answer: Answer, uid: string, epoch: string | null, pending: string[], now: number, online: boolean}} Hello
 * @typedef {{type: 'pushed', answer: Answer, ids: string[], now: number, online: boolean}} Pushed
 * @typedef {{type: 'settled', deferred: string[], unproven: string[], now: number, hidden: boolean}} Settled
 * @typedef {{type: 'empty', now: number}} Empty nothing is left to push
 * @typedef {{type: 'epoch'}} Renewed
 * @typedef {{type: 'studies', answer: Answer, now: number, online: boolean}} Studies
 * @typedef {{type: 'pulled', answer: Answer, epoch: string | null, now: number, online: boolean}} Pulled
 * @typedef {{type: 'applied', fits: boolean, more: boolean, now: number, hidden: boolean}} Applied
 * @typedef {{type: 'broken', detail: string}} Broken the phone's own store failed
 * @typedef {Trigger | Busy | Hello | Pushed | Settled | Empty | Renewed | Studies | Pulled | Applied | Broken} Event
 *
 * @typedef {{do: 'hello'}
 *   | {do: 'requeue'}
 *   | {do: 'push', limit: number, skip: {ops: string[], studies: string[]}}
 *   | {do: 'settle', answer: Answer}
 *   | {do: 'rescue', ids: string[]}
 *   | {do: 'epoch', epoch: string}
 *   | {do: 'studies', thorough: boolean}
 *   | {do: 'pull', study: string}
 *   | {do: 'apply', study: string, answer: Answer}
 *   | {do: 'rewind', study: string}
 *   | {do: 'timer', backoff: number, least: number}
 *   | {do: 'done'}} Effect
 *
 * @typedef {[State, Effect[]]} Step
 */

export const OPS = 100
const RUN_MS = 60_000
const STALE_MOST = 3
const RENEWALS_MOST = 2

/** @type {State} */
export const START = {
  step: 'idle',
  wait: null,
  detail: null,
  failures: 0,
  limit: OPS,
  aside: [],
  tried: [],
  mangled: false,
  retire: false,
  frozen: [],
  studies: [],
  queue: [],
  renewals: 0,
  stale: 0,
  thorough: false,
  afresh: false,
  again: false,
  since: 0,
  lastSuccess: null,
}

/**
 * @param {State} state
 * @param {Event} event
 * @returns {Step}
 */
export function reduce(state, event) {
  switch (event.type) {
    case 'trigger':
      return triggered(state, event)
    case 'busy':
      return [
        {...state, step: 'idle', again: false},
        [{do: 'timer', backoff: 0, least: 5_000}],
      ]
    case 'hello':
      return greeted(state, event)
    case 'pushed':
      return pushed(state, event)
    case 'settled':
      return settled(state, event)
    case 'empty':
      return [{...state, step: 'studies'}, [{do: 'studies', thorough: state.thorough}]]
    case 'epoch':
      return push({...state, tried: []})
    case 'studies':
      return informed(state, event)
    case 'pulled':
      return pulled(state, event)
    case 'applied':
      return applied(state, event)
    case 'broken':
      return rest({...state, wait: 'backoff', detail: event.detail}, 'failed')
  }
}

/**
 * @param {State} state
 * @param {Trigger} event
 * @returns {Step}
 */
function triggered(state, {why, now}) {
  if (state.step !== 'idle') return [{...state, again: true}, []]
  if (state.wait && !WAITS[state.wait].includes(why)) return [state, []]
  const afresh = why === 'button' || why === 'open'
  const started = {
    ...state,
    step: /** @type {const} */ ('hello'),
    failures: why === 'button' || why === 'online' ? 0 : state.failures,
    afresh: state.afresh || afresh,
    thorough: state.thorough || afresh,
    limit: OPS,
    tried: [],
    mangled: false,
    frozen: [],
    stale: 0,
    renewals: 0,
    again: false,
    since: now,
  }
  return [started, [{do: 'hello'}]]
}

/**
 * @param {State} state
 * @param {Hello} event
 * @returns {Step}
 */
function greeted(state, event) {
  const {answer, uid, epoch, pending} = event
  if (answer.kind !== 'ok') return stopped(state, event)
  const {body} =
    /** @type {{body: {uid: string, epoch: string, device?: string, studies: Array<{id: string}>}}} */ (
      answer
    )
  if (body.uid !== uid) {
    return rest({...state, wait: 'auth', detail: 'other-account'}, 'held')
  }
  const studies = body.studies.map(({id}) => id)
  const frozen = pending.filter((study) => !studies.includes(study))
  const retire = body.device === 'retire'
  const told = {wait: null, detail: null, retire}
  const next = {...state, ...told, studies, queue: studies, frozen}
  if (epoch !== null && epoch !== body.epoch) return renew(next, body.epoch)
  if (!state.afresh) return push(next)
  const [pushing, effects] = push({...next, afresh: false, aside: []})
  return [pushing, [{do: 'requeue'}, ...effects]]
}

/**
 * @param {State} state
 * @param {Pushed} event
 * @returns {Step}
 */
function pushed(state, event) {
  const {answer, ids} = event
  if (answer.kind === 'ok') return [state, [{do: 'settle', answer}]]
  if (answer.kind !== 'problem') return stopped(state, event)
  const epoch = epochOf(answer)
  if (answer.status === 409 && epoch) return renew(state, epoch)
  const itself = [400, 413, 422].includes(answer.status)
  const worn = answer.status === 500 && state.failures >= 5
  if (!itself && !worn) return stopped(state, event)
  if (ids.length > 1) return push({...state, limit: Math.ceil(ids.length / 2)})
  const [next, effects] = push({...state, aside: [...state.aside, ...ids]})
  return [next, itself ? [{do: 'rescue', ids}, ...effects] : effects]
}

/**
 * @param {State} state
 * @param {Settled} event
 * @returns {Step}
 */
function settled(state, event) {
  const next = {
    ...state,
    // Not sent again in this run: whatever changed it would change it again.
    tried: [...state.tried, ...event.deferred, ...event.unproven],
    mangled: state.mangled || event.unproven.length > 0,
    limit: Math.min(OPS, state.limit * 2),
  }
  return isOver(state, event) ? rest({...next, again: true}, 'paused') : push(next)
}

/**
 * @param {State} state
 * @param {Studies} event
 * @returns {Step}
 */
function informed(state, event) {
  // A study that could not be read in full keeps what the phone knew of it.
  if (event.answer.kind !== 'ok' && event.answer.kind !== 'problem') {
    return stopped(state, event)
  }
  return pull({...state, thorough: false}, event.now)
}

/**
 * @param {State} state
 * @param {Pulled} event
 * @returns {Step}
 */
function pulled(state, event) {
  const {answer, epoch, now} = event
  const [study = ''] = state.queue
  if (answer.kind === 'ok') {
    const named = epochOf(answer)
    if (named && named !== epoch && epoch !== null) return renew(state, named)
    return [state, [{do: 'apply', study, answer}]]
  }
  if (answer.kind !== 'problem') return stopped(state, event)
  const named = epochOf(answer)
  if (answer.status === 409 && named) return renew(state, named)
  if (answer.status === 403 || answer.status === 404) {
    const frozen = [...state.frozen, study]
    return pull({...state, frozen, queue: state.queue.slice(1)}, now)
  }
  if (answer.status !== 400 && answer.status !== 422) return stopped(state, event)
  // The server does not know this cursor: read the study from the start, but only once.
  if (state.stale > 0)
    return pull({...state, queue: state.queue.slice(1), stale: 0}, now)
  const again = {...state, stale: 1}
  return [
    again,
    [
      {do: 'rewind', study},
      {do: 'pull', study},
    ],
  ]
}

/**
 * @param {State} state
 * @param {Applied} event
 * @returns {Step}
 */
function applied(state, event) {
  if (isOver(state, event)) return rest({...state, again: true}, 'paused')
  const stale = event.fits ? 0 : state.stale + 1
  const stays = stale > 0 ? stale < STALE_MOST : event.more
  const queue = stays ? state.queue : state.queue.slice(1)
  return pull({...state, queue, stale: stays ? stale : 0}, event.now)
}

/**
 * @param {State} state
 * @returns {Step}
 */
function push(state) {
  const skip = {ops: [...state.aside, ...state.tried], studies: state.frozen}
  return [{...state, step: 'push'}, [{do: 'push', limit: state.limit, skip}]]
}

/**
 * @param {State} state
 * @param {number} now
 * @returns {Step}
 */
function pull(state, now) {
  const [study] = state.queue
  if (study !== undefined) return [{...state, step: 'pull'}, [{do: 'pull', study}]]
  if (state.mangled) return rest({...state, wait: 'mangled'}, 'failed')
  return rest({...state, lastSuccess: now, failures: 0}, 'done')
}

/**
 * @param {State} state
 * @param {string} epoch
 * @returns {Step}
 */
function renew(state, epoch) {
  // A server that says so again and again has another trouble.
  if (state.renewals >= RENEWALS_MOST) {
    return rest({...state, wait: 'backoff', detail: 'epoch-changed'}, 'failed')
  }
  const renewals = state.renewals + 1
  const next = {...state, renewals, queue: state.studies, stale: 0}
  return [{...next, step: 'push', thorough: true}, [{do: 'epoch', epoch}]]
}

/**
 * @param {State} state
 * @param {{answer: Answer, online: boolean}} event
 * @returns {Step}
 */
function stopped(state, {answer, online}) {
  const {wait, detail, least} = failed(answer, online)
  return rest({...state, wait, detail}, 'failed', least)
}

/**
 * Ends a run. A failed one is tried again by a timer, unless only a person can help.
 *
 * @param {State} state
 * @param {'done' | 'paused' | 'failed' | 'held'} how
 * @param {number} [least] ms to wait at the least
 * @returns {Step}
 */
function rest(state, how, least = 0) {
  /** @type {State} */
  const idle = {...state, step: 'idle', queue: [], again: false}
  if (how === 'failed') {
    const alone = idle.wait === 'auth' || idle.wait === 'upgrade'
    const next = {...idle, failures: state.failures + 1}
    return [next, alone ? [] : [{do: 'timer', backoff: state.failures, least}]]
  }
  if (how === 'held') return [idle, []]
  if (how === 'paused') return [idle, [{do: 'timer', backoff: 0, least: 1_000}]]
  /** @type {Effect[]} */
  const effects = [{do: 'done'}]
  if (state.again) effects.push({do: 'timer', backoff: 0, least: 1_000})
  return [idle, effects]
}

/**
 * @param {State} state
 * @param {{now: number, hidden: boolean}} event
 * @returns {boolean} whether this run should make room
 */
function isOver({since}, {now, hidden}) {
  return hidden || now - since > RUN_MS
}

/**
 * @param {Answer} answer
 * @returns {string | null}
 */
function epochOf({body}) {
  const epoch = /** @type {{epoch?: unknown} | null} */ (body)?.epoch
  return typeof epoch === 'string' ? epoch : null
}
