/** One code of the draft: what it is called, what it means, how it looks. */
import {useSignal} from '../vendor/signals.js'
import {addCode, changeCode, codesIn, isName} from '../domain/codebook-draft.js'
import {nameFor} from '../domain/new-code.js'
import {AreaField, TextField} from '../ui/field.js'
import {CodeGlyph, lookOf} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'

/** @import {Code} from '../types.d.ts' */
/** @import {Editing} from './codebook-editing.js' */

/** The palette of tokens.css by name: never the only sign, each code has its shape too. */
export const COLOURS = texts([
  'Orange',
  'Blue',
  'Green',
  'Yellow',
  'Violet',
  'Red',
  'Pink',
  'Grey',
])
const TEXTS = texts({
  definition: {
    label: 'Definition',
    hint: 'One sentence that tells it from its neighbours.',
  },
  include: {label: 'Include', hint: 'What belongs here although one might doubt it.'},
  exclude: {label: 'Leave out', hint: 'What does not, and under which code it goes.'},
  examples: {label: 'Examples', hint: ''},
})

/** @param {{edit: Editing, dimension: string, code: Code | null, onClose: () => void}} props */
export function CodeSheet({edit, dimension, code, onClose}) {
  const form = useSignal(/** @type {Record<string, any>} */ ({...code}))
  const faults = useSignal(/** @type {Record<string, string>} */ ({}))
  const codes = codesIn(edit.draft.value, dimension)
  const taken = codes.map((one) => one.code)
  const text = (/** @type {string} */ field) => String(form.value[field] ?? '')
  const put = (/** @type {string} */ field) => (/** @type {unknown} */ value) => {
    form.value = {...form.value, [field]: value}
  }
  const keep = () => {
    const label = text('label').trim()
    const name = text('code').trim() || nameFor(label, taken)
    const minutes = text('expected_minutes').trim()
    faults.value = faultsOf({label, minutes, name: code ? '' : name, taken})
    if (Object.keys(faults.value).length) return
    const said = {
      label,
      definition: text('definition').trim(),
      include: text('include').trim() || null,
      exclude: text('exclude').trim() || null,
      examples: text('examples').trim() || null,
      colour: form.value['colour'] ?? null,
      expected_minutes: minutes ? Number(minutes) : null,
    }
    edit.change(
      code
        ? changeCode(edit.draft.value, dimension, code.code, said)
        : addCode(edit.draft.value, dimension, {...said, code: name}),
    )
    onClose()
  }
  return html`<${Sheet}
    title=${code ? html`<bdi>${code.label}</bdi>` : t`New code`}
    onClose=${onClose}
    onSubmit=${keep}
    foot=${html`<button type="submit" class="button" data-main>
      ${code ? t`Keep` : t`Add`}
    </button>`}
  >
    <${TextField}
      label="Label"
      hint="What people read on the button."
      value=${text('label')}
      fault=${faults.value['label']}
      maxlength=${120}
      onInput=${put('label')}
    />
    ${
      !code &&
      html`<${TextField}
        label="Code in the data"
        hint=${
          text('label').trim()
            ? t`Left empty: ${nameFor(text('label'), taken)}. It never changes afterwards.`
            : t`Left empty: made of the label. It never changes afterwards.`
        }
        value=${text('code')}
        fault=${faults.value['code']}
        maxlength=${60}
        autocapitalize="none"
        onInput=${put('code')}
      />`
    }
    ${Object.entries(TEXTS).map(
      ([field, {label, hint}]) =>
        html`<${AreaField}
          key=${field}
          label=${tr(label)}
          hint=${tr(hint)}
          value=${text(field)}
          maxlength=${1000}
          onInput=${put(field)}
        />`,
    )}
    <${TextField}
      label="Expected minutes"
      hint="How long it usually lasts. Optional."
      inputmode="numeric"
      value=${text('expected_minutes')}
      fault=${faults.value['expected_minutes']}
      onInput=${put('expected_minutes')}
    />
    <${Colours}
      chosen=${form.value['colour'] ?? null}
      place=${code ? taken.indexOf(code.code) : codes.length}
      onChoose=${put('colour')}
    />
  <//>`
}

/**
 * @param {{label: string, minutes: string, name: string, taken: string[]}} said
 * @returns {Record<string, string>}
 */
function faultsOf({label, minutes, name, taken}) {
  /** @type {Record<string, string>} */
  const faults = {}
  if (!label) faults['label'] = t`A code needs a label.`
  if (
    minutes &&
    !(/^\d+$/.test(minutes) && Number(minutes) >= 1 && Number(minutes) <= 1440)
  )
    faults['expected_minutes'] = t`A whole number from 1 to 1440.`
  if (name && taken.includes(name))
    faults['code'] =
      t`This code is there already, perhaps retired. Choose another word.`
  else if (name && !isName(name))
    faults['code'] =
      t`Begin with a small letter; then small letters, digits and underscores.`
  return faults
}

/** @param {{chosen: string | null, place: number, onChoose: (colour: string | null) => void}} props */
function Colours({chosen, place, onChoose}) {
  const accent = chosen && lookOf(place, chosen).accent
  const choice = (/** @type {string | null} */ colour, /** @type {string} */ name) =>
    html`<button
      key=${name}
      type="button"
      class="button"
      aria-pressed=${(colour ? accent === lookOf(place, colour).accent : !chosen) ? 'true' : 'false'}
      onClick=${() => onChoose(colour)}
    >
      <${CodeGlyph} place=${place} colour=${colour} /> ${name}
    </button>`
  return html`<div class="stack" role="group" aria-label="Colour">
    <span class="label">Colour</span>
    <span class="quiet small">
      Its shape follows from its place in the list, so the colour is never the only
      sign.
    </span>
    <div class="chips">
      ${choice(null, t`By its place`)}
      ${COLOURS.map((name, n) => choice(`c${n + 1}`, tr(name)))}
    </div>
  </div>`
}
