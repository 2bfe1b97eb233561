/** Where each record of a day stands on a line of time, and how its times are known. */
import {endOf, instantOf, isActivity, isSecondary, startOf, utcMs} from './day.js'

/** @import {DayState, RecordView} from '../types.d.ts' */

/**
 * @typedef {'primary' | 'secondary' | 'gap' | 'point'} Track
 * @typedef {{view: RecordView, from: number, to: number, track: Track, row: number}} Item
 * @typedef {{from: number, to: number, utcoff: number}} Bounds
 */

const MINUTE = 60_000
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440].map(
  (minutes) => minutes * MINUTE,
)
/** As many marks of the scale as a small phone has room for. */
const MOST_TICKS = 6
/** The shortest stretch that can fill the line. */
const SHORTEST_LOOK_MS = 5 * MINUTE
/** How a moment came to be known, where it was not tapped. @type {Record<string, string>} */
const KNOWN_BY = {
  backdated: 'backdated',
  backfilled: 'backfilled',
  from_paper: 'from_paper',
  corrected: 'corrected',
  inferred_from_next: 'inferred',
  day_end: 'inferred',
}

/**
 * From the first to the last moment of a day.
 *
 * @param {DayState} state
 * @param {number} nowMs
 * @returns {Bounds | null} null when there is nothing to draw
 */
export function boundsOf({day, rows}, nowMs) {
  const [opened, closed] = [
    instantOf(day, 'observation_started_at'),
    instantOf(day, 'observation_ended_at'),
  ]
  const first = rows[0] && startOf(rows[0])
  const zero = opened ?? first
  if (!zero || !rows.length) return null
  const moments = rows.flatMap((row) => [startOf(row) ?? [], endOf(row) ?? []].flat())
  const known = moments.map(utcMs)
  const from = Math.min(utcMs(zero), ...known)
  const to = Math.max(closed ? utcMs(closed) : nowMs, from + MINUTE, ...known)
  return {from, to, utcoff: zero.utcoff}
}

/**
 * @param {DayState} state
 * @param {Bounds} bounds
 * @param {number} zoom how many times as long as what is in view
 * @param {number} share how much of what is in view a mark takes: two closer than that
 *   stand in two rows
 * @returns {{items: Item[], rows: Record<Track, number>}} items in time order
 */
export function placed({rows}, {from, to}, zoom, share) {
  const room = ((to - from) / zoom) * share
  /** @type {Record<Track, number[]>} */
  const ends = {primary: [], secondary: [], gap: [], point: []}
  const items = rows.map((view) => {
    const [start, end] = [startOf(view), endOf(view)]
    const track = trackOf(view)
    const first = start ? utcMs(start) : from
    const last = track === 'point' ? first : end ? utcMs(end) : to
    const busy = ends[track]
    const free = busy.findIndex((until) => until <= first)
    const row = free < 0 ? busy.length : free
    busy[row] = track === 'point' ? first + room : last
    return {view, from: first, to: last, track, row}
  })
  return {
    items,
    rows: {
      primary: Math.max(1, ends.primary.length),
      secondary: ends.secondary.length,
      gap: ends.gap.length,
      point: ends.point.length,
    },
  }
}

/** @param {RecordView} view @returns {Track} */
function trackOf(view) {
  if (view.kind === 'gap') return 'gap'
  if (!isActivity(view)) return 'point'
  return isSecondary(view) ? 'secondary' : 'primary'
}

/**
 * @param {RecordView} view
 * @returns {{start: string, end: string}} empty for what was tapped
 */
export function provenanceOf({fields}) {
  const known = (/** @type {unknown} */ source) => KNOWN_BY[String(source)] ?? ''
  // A moment without a source of its own still tells that somebody gave a reason.
  const point = fields.at && fields.edit_reason ? 'corrected' : ''
  return {start: known(fields.start_source) || point, end: known(fields.end_source)}
}

/** @param {Bounds} bounds */
export function mostZoom({from, to}) {
  return Math.max(1, (to - from) / SHORTEST_LOOK_MS)
}

/**
 * Round times of the wall clock there.
 *
 * @param {Bounds} bounds
 * @param {number} zoom
 * @returns {number[]}
 */
export function ticksOf({from, to, utcoff}, zoom) {
  const inView = (to - from) / zoom
  const step = STEPS.find((one) => inView / one <= MOST_TICKS) ?? 1440 * MINUTE
  const offset = utcoff * MINUTE
  const ticks = []
  for (let ms = Math.ceil((from + offset) / step) * step - offset; ms < to; ms += step)
    ticks.push(ms)
  return ticks
}

/**
 * Where a moment that was pointed at is meant to be: no finger is as exact as a tap was.
 *
 * @param {number} ms
 * @param {number} msPerPixel
 */
export function snapped(ms, msPerPixel) {
  const step = msPerPixel > 10_000 ? MINUTE : msPerPixel > 1500 ? 15_000 : 1000
  return Math.round(ms / step) * step
}
