/**
 * Labelled inputs: label, hint and fault tied to the control they belong to.
 *
 * None of them is for the browser to remember, in its list of things typed before or in what
 * it keeps to restore a page, unless a field says otherwise.
 */
import {useId} from '../vendor/hooks.js'
import {html} from './html.js'

/** @import {Child} from '../vendor/preact.js' */
/**
 * @typedef {{
 *   label: string, value: string, onInput: (value: string) => void,
 *   hint?: Child, fault?: string | undefined, type?: string, required?: boolean,
 *   autocomplete?: string, maxlength?: number, inputmode?: string, list?: string[],
 *   autocapitalize?: string, autofocus?: boolean, step?: string, min?: string, max?: string,
 * }} TextProps
 */

/** @param {string} id @param {Child} hint @param {string | undefined} fault */
function Help(id, hint, fault) {
  return html`
    ${hint && html`<span class="hint" id=${`${id}-hint`}>${hint}</span>`}
    ${fault && html`<span class="fault" id=${`${id}-fault`}>${fault}</span>`}
  `
}

/** @param {string} id @param {Child} hint @param {string | undefined} fault */
const described = (id, hint, fault) =>
  [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined

/** One line of text. @param {TextProps} props */
export function TextField({
  label,
  value,
  onInput,
  hint,
  fault,
  list,
  type = 'text',
  autocomplete = 'off',
  ...rest
}) {
  const id = useId()
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input
      ...${rest}
      id=${id}
      class="input"
      type=${type}
      autocomplete=${autocomplete}
      value=${value}
      dir="auto"
      list=${list && `${id}-list`}
      aria-invalid=${fault ? 'true' : undefined}
      aria-describedby=${described(id, hint, fault)}
      onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) =>
        onInput(event.currentTarget.value)}
    />
    ${
      list &&
      html`<datalist id=${`${id}-list`}>
        ${list.map((item) => html`<option value=${item}></option>`)}
      </datalist>`
    }
    ${Help(id, hint, fault)}
  </div>`
}

/** Several lines of text. @param {TextProps & {rows?: number}} props */
export function AreaField({label, value, onInput, hint, fault, list: _list, ...rest}) {
  const id = useId()
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <textarea
      autocomplete="off"
      ...${rest}
      id=${id}
      class="input"
      dir="auto"
      value=${value}
      aria-describedby=${described(id, hint, fault)}
      onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) =>
        onInput(event.currentTarget.value)}
    ></textarea>
    ${Help(id, hint, fault)}
  </div>`
}

/**
 * One of several.
 *
 * @param {{
 *   label: string, value: string, onInput: (value: string) => void, hint?: Child,
 *   options: {value: string, label: string}[], empty?: string,
 * }} props `empty` names the choice of none; without it one must be chosen
 */
export function SelectField({label, value, onInput, options, empty, hint}) {
  const id = useId()
  const known = options.some((option) => option.value === value)
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select
      id=${id}
      class="input"
      autocomplete="off"
      aria-describedby=${described(id, hint, undefined)}
      value=${value}
      onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ event) =>
        onInput(event.currentTarget.value)}
    >
      ${empty !== undefined && html`<option value="">${empty}</option>`}
      ${value && !known && html`<option value=${value}>${value} (not in the list)</option>`}
      ${options.map(
        (option) =>
          html`<option key=${option.value} value=${option.value}>
            ${option.label}
          </option>`,
      )}
    </select>
    ${Help(id, hint, undefined)}
  </div>`
}

/** @param {{label: Child, checked: boolean, onInput: (checked: boolean) => void}} props */
export function Check({label, checked, onInput}) {
  return html`<label class="check">
    <input
      type="checkbox"
      autocomplete="off"
      checked=${checked}
      onChange=${(/** @type {{currentTarget: HTMLInputElement}} */ event) =>
        onInput(event.currentTarget.checked)}
    />
    <span>${label}</span>
  </label>`
}
