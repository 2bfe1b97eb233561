/** The codebook of a study as its observers should read it: every code with its definition. */
import {useSignal} from '../vendor/signals.js'
import {CodeGlyph} from '../ui/glyph.js'
import {SelectField} from '../ui/field.js'
import {count, wordsOf} from '../ui/format.js'
import {html} from '../ui/html.js'

/** @import {Code, Study} from '../types.d.ts' */

/** @param {{study: Study}} props */
export function CodebookView({study}) {
  const version = useSignal(String(study.codebook_version ?? ''))
  const versions = Object.keys(study.codebooks).sort((a, b) => Number(b) - Number(a))
  const codebook = study.codebooks[version.value]
  return html`<section class="card" aria-labelledby="codebook">
    <h2 id="codebook">Codebook</h2>
    ${
      versions.length > 1
        ? html`<${SelectField}
            label="Version"
            value=${version.value}
            options=${versions.map((value) => ({value, label: `Version ${value}`}))}
            onInput=${(/** @type {string} */ value) => {
              version.value = value
            }}
          />`
        : html`<p class="quiet">
            ${codebook ? `Version ${version.value}` : 'Not fetched yet.'}
          </p>`
    }
    ${codebook?.dimensions.map(
      ({name, codes}) =>
        html`<details key=${name} class="more" open=${name === 'activity'}>
          <summary>
            <h3>${wordsOf(name)}</h3>
            <span class="quiet small">${count(codes.length, 'code')}</span>
          </summary>
          <dl class="codes">
            ${codes.map((code, place) => html`<${CodeRow} key=${code.code} code=${code} place=${place} />`)}
          </dl>
        </details>`,
    )}
    ${
      codebook &&
      !codebook.dimensions.length &&
      html`<p class="quiet">No codes yet.</p>`
    }
  </section>`
}

/** @param {{code: Code, place: number}} props */
function CodeRow({code, place}) {
  return html`<div>
    <dt>
      <${CodeGlyph} place=${place} colour=${code.colour} />
      <bdi>${code.label}</bdi>
      ${(code.retired || code['retired_in']) && html`<span class="tag">retired</span>`}
    </dt>
    <dd class="quiet">
      <bdi>${code.definition ?? ''}</bdi>
      <${Aside} name="Include" text=${code['include']} />
      <${Aside} name="Leave out" text=${code['exclude']} />
      <${Aside} name="Such as" text=${code['examples']} />
    </dd>
  </div>`
}

/** @param {{name: string, text: unknown}} props */
const Aside = ({name, text}) =>
  typeof text === 'string' && text
    ? html`<br /><span class="small">${name}: <bdi>${text}</bdi></span>`
    : null
