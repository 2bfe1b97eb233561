/** An activity nobody tapped, put in afterwards; what lay there gives way as chosen. */
import {created, put} from './changes.js'
import {observed} from './correct.js'
import {endOf, instantOf, isActivity, isSecondary, startOf, utcMs} from './day.js'
import {because, isLocked, momentOn, refused, retied, struckIn} from './review.js'
import {inNumber} from './segments.js'
import {tailOf} from './split.js'
import {without} from './totals.js'

/** @import {Change, DayState, Instant, RecordView} from '../types.d.ts' */
/** @import {Corrected} from './review.js' */
/** @import {Span} from './totals.js' */

/**
 * `cut`: what lay there is cut; `around`: only where nothing lay; `alongside`: in the
 * second lane, over what lay there.
 *
 * @typedef {'cut' | 'around' | 'alongside'} How
 *
 * @typedef {object} Effect what becomes of a record in the way
 * @property {RecordView} record
 * @property {'removed' | 'parted' | 'ends' | 'starts'} what
 *
 * @typedef {object} Wanted
 * @property {string} code empty: to be decided later
 * @property {number} from ms UTC
 * @property {number} to
 * @property {How} how
 * @property {Instant} at now
 * @property {string} [reason]
 * @property {string} [basis] how it is known; empty: not said
 */

/** What is left between two activities is a piece only if it is worth one. */
const LEAST_MS = 1000

/**
 * @param {DayState} state
 * @param {Wanted} wanted
 * @returns {Corrected & {effects: Effect[], pieces: Span[]}}
 */
export function insert(state, wanted) {
  const {from, to, how, at} = wanted
  const none = {effects: [], pieces: []}
  if (isLocked(state.day)) return {...refused('locked'), ...none}
  if (!(to > from)) return {...refused('backwards'), ...none}
  if (to > utcMs(at)) return {...refused('future'), ...none}
  const primaries = state.rows.filter((row) => isActivity(row) && !isSecondary(row))
  const lying = primaries.filter((row) => overlaps(spanOf(row), [from, to]))
  const struck = struckIn(state)
  if (how !== 'around' && struck.some((one) => overlaps(one, [from, to])))
    return {...refused('struck'), ...none}
  const taken = [...lying.map(spanOf), ...struck]
  const pieces =
    how === 'around'
      ? without([[from, to]], taken).filter(([a, b]) => b - a >= LEAST_MS)
      : [/** @type {Span} */ ([from, to])]
  if (!pieces.length) return {...refused('covered'), ...none}
  const clock = clockNear(state, primaries, wanted)
  const made = pieces.map((piece) => newOne(state, piece, clock, wanted))
  const [first] = made
  const cuts =
    how === 'cut' && first
      ? lying.map((row) => cut(state, row, first.rec, clock, wanted))
      : []
  const changes = [...made, ...cuts.flatMap((one) => one.changes)]
  return {
    changes: inNumber(state, observed(state.day, changes)),
    refusal: null,
    effects: cuts.map(({effect}) => effect),
    pieces,
  }
}

/** @param {RecordView} view @returns {Span} one still open goes on */
function spanOf(view) {
  const [start, end] = [startOf(view), endOf(view)]
  return [start ? utcMs(start) : Infinity, end ? utcMs(end) : Infinity]
}

/** @param {Span} a @param {Span} b */
const overlaps = (a, b) => a[0] < b[1] && a[1] > b[0]

/**
 * The clock the neighbours were stamped by: whatever corrects theirs corrects the new one's.
 *
 * @param {DayState} state
 * @param {RecordView[]} primaries
 * @param {Wanted} wanted
 * @returns {Instant}
 */
function clockNear({day}, primaries, {from, at}) {
  const before = primaries.findLast((row) => spanOf(row)[0] <= from) ?? primaries[0]
  return (before && startOf(before)) ?? instantOf(day, 'observation_started_at') ?? at
}

/**
 * @param {DayState} state
 * @param {Span} piece
 * @param {Instant} clock
 * @param {Wanted} wanted
 * @returns {Change}
 */
function newOne({day}, [from, to], clock, {code, how, at, reason, basis}) {
  const fields = {
    ...(code ? {code} : {}),
    lane: how === 'alongside' ? 'secondary' : 'primary',
    started_at: momentOn(clock, from),
    ended_at: momentOn(clock, to),
    start_source: 'backfilled',
    end_source: 'backfilled',
    ...(basis ? {observation_basis: basis} : {}),
    ...because(reason),
  }
  return created('activity', at, fields, day.rec)
}

/**
 * @param {DayState} state
 * @param {RecordView} row
 * @param {string} instead the new activity
 * @param {Instant} clock
 * @param {Wanted} wanted
 * @returns {{changes: Change[], effect: Effect}}
 */
function cut(state, row, instead, clock, {from, to, at, reason}) {
  const [start, end] = spanOf(row)
  const why = because(reason)
  const ends = {ended_at: momentOn(clock, from), end_source: 'corrected', ...why}
  const resumes = momentOn(clock, to)
  const within = retied(state, row.rec, instead, {since: from, until: to})
  /** @param {Effect['what']} what @param {Change[]} changes */
  const told = (what, ...changes) => ({
    changes: [...changes, ...within],
    effect: {record: row, what},
  })
  if (start < from && end > to) {
    const rest = tailOf(state, row, resumes, at, why)
    const later = retied(state, row.rec, rest.rec, {since: to})
    return told('parted', put(row, ends), ...rest.changes, ...later)
  }
  if (start < from) return told('ends', put(row, ends))
  if (end > to) {
    const set = {started_at: resumes, start_source: 'corrected', ...why}
    return told('starts', put(row, set))
  }
  return told('removed', {rec: row.rec, kind: row.kind, op: 'del'})
}
