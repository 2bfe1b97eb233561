/** The draft beside the published version, with how many records each change concerns. */
import {codesIn} from '../domain/codebook-draft.js'
import {Card} from '../ui/card.js'
import {count, wordsOf} from '../ui/format.js'
import {lookOf} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {COLOURS} from './codebook-code.js'

/** @import {Code} from '../types.d.ts' */
/** @import {Difference} from '../domain/codebook-draft.js' */
/** @import {Editing} from './codebook-editing.js' */

const WHAT = texts({
  added: 'new',
  retired: 'retired',
  back: 'back in use',
  changed: 'changed',
  order: 'new order',
})
/** @type {Record<string, string>} */
const FIELD_WORDS = texts({
  label: 'Label',
  definition: 'Definition',
  include: 'Include',
  exclude: 'Leave out',
  examples: 'Examples',
  parent: 'Parent',
  colour: 'Colour',
  expected_minutes: 'Expected minutes',
  maps_to: 'Counts as',
})

/** @param {{edit: Editing}} props */
export function Changes({edit}) {
  const changes = edit.changes.value
  return html`<${Card} title="Draft and published">
    ${
      changes.length
        ? html`<ul class="list" role="list">
            ${changes.map(
              (change) =>
                html`<li key=${`${change.dimension} ${change.code}`} class="item">
                  <${Change} edit=${edit} change=${change} />
                </li>`,
            )}
          </ul>`
        : html`<p class="quiet">
            The draft says what the published version says. Changes are listed here
            before anybody codes with them.
          </p>`
    }
  <//>`
}

/** @param {{edit: Editing, change: Difference}} props */
function Change({edit, change: {dimension, code, label, what, fields}}) {
  const used = edit.usesOf(dimension, code)
  const said = (/** @type {string} */ field, /** @type {string} */ value) =>
    valueWords(codesIn(edit.draft.value, dimension), field, value)
  return html`<div class="grow">
    <span class="quiet small">${wordsOf(dimension)}</span><br />
    <strong><bdi>${label || t`All codes`}</bdi></strong>
    ${' '}<span class="tag">${tr(WHAT[what])}</span>
    ${code && html`<p class="small">${used ? t`${count(used, 'record')} in the data` : t`Not in the data`}</p>`}
    ${
      what !== 'added' &&
      fields.length > 0 &&
      html`<dl class="compared small">
        ${fields.map(
          ({field, before, after}) =>
            html`<div key=${field}>
              <dt>${tr(FIELD_WORDS[field] ?? field)}</dt>
              <dd>
                <span class="unseen">was </span
                ><del><bdi>${said(field, before)}</bdi></del> ${' '}<span class="unseen"
                  >becomes </span
                ><ins><bdi>${said(field, after)}</bdi></ins>
              </dd>
            </div>`,
        )}
      </dl>`
    }
  </div>`
}

/**
 * @param {ReadonlyArray<Code>} codes
 * @param {string} field
 * @param {string} value
 */
function valueWords(codes, field, value) {
  if (!value) return '–'
  if (field === 'colour') return tr(COLOURS[lookOf(0, value).accent - 1] ?? value)
  if (field !== 'maps_to') return value
  return codes.find(({code}) => code === value)?.label ?? value
}
