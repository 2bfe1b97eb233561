/** One dimension of the draft: its codes in order, each to be changed, moved or retired. */
import {useSignal} from '../vendor/signals.js'
import {codesIn, moveCode, reviveCode} from '../domain/codebook-draft.js'
import {isRetired} from '../domain/codebook.js'
import {announce} from '../ui/announce.js'
import {count, wordsOf} from '../ui/format.js'
import {CodeGlyph, Icon} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {CodeSheet} from './codebook-code.js'
import {RetireSheet} from './codebook-retire.js'

/** @import {Code} from '../types.d.ts' */
/** @import {Editing} from './codebook-editing.js' */

/** @param {{edit: Editing, dimension: string}} props */
export function DimensionPart({edit, dimension}) {
  const opened = useSignal(
    /** @type {{sheet: 'code' | 'retire', code: Code | null} | null} */ (null),
  )
  const codes = codesIn(edit.draft.value, dimension)
  const inUse = codes.filter((code) => !isRetired(code))
  const retired = codes.filter(isRetired)
  const close = () => into(opened)(null)
  const sheet = opened.value
  return html`<details class="more card" open=${dimension === 'activity'}>
    <summary>
      <h2>${wordsOf(dimension)}</h2>
      <span class="quiet small">${count(inUse.length, 'code')}</span>
    </summary>
    <div class="stack">
      ${
        inUse.length
          ? html`<ol class="list" role="list">
              ${inUse.map(
                (code, at) =>
                  html`<li key=${code.code}>
                    <${Row}
                      edit=${edit}
                      dimension=${dimension}
                      code=${code}
                      place=${codes.indexOf(code)}
                      first=${at === 0}
                      last=${at === inUse.length - 1}
                      onEdit=${() => into(opened)({sheet: 'code', code})}
                      onRetire=${() => into(opened)({sheet: 'retire', code})}
                    />
                  </li>`,
              )}
            </ol>`
          : html`<p class="quiet">
              No code yet. A code is a word for the data with a label people read and a
              definition that tells it from its neighbours.
            </p>`
      }
      <div>
        <button
          type="button"
          class="button"
          aria-label=${t`Add a code to ${wordsOf(dimension)}`}
          onClick=${() => into(opened)({sheet: 'code', code: null})}
        >
          <${Icon} name="plus" size=${18} /> Add a code
        </button>
      </div>
      ${
        retired.length > 0 &&
        html`<details class="more">
          <summary>Retired (${retired.length})</summary>
          <ul class="list" role="list">
            ${retired.map(
              (code) =>
                html`<li key=${code.code} class="item">
                  <span class="grow">
                    <bdi>${code.label}</bdi><br />
                    <span class="quiet small">${countsAs(codes, code)}</span>
                  </span>
                  <button
                    type="button"
                    class="button"
                    aria-label=${t`Counts as: ${code.label}`}
                    onClick=${() => into(opened)({sheet: 'retire', code})}
                  >
                    Counts as…
                  </button>
                  <button
                    type="button"
                    class="button"
                    aria-label=${t`Take ${code.label} back into use`}
                    onClick=${() => edit.change(reviveCode(edit.draft.value, dimension, code.code))}
                  >
                    Back into use
                  </button>
                </li>`,
            )}
          </ul>
        </details>`
      }
    </div>
    ${
      sheet?.sheet === 'code' &&
      html`<${CodeSheet}
        edit=${edit}
        dimension=${dimension}
        code=${sheet.code}
        onClose=${close}
      />`
    }
    ${
      sheet?.sheet === 'retire' &&
      sheet.code &&
      html`<${RetireSheet}
        edit=${edit}
        dimension=${dimension}
        code=${sheet.code}
        onClose=${close}
      />`
    }
  </details>`
}

/** @param {ReadonlyArray<Code>} codes @param {Code} code */
function countsAs(codes, code) {
  const to = codes.find((one) => one.code === code['maps_to'])
  return to ? t`Counts as ${to.label} in analysis.` : t`Counts as itself in analysis.`
}

/**
 * @param {{
 *   edit: Editing, dimension: string, code: Code, place: number, first: boolean,
 *   last: boolean, onEdit: () => void, onRetire: () => void,
 * }} props
 */
function Row({edit, dimension, code, place, first, last, onEdit, onRetire}) {
  const used = edit.usesOf(dimension, code.code)
  const move = (/** @type {-1 | 1} */ step) => {
    edit.change(moveCode(edit.draft.value, dimension, code.code, step))
    announce(step < 0 ? t`${code.label} moved up` : t`${code.label} moved down`)
  }
  return html`<div class="item code-row">
    <${CodeGlyph} place=${place} colour=${code.colour} />
    <span class="grow">
      <strong><bdi>${code.label}</bdi></strong>
      ${' '}<code class="quiet small">${code.code}</code>
      <br />
      <span class="quiet small">
        <bdi>${code.definition || t`No definition yet.`}</bdi>
        ${used > 0 && html` <span class="tag">${count(used, 'record')}</span>`}
      </span>
    </span>
    <span class="row code-acts">
      <button
        type="button"
        class="button"
        data-plain
        aria-label=${t`Move ${code.label} up`}
        aria-disabled=${first ? 'true' : undefined}
        onClick=${() => !first && move(-1)}
      >
        <span aria-hidden="true">↑</span>
      </button>
      <button
        type="button"
        class="button"
        data-plain
        aria-label=${t`Move ${code.label} down`}
        aria-disabled=${last ? 'true' : undefined}
        onClick=${() => !last && move(1)}
      >
        <span aria-hidden="true">↓</span>
      </button>
      <button
        type="button"
        class="button"
        aria-label=${t`Edit ${code.label}`}
        onClick=${onEdit}
      >
        Edit
      </button>
      <button
        type="button"
        class="button"
        aria-label=${t`Retire ${code.label}`}
        onClick=${onRetire}
      >
        Retire…
      </button>
    </span>
  </div>`
}
