/** Several of a list, with room to add one that is not in it. */
import {useSignal} from '../vendor/signals.js'
import {TextField, Check} from './field.js'
import {html} from './html.js'
import {t} from './language.js'

/**
 * @param {{
 *   label: string, values: string[], options: {value: string, label: string}[],
 *   onInput: (values: string[]) => void, onAdd?: (value: string) => void,
 *   addLabel?: string, hint?: string, Field?: unknown, given?: object,
 * }} props `Field`: what a new one is typed into, with what it is `given` besides
 */
export function ManyField({
  label,
  values,
  options,
  onInput,
  onAdd,
  addLabel,
  hint,
  Field = TextField,
  given,
}) {
  const typed = useSignal('')
  const others = values
    .filter((value) => !options.some((option) => option.value === value))
    .map((value) => ({value, label: value}))
  const toggle = (/** @type {string} */ value, /** @type {boolean} */ on) =>
    onInput(on ? [...values, value] : values.filter((one) => one !== value))
  const add = () => {
    const value = typed.value.trim()
    if (!value) return
    typed.value = ''
    if (!values.includes(value)) onInput([...values, value])
    if (!options.some((option) => option.value === value)) onAdd?.(value)
  }
  return html`<fieldset class="field">
    <legend>${label}</legend>
    ${hint && html`<span class="hint">${hint}</span>`}
    <div class="many">
      ${[...options, ...others].map(
        (option) =>
          html`<${Check}
            key=${option.value}
            label=${html`<bdi>${option.label}</bdi>`}
            checked=${values.includes(option.value)}
            onInput=${(/** @type {boolean} */ on) => toggle(option.value, on)}
          />`,
      )}
    </div>
    ${
      onAdd &&
      html`<div class="row">
        <div class="grow">
          <${Field}
            ...${given}
            label=${addLabel ?? t`Add`}
            value=${typed.value}
            maxlength=${64}
            autocapitalize="characters"
            onInput=${(/** @type {string} */ value) => {
              typed.value = value
            }}
          />
        </div>
        <button type="button" class="button push-down" onClick=${add}>Add</button>
      </div>`
    }
  </fieldset>`
}
