/** Taking a code out of use, and saying as what its records count from now on. */
import {useSignal} from '../vendor/signals.js'
import {codesIn, retireCode} from '../domain/codebook-draft.js'
import {isRetired} from '../domain/codebook.js'
import {SelectField} from '../ui/field.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'

/** @import {Code} from '../types.d.ts' */
/** @import {Editing} from './codebook-editing.js' */

/** @param {{edit: Editing, dimension: string, code: Code, onClose: () => void}} props */
export function RetireSheet({edit, dimension, code, onClose}) {
  const mapsTo = useSignal(String(code['maps_to'] ?? ''))
  const used = edit.usesOf(dimension, code.code)
  const wasPublished = codesIn(edit.before.value, dimension).some(
    (one) => one.code === code.code,
  )
  const seen = wasPublished || used > 0
  const others = codesIn(edit.draft.value, dimension).filter(
    (one) => one.code !== code.code && !isRetired(one),
  )
  const retire = () => {
    const how = {mapsTo: mapsTo.value || null, seen}
    edit.change(retireCode(edit.draft.value, dimension, code.code, how))
    onClose()
  }
  return html`<${Sheet}
    title=${html`<bdi>${t`Retire ${code.label}`}</bdi>`}
    closeName="Cancel"
    onClose=${onClose}
    onSubmit=${retire}
    foot=${html`<button type="submit" class="button" data-main>
      ${seen ? t`Retire` : t`Take it out`}
    </button>`}
  >
    ${
      seen
        ? html`<p>
              ${usedBy(used)} It stays readable wherever it stands, and is no longer
              offered on days that begin with the next version.
            </p>
            <${MapsTo} code=${code} others=${others} mapsTo=${mapsTo} />`
        : html`<p>
            It was never published and no record uses it: it leaves the draft without a
            trace.
          </p>`
    }
  <//>`
}

/** @param {number} n records */
function usedBy(n) {
  if (!n) return t`No record uses it.`
  const records = count(n, 'record')
  return n === 1 ? t`${records} uses it.` : t`${records} use it.`
}

/**
 * @param {{
 *   code: Pick<Code, 'label'>, others: ReadonlyArray<Code>, mapsTo: {value: string},
 * }} props
 */
export function MapsTo({code, others, mapsTo}) {
  return html`<${SelectField}
    label="In analysis it counts as"
    hint="Merging: choose the code that takes it in. Splitting: add the finer codes, and let the old one count as the nearest, or as itself. Records keep the code they were given."
    value=${mapsTo.value}
    empty=${t`${code.label} (itself)`}
    options=${others.map((one) => ({value: one.code, label: one.label}))}
    onInput=${into(mapsTo)}
  />`
}
