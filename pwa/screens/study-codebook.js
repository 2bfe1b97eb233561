/** The codebook of a study as its observers should read it: every code with its definition. */
import {useSignal} from '../vendor/signals.js'
import {handleOf} from '../router.js'
import {SelectField} from '../ui/field.js'
import {count, wordsOf} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {CodeRow} from './codebook-explained.js'

/** @import {Study} from '../types.d.ts' */

/** @param {{study: Study}} props */
export function CodebookView({study}) {
  const version = useSignal(String(study.codebook_version ?? ''))
  const versions = Object.keys(study.codebooks).sort((a, b) => Number(b) - Number(a))
  const codebook = study.codebooks[version.value]
  return html`<section class="card" aria-labelledby="codebook">
    <h2 id="codebook">Codebook</h2>
    ${
      study.role === 'pi' &&
      html`<p>
        <a class="button" href=${`#/codebook/${handleOf(study.id)}`}
          >Edit the codebook</a
        >
      </p>`
    }
    ${
      versions.length > 1
        ? html`<${SelectField}
            label="Version"
            value=${version.value}
            options=${versions.map((value) => ({value, label: t`Version ${value}`}))}
            onInput=${(/** @type {string} */ value) => {
              version.value = value
            }}
          />`
        : html`<p class="quiet">
            ${codebook ? t`Version ${version.value}` : t`Not fetched yet.`}
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
