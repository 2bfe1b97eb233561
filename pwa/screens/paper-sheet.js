/** The day sheet as it is printed: one page, black on white, whatever the codebook. */
import {numbered, numberedGaps} from '../domain/paper-codes.js'
import {linesFor} from '../domain/paper-page.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'

/** @import {Codebook, Study} from '../types.d.ts' */
/** @import {Numbered} from '../domain/paper-codes.js' */

const COLUMNS = texts(['Time', 'Code', 'With whom', 'Place', 'Source', 'Words'])

/** @param {{study: Study, codebook: Codebook | null}} props */
export function PaperSheet({study, codebook}) {
  const codes = numbered(codebook)
  const gaps = numberedGaps(tr)
  const lines = linesFor(codes.length, gaps.length)
  return html`<div class="day-sheet" aria-hidden="true">
    <p class="day-sheet-head">
      <strong><bdi>${study.title}</bdi></strong>
      <span>${codebook ? t`Codebook ${codebook.version}` : ''}</span>
    </p>
    <p class="day-sheet-head">
      <span>Subject (pseudonym)</span><i></i><span>Date</span><i></i><span>From</span
      ><i data-short></i><span>to</span><i data-short></i><span>Page</span
      ><i data-short></i>
    </p>
    <table>
      <thead>
        <tr>
          ${COLUMNS.map((name) => html`<th key=${name}>${tr(name)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${Array.from(
          {length: lines},
          (_, line) =>
            html`<tr key=${line}>
              ${COLUMNS.map((name) => html`<td key=${name}></td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      codes.length
        ? html`<${Key} title="Codes" codes=${codes} />`
        : html`<p>No codes yet: write what happens in words.</p>`
    }
    <${Key} title="Not observed, because" codes=${gaps} />
    <p>
      A line ends where the next begins, unless its end is written. Codes, never names.
    </p>
  </div>`
}

/** @param {{title: string, codes: Numbered[]}} props */
const Key = ({title, codes}) =>
  html`<p class="day-sheet-title">${title}</p>
    <ol class="day-sheet-key">
      ${codes.map(
        ({number, code, label}) =>
          html`<li key=${code}><b>${number}</b> <bdi>${label}</bdi></li>`,
      )}
    </ol>`
