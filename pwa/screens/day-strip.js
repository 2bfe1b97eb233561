/** The day at a glance: lanes, gaps and marks on one line of time. The list below says the same in words. */
import {
  endOf,
  instantOf,
  isActivity,
  isSecondary,
  startOf,
  utcMs,
} from '../domain/day.js'
import {lookOf} from '../ui/glyph.js'
import {clockTime} from '../ui/format.js'
import {html} from '../ui/html.js'
import {titleOf} from './titles.js'

/** @import {Codebook, DayState, RecordView} from '../types.d.ts' */

const HOUR = 3_600_000
const DAY = 24 * HOUR
const STEPS = [1 / 12, 1 / 6, 1 / 4, 1 / 2, 1, 2, 3, 4, 6, 12].map(
  (hours) => hours * HOUR,
)
/** As many as a small phone has room for. */
const MOST_TICKS = 6

/** @param {{state: DayState, codebook: Codebook | null, nowMs: number}} props */
export function DayStrip({state, codebook, nowMs}) {
  const started = instantOf(state.day, 'observation_started_at')
  const first = state.rows[0] && startOf(state.rows[0])
  const zero = started ?? first
  if (!zero || !state.rows.length) return null
  const ended = instantOf(state.day, 'observation_ended_at')
  const from = Math.min(utcMs(zero), first ? utcMs(first) : Infinity)
  const to = Math.max(ended ? utcMs(ended) : nowMs, from + 60_000)
  const percent = (/** @type {number} */ ms) =>
    `${(Math.min(1, Math.max(0, (ms - from) / (to - from))) * 100).toFixed(3)}%`
  const stretch = (/** @type {RecordView} */ view) => {
    const start = startOf(view)
    const end = endOf(view)
    const left = start ? utcMs(start) : from
    const right = end ? utcMs(end) : to
    return {left: percent(left), right: `calc(100% - ${percent(right)})`}
  }
  const lane = (/** @type {RecordView} */ view) => {
    const {title, place, colour} = titleOf(view, codebook)
    return html`<span
      key=${view.rec}
      class="strip-stretch"
      data-lane=${isSecondary(view) ? 'secondary' : 'primary'}
      data-accent=${place < 0 ? 8 : lookOf(place, colour).accent}
      style=${stretch(view)}
      title=${title}
    ></span>`
  }
  const step = STEPS.find((one) => (to - from) / one <= MOST_TICKS) ?? DAY
  const offset = zero.utcoff * 60_000
  const ticks = []
  for (
    let ms = Math.ceil((from + offset) / step) * step - offset;
    ms < to;
    ms += step
  ) {
    ticks.push(ms)
  }
  return html`<div class="strip" aria-hidden="true">
    <div class="strip-lanes">
      ${state.rows.filter(isActivity).map(lane)}
      ${state.rows
        .filter(({kind}) => kind === 'gap')
        .map(
          (view) =>
            html`<span
              key=${view.rec}
              class="strip-gap"
              style=${stretch(view)}
            ></span>`,
        )}
      ${state.rows
        .filter((view) => !isActivity(view) && view.kind !== 'gap')
        .map((view) => {
          const at = startOf(view)
          return html`<span
            key=${view.rec}
            class="strip-point"
            data-kind=${view.kind}
            style=${{left: percent(at ? utcMs(at) : from)}}
          ></span>`
        })}
    </div>
    <div class="strip-scale">
      ${ticks.map(
        (ms) =>
          html`<span key=${ms} style=${{left: percent(ms)}}
            >${clockTime(ms, zero.utcoff)}</span
          >`,
      )}
    </div>
  </div>`
}
