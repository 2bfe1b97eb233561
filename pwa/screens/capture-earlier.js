/** How many minutes earlier, when the chips do not fit. */
import {useSignal} from '../vendor/signals.js'
import {TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {Sheet} from '../ui/sheet.js'

const MOST = 12 * 60

/** @param {{refused: string, onMinutes: (minutes: number) => void, onClose: () => void}} props */
export function EarlierSheet({refused, onMinutes, onClose}) {
  const typed = useSignal('')
  const fault = useSignal('')
  const submit = () => {
    const minutes = Number(typed.value)
    if (Number.isFinite(minutes) && minutes > 0 && minutes <= MOST) onMinutes(minutes)
    else fault.value = `A number of minutes between 1 and ${MOST}.`
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
      autocomplete="off"
      fault=${fault.value || refused || undefined}
      onInput=${(/** @type {string} */ value) => {
        typed.value = value
        fault.value = ''
      }}
    />
    <p class="quiet">The activity before it ends at the same moment.</p>
  <//>`
}
