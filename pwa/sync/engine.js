/**
 * The hands of sync: does what the reducer asks, and tells it what came of it.
 *
 * Runs by itself for as long as the page is open. Only one tab of an account is at it at a
 * time: each run holds a lock named after the account.
 */
import {signal} from '../vendor/signals-core.js'
import {effects} from './effects.js'
import {OPS, reduce, START} from './reducer.js'
import {backoff} from './setback.js'
import {triggers} from './triggers.js'

/** @import {Book, SyncStatus} from '../types.d.ts' */
/** @import {Effect, Event, State, Why} from './reducer.js' */

/**
 * What somebody else does about this device when the server says so: forget it once nothing
 * waits any more, or at once.
 *
 * @typedef {{onRetire?: () => void, onRevoked?: () => void}} Hooks
 */

/**
 * @param {Book} book
 * @param {Hooks} [hooks]
 */
export function start(book, {onRetire, onRevoked} = {}) {
  /** @type {State} */
  let state = {...START, lastSuccess: book.setting(LAST_SUCCESS) ?? null}
  let stopped = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const perform = effects(book)
  const status = signal(statusOf(state, book))
  const channel = new BroadcastChannel(`sync-${book.uid}`)
  channel.onmessage = ({data}) => {
    // What another tab came to is news for this one too.
    state = {...state, lastSuccess: data.lastSuccess}
    if (state.step === 'idle') status.value = data
  }

  /** @param {Event} event */
  function step(event) {
    const [next, todo] = reduce(state, event)
    if (next.wait && next.wait !== state.wait) tell(next.wait, next.detail)
    if (isRevoked(event)) onRevoked?.()
    state = next
    status.value = statusOf(state, book)
    return todo
  }

  /**
   * A line for the support file; that it cannot be written must not stop anything.
   *
   * @param {string} event
   * @param {string | null} detail
   */
  function tell(event, detail) {
    book.note(event, detail ?? undefined).catch(() => {})
  }

  /** @param {Effect[]} todo */
  async function run(todo) {
    const queue = [...todo]
    for (let effect = queue.shift(); effect && !stopped; effect = queue.shift()) {
      if (effect.do === 'timer') setTimer(effect)
      else if (effect.do === 'done') await done()
      else {
        const event = await perform(effect).catch(broken)
        // What was still to be done belonged to the run that just broke.
        if (event?.type === 'broken') queue.length = 0
        if (event) queue.push(...step(event))
      }
    }
  }

  /** @param {Why} why */
  function trigger(why) {
    if (stopped) return
    const idle = state.step === 'idle'
    const todo = step({type: 'trigger', why, now: Date.now()})
    if (!idle || todo.length === 0) return
    clearTimeout(timer)
    void alone(book.uid, () => run(todo)).then((mine) => {
      if (!mine && !stopped) void run(step({type: 'busy'}))
    })
  }

  /** @param {{backoff: number, least: number}} wait */
  function setTimer({backoff: failures, least}) {
    clearTimeout(timer)
    const ms = Math.max(least, backoff(failures, Math.random()), SOONEST_MS)
    timer = setTimeout(() => trigger('retry'), ms)
  }

  async function done() {
    await book.set(LAST_SUCCESS, state.lastSuccess).catch(() => {})
    await book.tidy().catch(() => {})
    status.value = statusOf(state, book)
    channel.postMessage(status.value)
    if (state.retire && book.waiting.peek().pending === 0) onRetire?.()
  }

  const unbind = triggers(book, trigger)
  trigger('open')

  return {
    status,
    /** Sync now: somebody asked. */
    now: () => trigger('button'),
    stop() {
      stopped = true
      clearTimeout(timer)
      unbind()
      channel.close()
    },
  }
}

const LAST_SUCCESS = 'sync.lastSuccess'
const SOONEST_MS = 250

/**
 * @param {string} uid
 * @param {() => Promise<void>} job
 * @returns {Promise<boolean>} false when another tab is at it
 */
async function alone(uid, job) {
  return navigator.locks.request(`sync-${uid}`, {ifAvailable: true}, async (lock) => {
    if (lock) await job()
    return lock !== null
  })
}

/**
 * @param {Event} event
 * @returns {boolean} whether the server said that this device is heard no more
 */
function isRevoked(event) {
  const answer = 'answer' in event ? event.answer : null
  const {device} = /** @type {{device?: unknown}} */ (answer?.body ?? {})
  return answer?.kind === 'auth' && device === 'revoked'
}

/**
 * @param {unknown} error
 * @returns {Event}
 */
function broken(error) {
  console.error(error)
  return {type: 'broken', detail: 'storage'}
}

/**
 * @param {State} state
 * @param {Book} book
 * @returns {SyncStatus}
 */
function statusOf({step, wait, detail, aside, frozen, lastSuccess}, book) {
  if (step !== 'idle') return {state: 'working', lastSuccess, detail: null}
  if (wait) return {state: wait, lastSuccess, detail}
  const why =
    (book.waiting.peek().rejected > 0 && 'refused') ||
    (aside.length > 0 && 'unsendable') ||
    (frozen.some((study) => book.batch(one(study)).length > 0) && 'frozen')
  return why
    ? {state: 'attention', lastSuccess, detail: why}
    : {state: 'idle', lastSuccess, detail: null}
}

/** @param {string} study */
function one(study) {
  return {
    ops: 1,
    bytes: OPS,
    skip: (/** @type {{study: string}} */ op) => op.study !== study,
  }
}
