/** One record on the line of time: where it lies, what it is, and how its times are known. */
import {endOf, isOpen, isSecondary, startOf} from '../domain/day.js'
import {provenanceOf} from '../domain/timeline.js'
import {span} from '../ui/format.js'
import {lookOf} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {KIND_WORDS} from '../ui/words.js'
import {lengthOfView, timeOf, titleOf} from './titles.js'

/** @import {Codebook, RecordView} from '../types.d.ts' */
/** @import {Track} from '../domain/timeline.js' */

/** How a time came to be known, as the legend and the screen reader say it. @type {Record<string, string>} */
export const KNOWN = texts({
  backdated: 'back-dated',
  backfilled: 'filled in afterwards',
  from_paper: 'from paper',
  corrected: 'corrected',
  inferred: 'inferred',
})

/**
 * @param {{
 *   view: RecordView, track: Track, codebook: Codebook | null, nowMs: number, tabbed: boolean,
 *   place: Record<string, string | undefined>, whole: number,
 *   onFocus: () => void, onOpen: (view: RecordView) => void,
 * }} props `whole`: height of all lanes, in rem
 */
export function StripItem({
  view,
  track,
  codebook,
  nowMs,
  tabbed,
  place,
  whole,
  onFocus,
  onOpen,
}) {
  const {title, place: ordinal, colour} = titleOf(view, codebook)
  const {start, end} = provenanceOf(view)
  const {left, width} = place
  return html`${
      track === 'gap' &&
      html`<span
        class="strip-hatch"
        aria-hidden="true"
        style=${{left, width, height: `${whole}rem`}}
      ></span>`
    }
    <button
      type="button"
      role="option"
      aria-selected=${tabbed ? 'true' : 'false'}
      class="strip-item"
      data-rec=${view.rec}
      data-track=${track}
      data-kind=${view.kind}
      data-start=${start}
      data-end=${end}
      data-open=${isOpen(view) ? '' : undefined}
      data-accent=${ordinal < 0 ? 8 : lookOf(ordinal, colour).accent}
      style=${place}
      tabindex=${tabbed ? 0 : -1}
      title=${title}
      aria-label=${nameOf(view, title, nowMs)}
      onFocus=${onFocus}
      onClick=${() => onOpen(view)}
    >
      ${track !== 'point' && html`<span class="strip-name">${title}</span>`}
    </button>`
}

/** @param {RecordView} view @param {string} title @param {number} nowMs */
function nameOf(view, title, nowMs) {
  const {start, end} = provenanceOf(view)
  const known = (/** @type {string} */ how) => tr(KNOWN[how] ?? '')
  const kind = tr(KIND_WORDS[view.kind] ?? '')
  const stretch = Boolean(view.fields['started_at'])
  const to = endOf(view)
  const plain = view.kind === 'activity' || title.startsWith(kind)
  return [
    title,
    ...(plain ? [] : [kind]),
    stretch
      ? t`${timeOf(startOf(view))} to ${to ? timeOf(to) : t`now`}`
      : timeOf(startOf(view)),
    ...(stretch ? [span(lengthOfView(view, nowMs))] : []),
    ...(isSecondary(view) ? [t`alongside`] : []),
    ...(start && start === end
      ? [known(start)]
      : [
          ...(start ? [t`start ${known(start)}`] : []),
          ...(end ? [t`end ${known(end)}`] : []),
        ]),
  ].join(', ')
}
