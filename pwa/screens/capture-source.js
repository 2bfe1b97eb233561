/** A knowledge source in three taps: kind, how obtained, what for. Each tap is kept at once. */
import {useSignal} from '../vendor/signals.js'
import {edit, source} from '../domain/capture.js'
import {allCodes, codesOf} from '../domain/codebook.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {TextField} from '../ui/field.js'
import {CodeGlyph} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {Sheet} from '../ui/sheet.js'
import {changesOf, perform, write} from './acting.js'

/** @import {Book, Codebook, Instant} from '../types.d.ts' */

const STEPS = ['kind', 'obtained', 'use_purpose']

/**
 * @param {{book: Book, day: string, codebook: Codebook | null, at: Instant | undefined, onClose: () => void}} props
 *   `at`: when Source was tapped, which is when the source was used
 */
export function SourceSheet({book, day, codebook, at, onClose}) {
  const step = useSignal(0)
  const rec = useSignal('')
  const title = useSignal('')

  const add = async (/** @type {string} */ kind, /** @type {string} */ name) => {
    const made = await perform(
      book,
      day,
      `source:${name}`,
      (now, tapped) => source(now, {at: tapped, ...(kind ? {source_kind: kind} : {})}),
      at,
    )
    const id = made && changesOf(made).at(-1)?.rec
    if (!id) return
    rec.value = id
    step.value = 1
  }
  const fill = async (/** @type {Record<string, string>} */ set) => {
    const view = book.record(rec.value)
    if (!view) return false
    return write(book, {
      act: 'edit:source',
      day,
      study: view.study,
      changes: edit(view, set),
      words: set['title'] ?? '',
    })
  }
  const titled = () => (title.value.trim() ? {title: title.value.trim()} : {})
  const finish = async (/** @type {Record<string, string>} */ set) => {
    const all = {...set, ...titled()}
    if (!Object.keys(all).length || (await fill(all))) onClose()
  }
  const heading = ['Source: which kind?', 'How obtained?', 'What for?'][step.value]
  return html`<${Sheet}
    title=${html`<span class="small quiet">${step.value + 1} of 3</span> ${heading}`}
    onClose=${() => (step.value === 2 ? finish({}) : onClose())}
  >
    ${
      step.value === 0 &&
      html`<${Kinds} codebook=${codebook} onChoose=${add} />
        <p>
          <button type="button" class="button" onClick=${() => add('', 'kind open')}>
            Decide later
          </button>
        </p>`
    }
    ${
      step.value === 1 &&
      html`<${Words}
        list="obtained"
        skip="Not known"
        onChoose=${async (/** @type {string} */ word) => {
          if (!word || (await fill({obtained: word}))) step.value = 2
        }}
      />`
    }
    ${
      step.value === 2 &&
      html`<${Words}
          list="use_purpose"
          skip="Done"
          onChoose=${(/** @type {string} */ word) => finish(word ? {use_purpose: word} : {})}
        />
        <${TextField}
          label="Title (optional, no names)"
          value=${title.value}
          maxlength=${200}
          autocomplete="off"
          onInput=${(/** @type {string} */ value) => {
            title.value = value
          }}
        />`
    }
    <p class="unseen" role="status">${`Step ${step.value + 1} of ${STEPS.length}`}</p>
  <//>`
}

/** @param {{codebook: Codebook | null, onChoose: (code: string, label: string) => void}} props */
function Kinds({codebook, onChoose}) {
  const order = allCodes(codebook, 'source_kind')
  return html`<div class="choices" data-two>
    ${codesOf(codebook, 'source_kind').map(
      (code) =>
        html`<button
          key=${code.code}
          type="button"
          class="button"
          onClick=${() => onChoose(code.code, code.label)}
        >
          <${CodeGlyph} place=${order.indexOf(code)} colour=${code.colour} />
          <span>${code.label}</span>
        </button>`,
    )}
    ${
      !order.length &&
      html`<p class="quiet">This study’s codebook names no kinds of source yet.</p>`
    }
  </div>`
}

/** @param {{list: string, skip: string, onChoose: (word: string) => void}} props */
function Words({list, skip, onChoose}) {
  return html`<div class="choices" data-two>
    ${Object.entries(ENUMERATIONS[list] ?? {}).map(
      ([word, label]) =>
        html`<button
          key=${word}
          type="button"
          class="button"
          onClick=${() => onChoose(word)}
        >
          ${label}
        </button>`,
    )}
    <button type="button" class="button" data-plain onClick=${() => onChoose('')}>
      ${skip}
    </button>
  </div>`
}
