/** Moves the start just stamped: a switch noticed late is two taps, the second of them here. */
import {useSignal} from '../vendor/signals.js'
import {startedEarlier} from '../domain/capture.js'
import {tappedAt} from '../domain/correct.js'
import {startOf} from '../domain/day.js'
import {TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {present} from '../ui/ticking.js'
import {perform} from './acting.js'
import {timeOf} from './titles.js'

/** @import {Book, DayState, RecordView, Refusal} from '../types.d.ts' */

const MINUTES = [1, 2, 5, 10]
const MOST = 12 * 60
/** Later than this a start is hardly noticed late; the button still opens the chips. */
const FRESH_MS = 5 * 60_000

/**
 * The chips stand beside their button as long as the start is fresh. Their row is there in
 * any case, so that nothing moves when they go.
 *
 * @param {{book: Book, state: DayState, view: RecordView, name: string}} props
 *   `view`: what was started last, whichever its lane; `name`: what it is called
 */
export function Earlier({book, state, view, name}) {
  const asked = useSignal(/** @type {boolean | null} */ (null))
  const other = useSignal(false)
  const refused = useSignal('')
  const open = asked.value ?? present.value - tappedAt(view) < FRESH_MS
  const move = async (/** @type {number} */ minutes) => {
    const made = await perform(book, state.day.rec, `earlier:${minutes} min`, (now) =>
      startedEarlier(now, minutes),
    )
    refused.value = made?.refusal ? refusalWords(made.refusal) : ''
    if (made && !made.refusal) {
      // A thumb that bounces must not move the start twice.
      asked.value = false
      other.value = false
    }
  }
  return html`<div class="earlier">
      <button
        type="button"
        class="button"
        aria-expanded=${open ? 'true' : 'false'}
        onClick=${() => {
          asked.value = true
          refused.value = ''
        }}
      >
        Started earlier
      </button>
      ${
        open &&
        html`<div
          class="earlier-chips"
          role="group"
          aria-label=${t`${name}, earlier by`}
        >
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
    </div>
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
    return t`Nothing is running whose start could be moved.`
  if (refusal.code === 'struck') return t`Not moved: what lies there was struck.`
  const start = refusal.record && startOf(refusal.record)
  return start
    ? t`Not moved: that is before the activity before it began (since ${timeOf(start)}). Correct both on the day’s list.`
    : t`Not moved: that is before the activity before it began. Correct both on the day’s list.`
}

/** How many minutes, when the chips do not fit. @param {{refused: string, onMinutes: (minutes: number) => void, onClose: () => void}} props */
function EarlierSheet({refused, onMinutes, onClose}) {
  const typed = useSignal('')
  const fault = useSignal('')
  const submit = () => {
    const minutes = Number(typed.value)
    if (Number.isFinite(minutes) && minutes > 0 && minutes <= MOST) onMinutes(minutes)
    else fault.value = t`A number of minutes between 1 and ${MOST}.`
  }
  return html`<${Sheet}
    title="Started earlier"
    onClose=${onClose}
    onSubmit=${submit}
    foot=${html`<button type="submit" class="button" data-main>Move the start</button>`}
  >
    <${TextField}
      label="Minutes before the tap"
      value=${typed.value}
      inputmode="numeric"
      fault=${fault.value || refused || undefined}
      onInput=${(/** @type {string} */ value) => {
        typed.value = value
        fault.value = ''
      }}
    />
    <p class="quiet">The activity before it ends at the same moment.</p>
  <//>`
}
