/** The Now card: what runs, for how long, what goes on beside it, and that it is kept. */
import {useSignal} from '../vendor/signals.js'
import {startedEarlier, stop} from '../domain/capture.js'
import {startOf} from '../domain/day.js'
import {label} from '../domain/kinds.js'
import {CodeGlyph, Icon} from '../ui/glyph.js'
import {elapsed} from '../ui/format.js'
import {html} from '../ui/html.js'
import {present} from '../ui/ticking.js'
import {kept, perform} from './acting.js'
import {codeLook, pseudonymOf, textOf, timeOf, titleOf} from './titles.js'
import {EarlierSheet} from './capture-earlier.js'

/** @import {Book, Codebook, DayState, RecordView, Refusal} from '../types.d.ts' */

const MINUTES = [1, 2, 5, 10]

/**
 * @param {{
 *   book: Book, state: DayState, codebook: Codebook | null,
 *   onDetails: (view: RecordView) => void, onReason: (view: RecordView) => void,
 * }} props
 */
export function NowCard({book, state, codebook, onDetails, onReason}) {
  const {running, gap} = state
  return html`<section class="now" aria-label="Now">
    ${gap && html`<${GapNow} gap=${gap} onReason=${onReason} />`}
    ${
      running
        ? html`<${Running}
            book=${book}
            state=${state}
            view=${running}
            codebook=${codebook}
            onDetails=${onDetails}
          />`
        : !gap &&
          html`<div class="now-empty">
            <p class="now-title">Nothing is running</p>
            <p class="quiet">
              Tap what <bdi>${pseudonymOf(book, state.day)}</bdi> is doing. The next tap
              ends it.
            </p>
          </div>`
    }
    ${!running && html`<${Kept} />`}
    ${
      state.alongside.length > 0 &&
      html`<ul class="lanes" role="list" aria-label="Alongside">
        ${state.alongside.map(
          (view) =>
            html`<${Lane}
              key=${view.rec}
              book=${book}
              view=${view}
              codebook=${codebook}
              onDetails=${onDetails}
            />`,
        )}
      </ul>`
    }
  </section>`
}

/**
 * @param {{
 *   book: Book, state: DayState, view: RecordView, codebook: Codebook | null,
 *   onDetails: (view: RecordView) => void,
 * }} props
 */
function Running({book, state, view, codebook, onDetails}) {
  const {title, place, colour} = titleOf(view, codebook)
  return html`<div class="now-card" data-live>
      <${CodeGlyph} place=${place} colour=${colour} />
      <p class="now-title"><bdi>${title}</bdi></p>
      <${Elapsed} view=${view} />
    </div>
    <p class="now-facts quiet">
      <span>since ${timeOf(startOf(view))}</span>
      ${factsOf(view, codebook).map((fact) => html`<bdi class="tag">${fact}</bdi>`)}
      <${StillGoing} view=${view} codebook=${codebook} />
      <${Kept} />
    </p>
    ${
      // Away from the subject there is nothing to say of it, and the room is needed.
      !state.gap &&
      html`<${Earlier}
        key=${view.rec}
        book=${book}
        state=${state}
        details=${html`<button
          type="button"
          class="button"
          onClick=${() => onDetails(view)}
        >
          Details
        </button>`}
      />`
    }`
}

/** Where and with whom, as far as it has been said. @param {RecordView} view @param {Codebook | null} codebook */
function factsOf(view, codebook) {
  const place = textOf(view, 'place')
  const persons = view.fields['persons']
  return [
    ...(place ? [codeLook(codebook, 'place', place).label] : []),
    ...(Array.isArray(persons) ? persons.map(String) : []),
  ]
}

/** @param {{view: RecordView}} props */
function Elapsed({view}) {
  const start = startOf(view)
  // The stamp is the truth, never a counter: a sleeping phone loses no time.
  const ms = start ? present.value - start.wall : 0
  return html`<span class="now-clock" role="timer">${elapsed(ms)}</span>`
}

/** @param {{view: RecordView, codebook: Codebook | null}} props */
function StillGoing({view, codebook}) {
  const code = codebook?.dimensions
    .find(({name}) => name === 'activity')
    ?.codes.find((known) => known.code === view.fields['code'])
  const usual = Number(code?.['expected_minutes'] ?? 0)
  const start = startOf(view)
  if (!usual || !start || present.value - start.wall < usual * 2 * 60_000) return null
  return html`<span class="tag" data-tone="live">still going?</span>`
}

/** @param {{gap: RecordView, onReason: (view: RecordView) => void}} props */
function GapNow({gap, onReason}) {
  const reason = textOf(gap, 'reason')
  return html`<div class="now-card" data-gap>
    <${Icon} name="alone" size=${20} />
    <p class="now-title">Stepped out</p>
    <${Elapsed} view=${gap} />
    <p class="now-facts quiet">
      <span>since ${timeOf(startOf(gap))}</span>
      <button type="button" class="button" data-plain onClick=${() => onReason(gap)}>
        ${reason ? label('gap_reason', reason) || reason : 'Say why'}
      </button>
    </p>
  </div>`
}

/**
 * @param {{book: Book, view: RecordView, codebook: Codebook | null, onDetails: (view: RecordView) => void}} props
 */
function Lane({book, view, codebook, onDetails}) {
  const {title, place, colour} = titleOf(view, codebook)
  const end = () =>
    perform(book, view.parent ?? '', `stop:${title}`, (now, at) =>
      stop(now, view.rec, at),
    )
  return html`<li class="lane">
    <button type="button" class="button" data-plain onClick=${() => onDetails(view)}>
      <${CodeGlyph} place=${place} colour=${colour} />
      <bdi>${title}</bdi>
    </button>
    <${Elapsed} view=${view} />
    <button type="button" class="button" aria-label=${`Stop ${title}`} onClick=${end}>
      Stop
    </button>
  </li>`
}

/** The tick: shown for what is durable, and for nothing else. */
function Kept() {
  const last = kept.value
  return html`<span class="kept">
    ${last && html`<${Icon} name="kept" size=${18} /><span>${`Kept ${last.at}`}</span>`}
  </span>`
}

/**
 * Moves the start just stamped. Opens in place: there is room for it above the grid.
 *
 * @param {{book: Book, state: DayState, details: unknown}} props
 */
function Earlier({book, state, details}) {
  const open = useSignal(false)
  const other = useSignal(false)
  const refused = useSignal('')
  const move = async (/** @type {number} */ minutes) => {
    const made = await perform(book, state.day.rec, `earlier:${minutes} min`, (now) =>
      startedEarlier(now, minutes),
    )
    refused.value = made?.refusal ? refusalWords(made.refusal) : ''
    if (made && !made.refusal) {
      open.value = false
      other.value = false
    }
  }
  return html`<div class="now-acts">
      ${details}
      <button
        type="button"
        class="button"
        aria-expanded=${open.value ? 'true' : 'false'}
        onClick=${() => {
          open.value = !open.value
          refused.value = ''
        }}
      >
        Started earlier
      </button>
    </div>
    ${
      open.value &&
      html`<div class="earlier" role="group" aria-label="Minutes earlier">
        ${MINUTES.map(
          (minutes) =>
            html`<button
              key=${minutes}
              type="button"
              class="button"
              onClick=${() => move(minutes)}
            >
              ${`${minutes} min`}
            </button>`,
        )}
        <button
          type="button"
          class="button"
          onClick=${() => {
            other.value = true
          }}
        >
          Other
        </button>
      </div>`
    }
    ${refused.value && html`<p class="notice" data-tone="warn" role="status">${refused}</p>`}
    ${
      other.value &&
      html`<${EarlierSheet}
        refused=${refused.value}
        onMinutes=${move}
        onClose=${() => {
          other.value = false
        }}
      />`
    }`
}

/** @param {Refusal} refusal */
function refusalWords(refusal) {
  if (refusal.code === 'nothing_running')
    return 'Nothing is running whose start could be moved.'
  const start = refusal.record && startOf(refusal.record)
  const since = start ? ` (since ${timeOf(start)})` : ''
  return `Not moved: that is before the activity before it began${since}. Correct both on the day’s list.`
}
