/** What can be done to a day besides capturing it, by chance: corrections, embargoes, locked taps. */
import * as capture from '../../pwa/domain/capture.js'
import {setStatus, waysFrom} from '../../pwa/domain/day-status.js'
import {isActivity, isEmbargo, startOf, utcMs} from '../../pwa/domain/day.js'
import {insert} from '../../pwa/domain/insert.js'
import {meaningOf} from '../../pwa/domain/locked.js'
import {merge, touching} from '../../pwa/domain/merge-activities.js'
import {momentOn, struckIn} from '../../pwa/domain/review.js'
import {edgesOf, retime} from '../../pwa/domain/retime.js'
import {restored} from '../../pwa/domain/restore.js'
import {split} from '../../pwa/domain/split.js'
import {embargo} from '../../pwa/domain/withheld.js'
import {recordsIn} from '../../pwa/store/memory.js'

const MINUTE = 60_000
const HOWS = ['cut', 'around', 'alongside']
const TAPS = ['code', 'mark', 'step_out', 'back', 'end']
const SAID = {place: 'office', persons: ['A1'], sphere: 'budget', code: 'desk'}

/** What the day's screens offer, whether the day still runs or not. */
export function corrections({pocket, pick, random, at, code}) {
  const activities = ({rows}) => rows.filter(isActivity)
  return {
    split: (s) => splitBy(s, pick(activities(s)), {at, random}),
    merge: (s) => mergedBy(s, pick(activities(s)), pick),
    insert: (s) => insertedBy(s, {at, code, how: pick(HOWS), random}),
    retime: (s) => retimedBy(s, pick(edgesOf(s)), {at, random}),
    edit: (s) => editedBy(pick(s.rows), pick(Object.entries(SAID))),
    remove: (s) => (s.rows.length ? capture.remove(pick(s.rows)) : []),
    restore: (s) => restoredBy(s, pick(goneOf(pocket))),
    embargo: (s) => embargoedBy(s, {at, random}),
    lift: (s) => s.rows.filter(isEmbargo).slice(0, 1).flatMap(capture.remove),
    status: (s) => setStatus(s, pick(waysFrom(s).filter((to) => to !== 'locked'))),
  }
}

/** A tap on the pad of the locked phone, read some minutes after it was made. */
export function lockedTap(state, {at, random, pick}) {
  const ago = random() < 0.5 ? 0 : Math.floor(random() * 10) * MINUTE
  // Whoever struck something had unlocked the phone: the taps before that have been read.
  const ms = Math.max(utcMs(at) - ago, ...struckIn(state).map(([, to]) => to))
  const tap = {t: pick(TAPS), p: 1 + Math.floor(random() * 3), at: tapped(at, ms)}
  const grid = {day: state.day.rec, codes: ['travel', 'phone_call']}
  return meaningOf(state, tap, {grid, labelOf: (code) => code, wordsOf: ({t}) => t})
}

/** A moment as the phone saw it. @param {number} ms */
function tapped(at, ms) {
  const back = utcMs(at) - ms
  return {...at, wall: at.wall - back, mono: at.mono - back}
}

const goneOf = ({memory, day}) => recordsIn(memory, day).filter(({deleted}) => deleted)

function splitBy(state, view, {at, random}) {
  if (!view) return []
  const [from, to] = [utcMs(startOf(view)), utcMs(view.fields.ended_at ?? at)]
  return split(state, view.rec, Math.round(from + random() * (to - from)), {at})
}

function mergedBy(state, view, pick) {
  const {before, after} = view ? touching(state, view.rec) : {}
  const pairs = [before && [before, view], after && [view, after]].filter(Boolean)
  const pair = pick(pairs)
  return pair ? merge(state, ...pair, {code: 'desk', reason: 'typo'}) : []
}

function insertedBy(state, {at, code, how, random}) {
  const opened = utcMs(state.day.fields.observation_started_at)
  const span = utcMs(at) - opened + 5 * MINUTE
  const from = Math.round(opened - 5 * MINUTE + random() * span)
  const to = Math.min(utcMs(at), Math.round(from + random() * 30 * MINUTE))
  return insert(state, {code, from, to, how, at, reason: 'from_memory'})
}

function retimedBy(state, edge, {at, random}) {
  if (!edge) return []
  const by = Math.round((random() - 0.5) * 40 * MINUTE)
  return retime(state, edge, edge.at + by, {nowMs: utcMs(at)})
}

function editedBy(view, [field, value]) {
  if (!view || !isActivity(view)) return []
  return capture.edit(view, {[field]: value, edit_reason: 'typo'})
}

const restoredBy = (state, view) => (view ? restored(state, view) : [])

function embargoedBy({day}, {at, random}) {
  const [from, to] = [
    utcMs(at) - random() * 60 * MINUTE,
    utcMs(at) - random() * 10 * MINUTE,
  ]
  const edges = [from, to]
    .sort((a, b) => a - b)
    .map((ms) => momentOn(at, Math.round(ms)))
  return [embargo({from: edges[0], to: edges[1], by: 'CE1', why: 'words'}, day.rec, at)]
}
