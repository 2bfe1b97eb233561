/** Where, with whom and about what: one tap each on the card of what runs. */
import {edit} from '../domain/capture.js'
import {isActivity} from '../domain/day.js'
import {Icon} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {write} from './acting.js'
import {stickyFields} from './sticky.js'
import {codeLook, textOf} from './titles.js'

/** @import {Book, Codebook, DayState, RecordView} from '../types.d.ts' */

const CHIPS = texts({place: 'Place', persons: 'People', sphere: 'Sphere'})

/**
 * @param {{
 *   book: Book, state: DayState, view: RecordView, codebook: Codebook | null,
 *   onChip: (field: string) => void,
 * }} props
 */
export function Chips({book, state, view, codebook, onChip}) {
  const pinned = stickyFields(book, state.day.rec)
  const look = (/** @type {string} */ field, /** @type {string} */ value) =>
    field === 'place' ? codeLook(codebook, field, value).label : value
  return html`<div class="chips" role="group" aria-label="Of this activity">
    ${Object.entries(CHIPS).map(([field, english]) => {
      const name = tr(english)
      const value = [view.fields[field] ?? []].flat().map(String)
      // What was said last is offered again, but people come and go.
      const before =
        field !== 'persons' && !value.length ? saidBefore(state, field) : ''
      const words = value.map((one) => look(field, one)).join(', ')
      return html`<button
          type="button"
          class="button"
          aria-label=${[name, words, field in pinned && t`pinned`].filter(Boolean).join(': ')}
          data-said=${Boolean(words)}
          onClick=${() => onChip(field)}
        >
          ${field in pinned && html`<${Icon} name="pin" size=${14} />`}
          <bdi>${words || name}</bdi>
        </button>
        ${
          before &&
          html`<button
            type="button"
            class="button"
            aria-label=${t`Still: ${look(field, before)}`}
            data-before
            onClick=${() =>
              write(book, {
                act: `field:${field}`,
                day: view.parent,
                study: view.study,
                changes: edit(view, {[field]: before}),
              })}
          >
            <bdi>${`${look(field, before)}?`}</bdi>
          </button>`
        }`
    })}
  </div>`
}

/** @param {DayState} state @param {string} field */
function saidBefore({rows}, field) {
  const last = rows.findLast((row) => isActivity(row) && textOf(row, field))
  return last ? textOf(last, field) : ''
}
