/** Time per code as a table with bars: the figures and the picture in one. */
import {lookOf, CodeGlyph} from '../ui/glyph.js'
import {share, span} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {codeLook} from './titles.js'

/** @import {Codebook, CodeTotal} from '../types.d.ts' */

/**
 * @param {{
 *   totals: ReadonlyArray<CodeTotal>, whole: number, codebook: Codebook | null, caption: string,
 *   mean?: boolean,
 * }} props `whole`: observed time, what the shares are of
 */
export function Totals({totals, whole, codebook, caption, mean = false}) {
  if (!totals.length) return html`<p class="quiet">No activity yet.</p>`
  const most = Math.max(...totals.map(({ms}) => ms), 1)
  return html`<p class="quiet small">${caption}</p>
    <div class="wide-content" tabindex="0" role="group" aria-label="Totals">
      <table class="table">
        <caption class="unseen">
          Time per code
        </caption>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col" data-number>Times</th>
            <th scope="col" data-number>
              Total${mean && html`<br /><span class="small">each</span>`}
            </th>
            <th scope="col" data-number>
              ${
                // A message of its own: on a button the same word is a verb.
                t`Share${''}`
              }
            </th>
          </tr>
        </thead>
        <tbody>
          ${totals.map(({code, label, ms, count}) => {
            const {place, colour} = codeLook(codebook, 'activity', code)
            const accent = place < 0 ? 8 : lookOf(place, colour).accent
            return html`<tr key=${code}>
              <th scope="row">
                <span class="total-code">
                  <${CodeGlyph} place=${place} colour=${colour} />
                  <bdi>${label || t`Uncoded`}</bdi>
                </span>
                <span
                  class="meter"
                  data-accent=${accent}
                  style=${{width: `${Math.round((ms / most) * 100)}%`}}
                  aria-hidden="true"
                ></span>
              </th>
              <td data-number>${count}</td>
              <td data-number>
                ${span(ms)}
                ${mean && html`<br /><span class="small quiet">${span(ms / count)}</span>`}
              </td>
              <td data-number>${share(ms, whole)}</td>
            </tr>`
          })}
        </tbody>
      </table>
    </div>`
}
