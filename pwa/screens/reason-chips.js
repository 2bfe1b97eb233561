/** Why something is corrected: one tap, or none. */
import {ENUMERATIONS} from '../domain/kinds.js'
import {html} from '../ui/html.js'
import {labelWords} from '../ui/words.js'

/** @param {{value: string, onInput: (value: string) => void}} props */
export function ReasonChips({value, onInput}) {
  return html`<div class="chips" role="group" aria-label="Why (may be left open)">
    ${Object.keys(ENUMERATIONS['edit_reason'] ?? {}).map(
      (word) =>
        html`<button
          key=${word}
          type="button"
          class="button"
          aria-pressed=${value === word ? 'true' : 'false'}
          onClick=${() => onInput(value === word ? '' : word)}
        >
          ${labelWords('edit_reason', word)}
        </button>`,
    )}
  </div>`
}
