/** Every code with what it means, to be searched while a day runs. */
import {useSignal} from '../vendor/signals.js'
import {found} from '../domain/codebook-search.js'
import {TextField} from '../ui/field.js'
import {count, wordsOf} from '../ui/format.js'
import {CodeGlyph} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'

/** @import {Code, Codebook} from '../types.d.ts' */

/** @param {{codebook: Codebook | null}} props */
export function CodesExplained({codebook}) {
  const words = useSignal('')
  const dimensions = found(codebook, words.value)
  const hits = dimensions.reduce((sum, {codes}) => sum + codes.length, 0)
  return html`<div class="stack">
    <${TextField}
      label="Search the codes"
      type="search"
      value=${words.value}
      onInput=${into(words)}
    />
    <p class="quiet small" role="status">
      ${hits ? count(hits, 'code') : t`No code says that. Try another word, or make a new code.`}
    </p>
    ${dimensions.map(
      ({name, codes}) =>
        html`<section key=${name} class="stack" aria-label=${wordsOf(name)}>
          <h3>${wordsOf(name)}</h3>
          <dl class="codes">
            ${codes.map(
              ({place, ...code}) =>
                html`<${CodeRow} key=${code.code} code=${code} place=${place} />`,
            )}
          </dl>
        </section>`,
    )}
  </div>`
}

/** @param {{code: Code, place: number}} props */
export function CodeRow({code, place}) {
  return html`<div>
    <dt>
      <${CodeGlyph} place=${place} colour=${code.colour} />
      <bdi>${code.label}</bdi>
      ${(code.retired || code['retired_in']) && html`<span class="tag">retired</span>`}
      ${code['provisional'] && html`<span class="tag">provisional</span>`}
    </dt>
    <dd class="quiet">
      <bdi>${code.definition ?? ''}</bdi>
      <${Aside} label="Include" text=${code['include']} />
      <${Aside} label="Leave out" text=${code['exclude']} />
      <${Aside} label="Such as" text=${code['examples']} />
    </dd>
  </div>`
}

/** @param {{label: string, text: unknown}} props */
const Aside = ({label, text}) =>
  typeof text === 'string' && text
    ? html`<br /><span class="small">${label}: <bdi>${text}</bdi></span>`
    : null
