/** The records of a day in time order: lanes side by side, gaps hatched, each one open to correction. */
import {endOf, isOpen, isSecondary, startOf, utcMs} from '../domain/day.js'
import {fateOf, stretchesOf} from '../domain/withheld.js'
import {CodeGlyph, Icon} from '../ui/glyph.js'
import {span} from '../ui/format.js'
import {html} from '../ui/html.js'
import {texts, tr} from '../ui/language.js'
import {labelWords} from '../ui/words.js'
import {codeLook, lengthOfView, textOf, timeOf, titleOf} from './titles.js'

/** @import {Codebook, DayState, RecordView} from '../types.d.ts' */

/** What an embargo does to a record. */
const FATES = texts({withheld: 'embargoed', cut: 'partly embargoed'})

/** Shorter silences between two activities are a thumb on its way. */
const UNACCOUNTED_MS = 60_000

/**
 * @param {{
 *   state: DayState, codebook: Codebook | null, nowMs: number,
 *   isFresh: (rec: string) => boolean, onOpen: (view: RecordView) => void,
 * }} props `isFresh`: captured while locked, and not looked at since
 */
export function DayRows({state, codebook, nowMs, isFresh, onOpen}) {
  if (!state.rows.length) return html`<p class="quiet">Nothing captured yet.</p>`
  const holes = silencesOf(state.rows)
  const stretches = stretchesOf(state.rows)
  return html`<ol class="rows" role="list">
    ${state.rows.map((view) => {
      const silence = holes.get(view.rec)
      return html`
        ${
          silence &&
          html`<li class="row-silence" key=${`before ${view.rec}`}>
            ${span(silence)} without an activity
          </li>`
        }
        <${Row}
          key=${view.rec}
          view=${view}
          codebook=${codebook}
          nowMs=${nowMs}
          fresh=${isFresh(view.rec)}
          fate=${fateOf(view, stretches)}
          onOpen=${onOpen}
        />
      `
    })}
  </ol>`
}

/**
 * @param {{
 *   view: RecordView, codebook: Codebook | null, nowMs: number, fresh: boolean,
 *   fate: 'told' | 'cut' | 'withheld', onOpen: (view: RecordView) => void,
 * }} props
 */
function Row({view, codebook, nowMs, fresh, fate, onOpen}) {
  const {title, place, colour} = titleOf(view, codebook)
  const start = startOf(view)
  const end = endOf(view)
  const stretch = Boolean(view.fields['started_at'])
  return html`<li
    data-kind=${view.kind}
    data-lane=${isSecondary(view) ? 'secondary' : 'primary'}
  >
    <button type="button" class="item" onClick=${() => onOpen(view)}>
      <span class="row-time">
        <time>${timeOf(start)}</time>
        ${stretch && html`<span class="quiet">${end ? `–${timeOf(end)}` : '–'}</span>`}
      </span>
      ${
        view.kind === 'gap'
          ? html`<span class="gap-mark" aria-hidden="true"></span>`
          : html`<${CodeGlyph} place=${place} colour=${colour} />`
      }
      <span class="row-what">
        <span class="row-title">
          <bdi>${title}</bdi>
          ${isSecondary(view) && html` <span class="tag">alongside</span>`}
          ${fresh && html` <span class="tag" data-tone="live">captured while locked</span>`}
          ${isOpen(view) && html` <span class="tag" data-tone="live">open</span>`}
          ${fate !== 'told' && html` <span class="tag" data-tone="warn">${tr(FATES[fate])}</span>`}
          ${
            view.conflicts.length > 0 &&
            html` <span class="tag" data-tone="warn">two versions</span>`
          }
          ${view.warnings.length > 0 && html` <span class="tag" data-tone="warn">check</span>`}
          ${(view.refused ?? 0) > 0 && html` <span class="tag" data-tone="warn">refused</span>`}
          ${
            view.pending > 0 &&
            html` <span class="row-pending" title="Not on the server yet">
              <${Icon} name=${'waiting'} size=${14} /><span class="unseen"
                >not on the server yet</span
              >
            </span>`
          }
        </span>
        <${Details} view=${view} codebook=${codebook} />
      </span>
      ${stretch && html`<span class="end figures quiet">${span(lengthOfView(view, nowMs))}</span>`}
    </button>
  </li>`
}

/** @param {{view: RecordView, codebook: Codebook | null}} props */
function Details({view, codebook}) {
  const {fields} = view
  const persons = Array.isArray(fields['persons']) ? fields['persons'].map(String) : []
  const place = textOf(view, 'place')
  const facts = [
    ...(place ? [codeLook(codebook, 'place', place).label] : []),
    ...persons,
    labelWords('obtained', textOf(view, 'obtained')),
    labelWords('use_purpose', textOf(view, 'use_purpose')),
    textOf(view, 'person'),
    textOf(view, 'title'),
  ].filter(Boolean)
  const words = textOf(view, 'text') || textOf(view, 'note')
  const wordless = view.kind === 'jotting' && !words
  return html`
    ${facts.length > 0 && html`<bdi class="quiet small">${facts.join(' · ')}</bdi>`}
    ${words && html`<bdi class="row-words">${words}</bdi>`}
    ${wordless && html`<span class="quiet small">no words yet</span>`}
  `
}

/**
 * Stretches no activity and no gap covers, by the record that ends them.
 *
 * @param {ReadonlyArray<RecordView>} rows in time order
 * @returns {Map<string, number>}
 */
function silencesOf(rows) {
  /** @type {Map<string, number>} */
  const silences = new Map()
  let covered = -Infinity
  for (const view of rows) {
    const start = startOf(view)
    if (!start || !view.fields['started_at']) continue
    const from = utcMs(start)
    if (covered > -Infinity && from - covered >= UNACCOUNTED_MS)
      silences.set(view.rec, from - covered)
    const end = endOf(view)
    covered = Math.max(covered, end ? utcMs(end) : Infinity)
  }
  return silences
}
