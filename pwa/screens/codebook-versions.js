/** The published versions: when, what was new, and how each one worded its codes. */
import {useSignal} from '../vendor/signals.js'
import {fetchCodebook} from '../sync/codebooks.js'
import {Card} from '../ui/card.js'
import {count, localMoment, wordsOf} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {CodeRow} from './codebook-explained.js'

/** @import {Codebook} from '../types.d.ts' */
/** @import {Editing} from './codebook-editing.js' */

/** @param {{edit: Editing}} props */
export function Versions({edit}) {
  const read = useSignal(/** @type {Codebook | null} */ (null))
  const open = async (/** @type {number} */ version) => {
    read.value = await edit.talk.ask(() => fetchCodebook(edit.study, version))
  }
  return html`<${Card} title="Versions">
    <ul class="list" role="list">
      ${edit.versions.value.map(
        ({version, published_at, change_note}) =>
          html`<li key=${version} class="item">
            <span class="grow">
              <strong>Version ${version}</strong>
              ${' '}<span class="quiet small"
                >${localMoment(Date.parse(published_at))}</span
              >
              ${change_note && html`<br /><bdi class="small">${change_note}</bdi>`}
            </span>
            <button
              type="button"
              class="button"
              aria-label=${t`Read version ${version}`}
              onClick=${() => open(version)}
            >
              Read
            </button>
          </li>`,
      )}
    </ul>
    ${
      read.value &&
      html`<${Sheet}
        title=${t`Version ${read.value.version}`}
        onClose=${() => {
          read.value = null
        }}
      >
        ${read.value.dimensions.map(
          ({name, codes}) =>
            html`<details key=${name} class="more" open=${name === 'activity'}>
              <summary>
                <h3>${wordsOf(name)}</h3>
                <span class="quiet small">${count(codes.length, 'code')}</span>
              </summary>
              <dl class="codes">
                ${codes.map(
                  (code, place) =>
                    html`<${CodeRow} key=${code.code} code=${code} place=${place} />`,
                )}
              </dl>
            </details>`,
        )}
      <//>`
    }
  <//>`
}
