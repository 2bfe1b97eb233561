/** Behind the chips of what runs: its place, its people, its sphere. Each tap is kept at once. */
import {useSignal} from '../vendor/signals.js'
import {allCodes, codesByUse} from '../domain/codebook.js'
import {isActivity} from '../domain/day.js'
import {saidIn} from '../domain/people.js'
import {Check} from '../ui/field.js'
import {CodeGlyph} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {Sheet} from '../ui/sheet.js'
import {lately, say} from './chip-look.js'
import {PeopleSheet} from './chip-people.js'
import {GuardedText} from './guarded.js'
import {stickyFields} from './sticky.js'
import {textOf} from './titles.js'

/** @import {Book, Fields} from '../types.d.ts' */
/** @import {ChipProps} from './chip-look.js' */

const LONGEST_SPHERE = 120

/** @param {ChipProps & {field: string}} props */
export function ChipSheet({field, ...props}) {
  if (field === 'persons') return html`<${PeopleSheet} ...${props} />`
  if (field === 'sphere') return html`<${SphereSheet} ...${props} />`
  return html`<${PlaceSheet} ...${props} />`
}

/**
 * A value of the running activity that may be pinned for those that follow.
 *
 * @param {ChipProps} props
 * @param {string} field
 */
function usePinned({book, state, view, onClose}, field) {
  const day = state.day.rec
  const {[field]: pinned, ...others} = stickyFields(book, day)
  const value = textOf(view, field)
  const keep = (/** @type {Fields} */ fields) => book.set('pins', {day, fields})
  return {
    value,
    async choose(/** @type {string | null} */ next) {
      if (!(await say(book, view, field, next))) return
      if (pinned !== undefined)
        await keep(next ? {...others, [field]: next} : others).catch(console.error)
      onClose()
    },
    pin: html`<${Check}
      label="Pin it: the next activities begin with it, until it is changed or unpinned"
      checked=${pinned !== undefined}
      onInput=${(/** @type {boolean} */ on) =>
        keep(on ? {...others, [field]: value} : others).catch(console.error)}
    />`,
  }
}

/** @param {ChipProps} props */
function PlaceSheet(props) {
  const {book, state, codebook, onClose} = props
  const {value, choose, pin} = usePinned(props, 'place')
  const rows = lately(book, state)
  const order = allCodes(codebook, 'place')
  const codes = codesByUse(codebook, rows, 'place', 'place')
  return html`<${Sheet} title="Where?" onClose=${onClose} foot=${value && pin}>
    ${
      codes.length
        ? html`<div class="choices" data-two>
            ${codes.map(
              (code) =>
                html`<button
                  key=${code.code}
                  type="button"
                  class="button"
                  aria-pressed=${code.code === value ? 'true' : 'false'}
                  onClick=${() => choose(code.code)}
                >
                  <${CodeGlyph} place=${order.indexOf(code)} colour=${code.colour} />
                  <span>${code.label}</span>
                </button>`,
            )}
          </div>`
        : html`<p class="quiet">
            This study’s codebook has no places yet. What you write here is kept as it
            is.
          </p>`
    }
    ${
      !codes.length &&
      html`<${Other}
        key=${value}
        book=${book}
        label="Place"
        value=${value}
        said=${saidIn(rows.filter(isActivity), 'place')}
        onChoose=${choose}
      />`
    }
    ${value && html`<${Clear} onClear=${() => choose(null)} />`}
  <//>`
}

/** @param {ChipProps} props */
function SphereSheet(props) {
  const {book, state, onClose} = props
  const {value, choose, pin} = usePinned(props, 'sphere')
  return html`<${Sheet} title="About what?" onClose=${onClose} foot=${value && pin}>
    <p class="quiet">
      The sphere of work or the issue this belongs to, in a few words of yours. Those
      used in the study are offered again. Never a name.
    </p>
    <${Other}
      book=${book}
      label="New sphere"
      value=${value}
      said=${saidIn(lately(book, state).filter(isActivity), 'sphere')}
      onChoose=${choose}
    />
    ${value && html`<${Clear} onClear=${() => choose(null)} />`}
  <//>`
}

/** @param {{onClear: () => void}} props */
const Clear = ({onClear}) =>
  html`<div>
    <button type="button" class="button" data-plain onClick=${onClear}>
      Say nothing of it
    </button>
  </div>`

/**
 * Words used before, and new ones.
 *
 * @param {{
 *   book: Book, label: string, value: string, said: string[],
 *   onChoose: (value: string) => void,
 * }} props
 */
function Other({book, label, value, said, onChoose}) {
  const typed = useSignal('')
  const done = (/** @type {Event} */ event) => {
    event.preventDefault()
    const words = typed.value.trim()
    if (words) onChoose(words)
  }
  return html`${
      said.length > 0 &&
      html`<div class="choices" data-two>
        ${said.map(
          (words) =>
            html`<button
              key=${words}
              type="button"
              class="button"
              aria-pressed=${words === value ? 'true' : 'false'}
              onClick=${() => onChoose(words)}
            >
              <bdi>${words}</bdi>
            </button>`,
        )}
      </div>`
    }
    <form class="row" onSubmit=${done}>
      <div class="grow">
        <${GuardedText}
          book=${book}
          label=${label}
          value=${typed.value}
          maxlength=${LONGEST_SPHERE}
          onInput=${(/** @type {string} */ next) => {
            typed.value = next
          }}
        />
      </div>
      <button type="submit" class="button push-down">Add</button>
    </form>`
}
