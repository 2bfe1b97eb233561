/** In what a correction of the day as a whole is proposed: what it does, why, and its button. */
import {codesOf} from '../domain/codebook.js'
import {SelectField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {Sheet} from '../ui/sheet.js'
import {write} from './acting.js'
import {ReasonChips} from './reason-chips.js'

/** @import {Child} from '../vendor/preact.js' */
/** @import {Signal} from '../vendor/signals-core.js' */
/** @import {Book, Change, Codebook, DayState} from '../types.d.ts' */

/**
 * @param {{
 *   book: Book, state: DayState, title: Child, verb: string, act: string,
 *   refused: boolean, changes: () => ReadonlyArray<Change>, reason: Signal<string>,
 *   onClose: () => void, children?: Child,
 * }} props `changes`: asked for when the button is pressed
 */
export function CorrectionSheet(props) {
  const {book, state, title, verb, act, refused, reason, onClose, children} = props
  const save = async () => {
    const changes = refused ? [] : props.changes()
    const {rec: day, study} = state.day
    if (changes.length && (await write(book, {act, day, study, changes}))) onClose()
  }
  return html`<${Sheet}
    title=${title}
    onClose=${onClose}
    onSubmit=${save}
    foot=${html`<button type="submit" class="button" data-main disabled=${refused}>
      ${verb}
    </button>`}
  >
    ${children}
    <p class="label">Why? <span class="quiet">(may be left open)</span></p>
    <${ReasonChips} value=${reason.value} onInput=${into(reason)} />
  <//>`
}

/** @param {{codebook: Codebook | null, code: Signal<string>, label: string, empty: string}} props */
export function ActivityField({codebook, code, label, empty}) {
  return html`<${SelectField}
    label=${label}
    value=${code.value}
    options=${codesOf(codebook).map(({code: value, label}) => ({value, label}))}
    empty=${empty}
    onInput=${into(code)}
  />`
}
