/** What the marks of the timeline mean: those of this day, and no others. */
import {provenanceOf} from '../domain/timeline.js'
import {html} from '../ui/html.js'
import {texts, tr} from '../ui/language.js'
import {KNOWN} from './strip-item.js'

/** @import {Item} from '../domain/timeline.js' */

/** @type {Record<string, string>} */
const KINDS = texts({
  gap: 'not observed',
  knowledge_source: 'source',
  jotting: 'jotting',
  tally: 'tally',
})

/** @param {{items: Item[]}} props */
export function Legend({items}) {
  const kinds = new Set(items.map(({view}) => view.kind))
  const known = new Set(
    items.flatMap(({view}) => {
      const {start, end} = provenanceOf(view)
      return [start, end]
    }),
  )
  const rows = [
    ...Object.entries(KINDS).filter(([kind]) => kinds.has(/** @type {any} */ (kind))),
    ...Object.entries(KNOWN).filter(([how]) => known.has(how)),
  ]
  if (!rows.length) return null
  return html`<ul class="strip-legend" role="list" aria-label="What the marks mean">
    ${rows.map(
      ([what, words]) =>
        html`<li key=${what}>
          <span class="strip-key" data-key=${what} aria-hidden="true"></span
          >${tr(words)}
        </li>`,
    )}
  </ul>`
}
