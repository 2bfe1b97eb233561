/** A knowledge source in three taps: kind, how obtained, what for. Each tap is kept at once. */
import {useSignal} from '../vendor/signals.js'
import {edit} from '../domain/capture.js'
import {allCodes, codesOf} from '../domain/codebook.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {CodeGlyph} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {t, tr} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {write} from './acting.js'
import {useDraft} from './drafts.js'
import {GuardedText} from './guarded.js'

/** @import {Book, Codebook, RecordView} from '../types.d.ts' */

const STEPS = ['kind', 'obtained', 'use_purpose']

/**
 * @param {{
 *   book: Book, view: RecordView, codebook: Codebook | null, wordless: boolean,
 *   onClose: () => void,
 * }} props
 *   `view`: the source, kept when Source was tapped; all that is said here is added to it;
 *   `wordless`: off the record, so that it gets no title
 */
export function SourceSheet({book, view, codebook, wordless, onClose}) {
  const draft = useDraft(book, 'source', view.rec)
  const title = useSignal(draft.kept())
  const step = useSignal(title.peek() ? STEPS.length - 1 : 0)

  const fill = (/** @type {Record<string, string>} */ set) =>
    write(book, {
      act: 'edit:source',
      day: view.parent,
      study: view.study,
      changes: edit(view, set),
      words: set['title'] ?? '',
    })
  const choose = async (/** @type {string} */ field, /** @type {string} */ word) => {
    if (!word || (await fill({[field]: word}))) step.value += 1
  }
  const titled = () =>
    !wordless && title.value.trim() ? {title: title.value.trim()} : {}
  const finish = async (/** @type {Record<string, string>} */ set) => {
    const all = {...set, ...titled()}
    if (Object.keys(all).length && !(await fill(all))) return
    await draft.drop()
    onClose()
  }
  const heading = [t`Source: which kind?`, t`How obtained?`, t`What for?`][step.value]
  return html`<${Sheet}
    title=${html`<span class="small quiet">${step.value + 1} of 3</span> ${heading}`}
    onClose=${() => (step.value === 2 ? finish({}) : onClose())}
  >
    ${
      step.value === 0 &&
      html`<p class="quiet">The moment is kept. The rest can wait.</p>
        <${Kinds}
          codebook=${codebook}
          onChoose=${(/** @type {string} */ kind) => choose('source_kind', kind)}
        />
        <p>
          <button
            type="button"
            class="button"
            onClick=${() => choose('source_kind', '')}
          >
            Decide later
          </button>
        </p>`
    }
    ${
      step.value === 1 &&
      html`<${Words}
        list="obtained"
        skip="Not known"
        onChoose=${(/** @type {string} */ word) => choose('obtained', word)}
      />`
    }
    ${
      step.value === 2 &&
      html`<${Words}
          list="use_purpose"
          skip="Done"
          onChoose=${(/** @type {string} */ word) => finish(word ? {use_purpose: word} : {})}
        />
        ${
          !wordless &&
          html`<${GuardedText}
            book=${book}
            label="Title (optional, no names)"
            value=${title.value}
            maxlength=${200}
            onInput=${(/** @type {string} */ value) => {
              title.value = value
              draft.type(value)
            }}
          />`
        }`
    }
    <p class="unseen" role="status">${t`Step ${step.value + 1} of ${STEPS.length}`}</p>
  <//>`
}

/** @param {{codebook: Codebook | null, onChoose: (code: string) => void}} props */
function Kinds({codebook, onChoose}) {
  const order = allCodes(codebook, 'source_kind')
  return html`<div class="choices" data-two>
    ${codesOf(codebook, 'source_kind').map(
      (code) =>
        html`<button
          key=${code.code}
          type="button"
          class="button"
          onClick=${() => onChoose(code.code)}
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
          ${tr(label)}
        </button>`,
    )}
    <button type="button" class="button" data-plain onClick=${() => onChoose('')}>
      ${skip}
    </button>
  </div>`
}
