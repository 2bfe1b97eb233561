/** A field for a secret: dots, unless whoever types wants to see them. */
import {useId} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {html} from './html.js'

/** @import {Child} from '../vendor/preact.js' */

/**
 * @param {{
 *   label: string, value: string, onInput: (value: string) => void,
 *   autocomplete: 'current-password' | 'new-password', hint?: Child, fault?: string | undefined,
 *   autofocus?: boolean, children?: Child,
 * }} props `children` stand in one line with the field
 */
export function SecretField({
  label,
  value,
  onInput,
  autocomplete,
  hint,
  fault,
  autofocus,
  children,
}) {
  const id = useId()
  const shown = useSignal(false)
  const about = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean)
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <div class="secret-line">
      <div class="secret-input">
        <input
          id=${id}
          class="input"
          type=${shown.value ? 'text' : 'password'}
          autocomplete=${shown.value ? 'off' : autocomplete}
          autocapitalize="none"
          autocorrect="off"
          spellcheck=${false}
          autofocus=${autofocus}
          value=${value}
          aria-invalid=${fault ? 'true' : undefined}
          aria-describedby=${about.join(' ') || undefined}
          onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) =>
            onInput(event.currentTarget.value)}
        />
        <button
          type="button"
          class="button"
          data-plain
          aria-pressed=${shown.value ? 'true' : 'false'}
          onClick=${() => {
            shown.value = !shown.value
          }}
        >
          Show
        </button>
      </div>
      ${children}
    </div>
    ${hint && html`<span class="hint" id=${`${id}-hint`}>${hint}</span>`}
    ${fault && html`<span class="fault" id=${`${id}-fault`} role="alert">${fault}</span>`}
  </div>`
}
