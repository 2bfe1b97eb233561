/** A boundary on its way to another moment: where it would be, why, and whether to keep it. */
import {useMemo} from '../vendor/hooks.js'
import {signal} from '../vendor/signals.js'
import {edgesOf, retime} from '../domain/retime.js'
import {announce} from '../ui/announce.js'
import {clockTime} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {write} from './acting.js'
import {hindranceWords} from './hindrances.js'
import {ReasonChips} from './reason-chips.js'
import {titleOf} from './titles.js'

/** @import {Book, Codebook, DayState} from '../types.d.ts' */
/** @import {Edge} from '../domain/retime.js' */

/** @typedef {ReturnType<typeof useBoundary>} Boundary */

/** @param {Edge} edge */
export const keyOf = ({before, after}) => `${before.rec} ${after.rec}`

/**
 * @param {Book} book
 * @param {DayState} state
 * @param {Codebook | null} codebook
 * @param {number} nowMs
 */
export function useBoundary(book, state, codebook, nowMs) {
  const own = useMemo(
    () => ({
      moved: signal(/** @type {{edge: Edge, ms: number} | null} */ (null)),
      why: signal(''),
      reason: signal(''),
    }),
    [],
  )
  const {moved, why, reason} = own
  const edges = edgesOf(state)
  // Synced or corrected meanwhile, it is another boundary.
  const at = moved.value
  const still = at && edges.find((edge) => keyOf(edge) === keyOf(at.edge))
  const pending = at && still?.at === at.edge.at ? at : null

  const drop = () => {
    moved.value = null
    why.value = ''
    reason.value = ''
  }

  return {
    edges,
    pending,
    why: why.value,
    reason: reason.value,
    drop,
    /** @param {string} chosen */
    setReason(chosen) {
      reason.value = chosen
    },

    /** What cannot be done, said where it was tried. @param {string} words */
    say(words) {
      why.value = words
      announce(words)
    },

    /** @param {Edge} edge @param {number} ms where it is wanted; it goes as far as it may */
    move(edge, ms) {
      if (moved.peek() && keyOf(moved.peek()?.edge ?? edge) !== keyOf(edge)) drop()
      const {refusal} = retime(state, edge, ms, {nowMs})
      const words = hindranceWords(refusal, codebook, utcoffOf(edge))
      if (words !== why.peek()) announce(words)
      why.value = words
      if (refusal) return
      moved.value = ms === edge.at ? null : {edge, ms}
      announce(clockTime(ms, utcoffOf(edge), true))
    },

    async keep() {
      if (!pending) return
      const {edge, ms} = pending
      const {changes, refusal} = retime(state, edge, ms, {nowMs, reason: reason.peek()})
      why.value = hindranceWords(refusal, codebook, utcoffOf(edge))
      if (refusal) return
      const {day} = state
      const {title} = titleOf(edge.after, codebook)
      const act = `moved:${title}`
      if (await write(book, {act, day: day.rec, study: day.study, changes})) drop()
    },
  }
}

/** @param {Edge} edge minutes its clocks were ahead */
export function utcoffOf({after}) {
  const start = /** @type {{utcoff: number} | undefined} */ (after.fields['started_at'])
  return start?.utcoff ?? 0
}

/** @param {{boundary: Boundary, codebook: Codebook | null}} props */
export function Proposal({boundary, codebook}) {
  const {pending, why} = boundary
  if (!pending && !why) return null
  return html`<div class="notice" data-noprint>
    ${why && html`<p role="alert">${why}</p>`}
    ${
      pending &&
      html`<p>
          <bdi>${titleOf(pending.edge.before, codebook).title}</bdi>${' / '}
          <bdi>${titleOf(pending.edge.after, codebook).title}</bdi>${': '}
          <s>${clockTime(pending.edge.at, utcoffOf(pending.edge), true)}</s>${' '}
          <strong>${clockTime(pending.ms, utcoffOf(pending.edge), true)}</strong>
        </p>
        <p class="label">Why? <span class="quiet">(may be left open)</span></p>
        <${ReasonChips} value=${boundary.reason} onInput=${boundary.setReason} />`
    }
    <div class="row">
      ${
        pending &&
        html`<button type="button" class="button" data-main onClick=${boundary.keep}>
          Keep the new boundary
        </button>`
      }
      <button type="button" class="button" onClick=${boundary.drop}>
        ${pending ? t`Leave it` : t`All right`}
      </button>
    </div>
  </div>`
}
