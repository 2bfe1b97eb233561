/** A moment, corrected by hand: date and time with seconds, where the day was. */
import {useId} from '../vendor/hooks.js'
import {html} from './html.js'
import {t} from './language.js'

/**
 * @param {{
 *   label: string, local: string, zone: string,
 *   onInput: (local: string) => void, clearable?: boolean, fault?: string | undefined,
 * }} props `local` is `YYYY-MM-DDTHH:MM:SS` on the wall there, empty for none
 */
export function InstantField({label, local, zone, onInput, clearable = true, fault}) {
  const id = useId()
  const [date = '', time = ''] = local.split('T')
  /** @param {'date' | 'time'} part */
  const changed =
    (part) => (/** @type {{currentTarget: HTMLInputElement}} */ event) => {
      const {value} = event.currentTarget
      const next =
        part === 'date' ? `${value}T${time || '00:00:00'}` : `${date}T${padded(value)}`
      // Half a moment is none: wait for the other half.
      onInput(next.startsWith('T') || next.endsWith('T') ? '' : next)
    }
  return html`<fieldset
    class="field"
    aria-describedby=${fault ? `${id}-fault` : undefined}
  >
    <legend>${label}</legend>
    <div class="instant">
      <input
        class="input"
        type="date"
        autocomplete="off"
        aria-label=${t`${label}, date`}
        value=${date}
        onChange=${changed('date')}
      />
      <input
        class="input"
        type="time"
        autocomplete="off"
        step="1"
        aria-label=${t`${label}, time`}
        value=${time}
        onChange=${changed('time')}
      />
    </div>
    <span class="hint instant-foot">
      <span>${zone}</span>
      ${
        clearable &&
        local &&
        html`<button
          type="button"
          class="link"
          aria-label=${t`Clear ${label}`}
          onClick=${() => onInput('')}
        >
          Clear
        </button>`
      }
    </span>
    ${fault && html`<span class="fault" id=${`${id}-fault`}>${fault}</span>`}
  </fieldset>`
}

/** @param {string} time `HH:MM` when the seconds are 0 */
const padded = (time) => (time.length === 5 ? `${time}:00` : time)
