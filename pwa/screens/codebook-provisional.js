/** Codes made in the field that no version knows yet: taken in, or counted as another. */
import {useSignal} from '../vendor/signals.js'
import {addCode, codesIn, isName, provisionalIn} from '../domain/codebook-draft.js'
import {isRetired} from '../domain/codebook.js'
import {Card} from '../ui/card.js'
import {SelectField} from '../ui/field.js'
import {count, dayName, wordsOf} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'

/** @import {CodeUse} from '../sync/codebooks.js' */
/** @import {Editing} from './codebook-editing.js' */

/** @param {{edit: Editing}} props */
export function ProvisionalCodes({edit}) {
  const mapping = useSignal(/** @type {CodeUse | null} */ (null))
  const met = provisionalIn(edit.uses.value, edit.before.value, edit.draft.value)
  if (!met.length) return null
  const adopt = (/** @type {CodeUse} */ {dimension, code, label}) =>
    edit.change(addCode(edit.draft.value, dimension, {code, label: label ?? code}))
  return html`<${Card} title="Provisional codes met in the data">
    <p class="quiet">
      Observers made them where no code fitted. Take one in, and later days know it
      under the same code; or say as which code it counts.
    </p>
    <ul class="list" role="list">
      ${met.map(
        (use) =>
          html`<li key=${`${use.dimension} ${use.code}`} class="item">
            <span class="grow">
              <strong><bdi>${use.label ?? use.code}</bdi></strong>
              ${' '}<code class="quiet small">${use.code}</code><br />
              <span class="quiet small">${told(use)}</span>
            </span>
            ${
              isName(use.code)
                ? html`<button
                      type="button"
                      class="button"
                      aria-label=${t`Take ${use.label ?? use.code} in`}
                      onClick=${() => adopt(use)}
                    >
                      Take in
                    </button>
                    <button
                      type="button"
                      class="button"
                      aria-label=${t`Say as what ${use.label ?? use.code} counts`}
                      onClick=${() => into(mapping)(use)}
                    >
                      Counts as…
                    </button>`
                : html`<span class="small">
                    Its name fits no codebook. Correct the records themselves.
                  </span>`
            }
          </li>`,
      )}
    </ul>
    ${
      mapping.value &&
      html`<${MapSheet}
        edit=${edit}
        use=${mapping.value}
        onClose=${() => into(mapping)(null)}
      />`
    }
  <//>`
}

/** @param {CodeUse} use */
const told = ({dimension, records, days, first_date: first}) =>
  [
    wordsOf(dimension),
    t`${count(records, 'record')} on ${count(days, 'day')}`,
    first && t`first ${dayName(first, true)}`,
  ]
    .filter(Boolean)
    .join(' · ')

/** @param {{edit: Editing, use: CodeUse, onClose: () => void}} props */
function MapSheet({edit, use: {dimension, code, label}, onClose}) {
  const mapsTo = useSignal('')
  const fault = useSignal(false)
  const others = codesIn(edit.draft.value, dimension).filter((one) => !isRetired(one))
  const keep = () => {
    fault.value = !mapsTo.value
    if (fault.value) return
    edit.change(
      addCode(edit.draft.value, dimension, {
        code,
        label: label ?? code,
        retired: true,
        maps_to: mapsTo.value,
      }),
    )
    onClose()
  }
  return html`<${Sheet}
    title=${html`<bdi>${label ?? code}</bdi> counts as`}
    closeName="Cancel"
    onClose=${onClose}
    onSubmit=${keep}
    foot=${html`<button type="submit" class="button" data-main>Keep</button>`}
  >
    <p>
      It enters the codebook as a retired code: readable, no longer offered, and counted
      with the code you choose. The records keep it.
    </p>
    <${SelectField}
      label="In analysis it counts as"
      value=${mapsTo.value}
      empty="Choose a code"
      options=${others.map((one) => ({value: one.code, label: one.label}))}
      onInput=${into(mapsTo)}
    />
    ${fault.value && html`<p class="fault" role="alert">Choose the code it counts as.</p>`}
  <//>`
}
