/** Days on paper: a sheet to print before, and a grid to type the day in from afterwards. */
import {useComputed, useSignal} from '../vendor/signals.js'
import {SelectField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Frame, Heading} from './frame.js'
import {PaperDay} from './paper-day.js'
import {PaperSheet} from './paper-sheet.js'

/** @import {Codebook, Study} from '../types.d.ts' */
/** @import {Session} from './session.js' */

/** @param {Session} props */
export function Paper({book}) {
  const studies = useComputed(() =>
    book.studies.value.filter(({role}) => role !== 'analyst'),
  ).value
  const chosen = useSignal('')
  const study = studies.find(({id}) => id === chosen.value) ?? studies[0]
  return html`<${Frame} current="today">
    <div class="stack" data-loose>
      <div data-noprint>
        <${Heading} title="Day on paper" back=${{href: '#/today', name: t`Today`}} />
      </div>
      ${
        study
          ? html`
              <section class="stack narrow" aria-labelledby="print" data-noprint>
                <h2 id="print">Print a day sheet</h2>
                <p>
                  One page with the codes of the study, for days when a phone will not
                  do. It asks for no names.
                </p>
                ${
                  studies.length > 1 &&
                  html`<${SelectField}
                    label="Study of the sheet"
                    value=${study.id}
                    options=${studies.map(({id, title}) => ({value: id, label: title}))}
                    onInput=${into(chosen)}
                  />`
                }
                <div>
                  <button type="button" class="button" onClick=${() => print()}>
                    Print
                  </button>
                </div>
              </section>
              <${PaperSheet} study=${study} codebook=${newestOf(study)} />
              <${PaperDay} book=${book} studies=${studies} />
            `
          : html`<p>
              A day sheet carries the codes of a study, and none is on this device yet.
              <a href="#/studies"> Create a study</a>, or let the sync fetch yours.
            </p>`
      }
    </div>
  <//>`
}

/** @param {Study} study @returns {Codebook | null} */
const newestOf = ({codebooks, codebook_version}) =>
  codebooks[String(codebook_version)] ?? null
