/** The Now card: what runs, for how long, what goes on beside it, and that it is kept. */
import {useSignal} from '../vendor/signals.js'
import {stop} from '../domain/capture.js'
import {justStarted} from '../domain/correct.js'
import {startOf} from '../domain/day.js'
import {CodeGlyph, Icon} from '../ui/glyph.js'
import {elapsed} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {present} from '../ui/ticking.js'
import {labelWords} from '../ui/words.js'
import {bounced, kept, perform} from './acting.js'
import {pseudonymOf, textOf, timeOf, titleOf} from './titles.js'
import {Chips} from './capture-chips.js'
import {Earlier} from './capture-earlier.js'
import {ChipSheet} from './later.js'

/** @import {Book, Codebook, DayState, RecordView} from '../types.d.ts' */

/**
 * @param {{
 *   book: Book, state: DayState, codebook: Codebook | null,
 *   onDetails: (view: RecordView) => void, onReason: (view: RecordView) => void,
 * }} props
 */
export function NowCard({book, state, codebook, onDetails, onReason}) {
  const {running, gap} = state
  const last = gap ? null : justStarted(state)
  const chip = useSignal('')
  const closeChip = () => {
    chip.value = ''
  }
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
            onChip=${(/** @type {string} */ field) => {
              chip.value = field
            }}
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
      // Away from the subject there is nothing to say of it, and the room is needed.
      last &&
      html`<${Earlier}
        key=${last.rec}
        book=${book}
        state=${state}
        view=${last}
        name=${titleOf(last, codebook).title}
      />`
    }
    ${
      state.alongside.length > 0 &&
      html`<ul class="lanes" role="list" aria-label="Alongside">
        ${state.alongside.map(
          (view) =>
            html`<${Lane}
              key=${view.rec}
              book=${book}
              view=${view}
              last=${view === last}
              codebook=${codebook}
              onDetails=${onDetails}
            />`,
        )}
      </ul>`
    }
    ${
      running &&
      chip.value &&
      html`<${ChipSheet}
        key=${chip.value}
        book=${book}
        state=${state}
        view=${running}
        field=${chip.value}
        codebook=${codebook}
        onClose=${closeChip}
        onMissing=${() => {
          closeChip()
          onDetails(running)
        }}
      />`
    }
  </section>`
}

/**
 * All of the card but its chips opens what is known of the activity.
 *
 * @param {{
 *   book: Book, state: DayState, view: RecordView, codebook: Codebook | null,
 *   onDetails: (view: RecordView) => void, onChip: (field: string) => void,
 * }} props
 */
function Running({book, state, view, codebook, onDetails, onChip}) {
  const {title, place, colour} = titleOf(view, codebook)
  return html`<div class="now-card" data-live>
    <${CodeGlyph} place=${place} colour=${colour} />
    <p class="now-title"><bdi>${title}</bdi></p>
    <${Elapsed} view=${view} />
    <p class="now-facts quiet">
      <span>since ${timeOf(startOf(view))}</span>
      <${StillGoing} view=${view} codebook=${codebook} />
      <button type="button" class="link" onClick=${() => onDetails(view)}>
        Details
      </button>
      <${Kept} />
    </p>
    <${Chips}
      book=${book}
      state=${state}
      view=${view}
      codebook=${codebook}
      onChip=${onChip}
    />
  </div>`
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
    <p class="now-title">
      ${textOf(gap, 'gap_kind') === 'off_the_record' ? t`Off the record` : t`Stepped out`}
    </p>
    <${Elapsed} view=${gap} />
    <p class="now-facts quiet">
      <span>since ${timeOf(startOf(gap))}</span>
      <button type="button" class="button" data-plain onClick=${() => onReason(gap)}>
        ${reason ? labelWords('gap_reason', reason) || reason : t`Say why`}
      </button>
    </p>
  </div>`
}

/**
 * @param {{
 *   book: Book, view: RecordView, last: boolean, codebook: Codebook | null,
 *   onDetails: (view: RecordView) => void,
 * }} props `last`: whether it is the one whose start the chips move
 */
function Lane({book, view, last, codebook, onDetails}) {
  const {title, place, colour} = titleOf(view, codebook)
  const end = async () => {
    // The next lane moves up to where the thumb is.
    if (bounced('stop')) return
    await perform(book, view.parent ?? '', `stop:${title}`, (now, at) =>
      stop(now, view.rec, at),
    )
  }
  return html`<li class="lane" data-last=${last}>
    <button type="button" class="button" data-plain onClick=${() => onDetails(view)}>
      <${CodeGlyph} place=${place} colour=${colour} />
      <bdi>${title}</bdi>
    </button>
    <${Elapsed} view=${view} />
    <button type="button" class="button" aria-label=${t`Stop ${title}`} onClick=${end}>
      Stop
    </button>
  </li>`
}

/** The tick: shown for what is durable, and for nothing else. */
function Kept() {
  const last = kept.value
  return html`<span class="kept">
    ${last && html`<${Icon} name="kept" size=${18} /><span>${t`Kept ${last.at}`}</span>`}
  </span>`
}
