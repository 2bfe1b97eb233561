/** Each thing the reducer may ask for, done once; the answer is the next event. */
import {STEP_MS} from '../domain/instants.js'
import {phoneClock} from '../store/clock.js'
import {get, post, withQuery} from './api.js'
import {bestOf, sampleOf} from './clock.js'
import {digestOf} from './digest.js'
import {OPS} from './reducer.js'
import {refreshStudies} from './studies.js'
import {keepHead, witnessOf} from './witness.js'

/** @import {Answer, Book, ClockSample, Op, OpResult, Page} from '../types.d.ts' */
/** @import {Effect, Event} from './reducer.js' */

const SCHEMA = 1
const BYTES = 131_072
const PAGE = 500
const SAMPLES = 5
const SAMPLE_AGE_MS = 600_000
const SAMPLES_SENT = 20
const STUDIES_AGE_MS = 300_000
const SYNC = {expect: /** @type {const} */ ('sync')}

/**
 * @param {Book} book
 * @returns {(effect: Exclude<Effect, {do: 'timer'} | {do: 'done'}>) => Promise<Event | null>}
 */
export function effects(book) {
  let studiesAt = -Infinity
  /** clock samples the server has; a clock set back would hide them from any time */
  const told = new Set()
  /** @type {Map<string, string>} operation → hash of what the last push sent of it */
  let sent = new Map()

  async function hello() {
    const last = book.clockSamples().at(-1)
    const wall = phoneClock.wall()
    const fresh = isFresh(last, wall)
    const samples = []
    /** @type {Answer | null} */
    let answer = null
    for (let i = 0; i < (fresh ? 1 : SAMPLES); i++) {
      const [t0, m0] = [phoneClock.wall(), phoneClock.mono()]
      const reply = await get('/api/sync/hello', SYNC)
      // One lost among five tells nothing that the others do not.
      if (reply.kind !== 'ok') {
        answer ??= reply
        break
      }
      answer = reply
      samples.push(sampleOf(reply.body, {t0, m0, m3: phoneClock.mono()}))
    }
    if (!fresh && samples.length > 0) await book.addClock(bestOf(samples))
    return /** @type {Event} */ ({
      type: 'hello',
      answer,
      uid: book.uid,
      epoch: book.epoch,
      pending: studiesOf(book.batch({ops: Infinity, bytes: Infinity})),
      ...circumstances(),
    })
  }

  /** @param {Extract<Effect, {do: 'push'}>} effect */
  async function push({limit, skip}) {
    const [ops, studies] = [new Set(skip.ops), new Set(skip.studies)]
    const batch = book.batch({
      ops: limit,
      bytes: BYTES,
      skip: (op) => ops.has(op.id) || studies.has(op.study),
    })
    if (batch.length === 0)
      return /** @type {Event} */ ({type: 'empty', ...circumstances()})
    const clock = book
      .clockSamples()
      .filter((sample) => !told.has(nameOf(sample)))
      .slice(-SAMPLES_SENT)
    const [answer, digests] = await Promise.all([
      post('/api/sync/push', envelope(batch, clock), SYNC),
      Promise.all(batch.map(digestOf)),
    ])
    sent = new Map(batch.map(({id}, i) => [id, digests[i] ?? '']))
    if (answer.kind === 'ok') for (const sample of clock) told.add(nameOf(sample))
    const ids = batch.map(({id}) => id)
    return /** @type {Event} */ ({type: 'pushed', answer, ids, ...circumstances()})
  }

  /**
   * @param {Op[]} ops
   * @param {ClockSample[]} clock
   */
  function envelope(ops, clock) {
    return {
      proto: 1,
      schema: SCHEMA,
      app: appVersion(),
      device: book.device,
      uid: book.uid,
      epoch: book.epoch,
      batch: crypto.randomUUID(),
      clock,
      waiting: book.waiting.peek().pending,
      ops,
    }
  }

  /** @param {Extract<Effect, {do: 'settle'}>} effect */
  async function settle({answer}) {
    const {results, epoch} = /** @type {{results?: unknown, epoch: string}} */ (
      answer.body
    )
    const believed = proven(results, sent)
    await book.settle(believed, epoch)
    await book.note('pushed', String(believed.length))
    for (const {status, code} of believed) {
      if (status === 'rejected') await book.note('refused', code ?? '')
    }
    const answered = new Set(believed.map(({id}) => id))
    const unproven = [...sent.keys()].filter((id) => !answered.has(id))
    if (unproven.length > 0) await book.note('mangled', String(unproven.length))
    const deferred = believed.filter(({status}) => status === 'deferred')
    return /** @type {Event} */ ({
      type: 'settled',
      deferred: deferred.map(({id}) => id),
      unproven,
      ...circumstances(),
    })
  }

  /**
   * The last resort for what no push gets through with: handed over as it is, unread.
   *
   * @param {Extract<Effect, {do: 'rescue'}>} effect
   */
  async function rescue({ids}) {
    const wanted = new Set(ids)
    const skip = (/** @type {Op} */ op) => !wanted.has(op.id)
    const ops = book.batch({ops: OPS, bytes: Infinity, skip})
    const {kind, status} = await post('/api/sync/rescue', envelope(ops, []), SYNC)
    await book.note('unsendable', `${ids.join(' ')} rescue: ${kind} ${status}`)
    return null
  }

  /** @param {Extract<Effect, {do: 'epoch'}>} effect */
  async function renew({epoch}) {
    await book.note('epoch', epoch)
    await book.newEpoch(epoch)
    return /** @type {Event} */ ({type: 'epoch'})
  }

  /** @param {Extract<Effect, {do: 'studies'}>} effect */
  async function studies({thorough}) {
    const age = phoneClock.mono() - studiesAt
    /** @type {Answer} */
    let answer = {kind: 'ok', status: 200, body: null}
    if (thorough || age > STUDIES_AGE_MS) {
      answer = await refreshStudies(book)
      if (answer.kind === 'ok') studiesAt = phoneClock.mono()
    }
    return /** @type {Event} */ ({type: 'studies', answer, ...circumstances()})
  }

  /** @param {Extract<Effect, {do: 'pull'}>} effect */
  async function pull({study}) {
    const cursor = book.cursor(study) || null
    const witness = witnessOf(book, study)
    const path = withQuery('/api/sync/pull', {study, cursor, limit: PAGE, witness})
    const answer = await get(path, SYNC)
    return /** @type {Event} */ ({
      type: 'pulled',
      answer,
      epoch: book.epoch,
      ...circumstances(),
    })
  }

  /** @param {Extract<Effect, {do: 'apply'}>} effect */
  async function apply({study, answer}) {
    const page = /** @type {Page & {epoch: string}} */ (answer.body)
    if (book.epoch === null) await book.settle([], page.epoch)
    const fits = await book.applyPage(study, page)
    await keepHead(book, study, page.trail)
    return /** @type {Event} */ ({
      type: 'applied',
      fits,
      more: page.more,
      ...circumstances(),
    })
  }

  return async (effect) => {
    switch (effect.do) {
      case 'hello':
        return hello()
      case 'push':
        return push(effect)
      case 'settle':
        return settle(effect)
      case 'rescue':
        return rescue(effect)
      case 'epoch':
        return renew(effect)
      case 'studies':
        return studies(effect)
      case 'pull':
        return pull(effect)
      case 'apply':
        return apply(effect)
      case 'rewind':
        await book.forgetCursor(effect.study)
        return null
      case 'requeue':
        await book.retryRefused()
        return null
    }
  }
}

/** @param {ClockSample} sample */
const nameOf = ({boot, wall}) => `${boot} ${wall}`

/**
 * Whether a sample still tells of the clock: not when it was set since, or the phone slept,
 * which looks the same until the next one.
 *
 * @param {ClockSample | undefined} last
 * @param {number} wall
 */
export function isFresh(last, wall) {
  if (last?.boot !== phoneClock.boot) return false
  const gained = wall - phoneClock.mono() - (last.wall - last.mono)
  return Math.abs(wall - last.wall) < SAMPLE_AGE_MS && Math.abs(gained) <= STEP_MS
}

/**
 * The results that speak of what was sent. Whoever has kept an operation knows its hash; a
 * result without it, or with another, acknowledges nothing, and the operation still waits.
 *
 * @param {unknown} results as they came
 * @param {ReadonlyMap<string, string>} sent operation → hash
 * @returns {OpResult[]}
 */
function proven(results, sent) {
  if (!Array.isArray(results)) return []
  return results.filter(
    (result) =>
      sent.has(result?.id) &&
      (result.status === 'deferred' || result.sha256 === sent.get(result.id)),
  )
}

function circumstances() {
  return {
    now: phoneClock.wall(),
    online: navigator.onLine,
    hidden: document.visibilityState === 'hidden',
  }
}

/**
 * @param {ReadonlyArray<Op>} ops
 * @returns {string[]}
 */
function studiesOf(ops) {
  return [...new Set(ops.map(({study}) => study))]
}

/** The server names every version of the app in its files' addresses. */
function appVersion() {
  return /\/static\/([^/]+)\//.exec(import.meta.url)?.[1] ?? 'unversioned'
}
