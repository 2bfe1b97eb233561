/** End day: asks about everything still open before it closes. */
import {useSignal} from '../vendor/signals.js'
import {endDay} from '../domain/capture.js'
import {instantOf, startOf, utcMs} from '../domain/day.js'
import {count, span} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {present} from '../ui/ticking.js'
import {perform} from './acting.js'
import {JotSheet} from './jot-sheet.js'
import {lengthOfView, lineOf, timeOf} from './titles.js'

/** @import {Book, Codebook, DayState, RecordView} from '../types.d.ts' */

/**
 * @param {{
 *   book: Book, state: DayState, codebook: Codebook | null,
 *   onClose: () => void, onEnded: () => void,
 * }} props
 */
export function EndSheet({book, state, codebook, onClose, onEnded}) {
  const wording = useSignal(/** @type {string | null} */ (null))
  const busy = useSignal(false)
  const {pending} = book.waiting.value
  const things = state.openThings.flatMap((thing) => ('record' in thing ? [thing] : []))
  const open = things.filter(({what}) => what !== 'mark')
  const marks = things.filter(({what}) => what === 'mark')
  const gaps = state.rows.filter(({kind}) => kind === 'gap')
  const end = async () => {
    busy.value = true
    const made = await perform(book, state.day.rec, 'end_day', (now, at) =>
      endDay(now, at),
    )
    busy.value = false
    if (made) onEnded()
  }
  const view = wording.value ? book.record(wording.value) : null
  const started = instantOf(state.day, 'observation_started_at')
  return html`<${Sheet}
      title="End the day?"
      onClose=${onClose}
      foot=${html`
        <button type="button" class="button" onClick=${onClose}>Go on</button>
        <button type="button" class="button" data-main disabled=${busy} onClick=${end}>
          End day now
        </button>
      `}
    >
      ${
        started &&
        html`<p>
          ${t`${count(state.rows.length, 'record')} in ${span(present.value - utcMs(started))}.`}
        </p>`
      }
      <section class="stack" data-tight>
        <h3>Still open</h3>
        ${
          open.length
            ? html`<ul class="list" role="list">
                  ${open.map(
                    ({record}) =>
                      html`<li key=${record.rec} class="item">
                        <bdi>${lineOf(record, codebook)}</bdi>
                        <span class="end quiet"
                          >${span(lengthOfView(record, present.value))}</span
                        >
                      </li>`,
                  )}
                </ul>
                <p class="quiet small">
                  They end now, and say that the end of the day ended them.
                </p>`
            : html`<p class="quiet">Nothing.</p>`
        }
      </section>
      ${
        marks.length > 0 &&
        html`<section class="stack" data-tight>
          <h3>Marks without words</h3>
          <ul class="list" role="list">
            ${marks.map(
              ({record}) =>
                html`<li key=${record.rec} class="item">
                  <span>${timeOf(startOf(record))}</span>
                  <button
                    type="button"
                    class="button end"
                    aria-label=${t`Add words to the mark of ${timeOf(startOf(record))}`}
                    onClick=${() => {
                      wording.value = record.rec
                    }}
                  >
                    Add words
                  </button>
                </li>`,
            )}
          </ul>
        </section>`
      }
      <section class="stack" data-tight>
        <h3>Gaps</h3>
        <p class="quiet">${gapWords(gaps, present.value)}</p>
      </section>
      <section class="stack" data-tight>
        <h3>On the server</h3>
        <p class="quiet">
          ${
            pending
              ? t`${pending} not on the server yet. They are kept on this device and go out when there is a network.`
              : t`Everything captured so far.`
          }
        </p>
      </section>
    <//>
    ${
      view &&
      html`<${JotSheet}
        book=${book}
        view=${view}
        onClose=${() => {
          wording.value = null
        }}
      />`
    }`
}

/** @param {RecordView[]} gaps @param {number} nowMs */
function gapWords(gaps, nowMs) {
  if (!gaps.length) return t`None.`
  const total = gaps.reduce((sum, gap) => sum + lengthOfView(gap, nowMs), 0)
  return t`${count(gaps.length, 'gap')}, ${span(total)} not observed.`
}
