/** Words for a time mark that is already kept. */
import {useSignal} from '../vendor/signals.js'
import {edit} from '../domain/capture.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {labelWords} from '../ui/words.js'
import {write} from './acting.js'
import {useDraft} from './drafts.js'
import {GuardedArea} from './guarded.js'
import {textOf} from './titles.js'

/** @import {Book, RecordView} from '../types.d.ts' */

/** A mark is what a jotting is without words; it is not chosen. */
const KINDS = Object.keys(ENUMERATIONS['jotting_kind'] ?? {}).filter(
  (kind) => kind !== 'bare_mark',
)

/** @param {{book: Book, view: RecordView, onClose: () => void}} props */
export function JotSheet({book, view, onClose}) {
  const draft = useDraft(book, 'jot', view.rec)
  const text = useSignal(draft.kept() || textOf(view, 'text'))
  const kind = useSignal(textOf(view, 'jotting_kind'))
  const busy = useSignal(false)
  const save = async () => {
    const words = text.value.trim()
    busy.value = true
    const done = await write(book, {
      act: 'words',
      day: view.parent,
      study: view.study,
      changes: edit(view, {text: words || null, jotting_kind: kind.value || null}),
      words,
    })
    busy.value = false
    if (!done) return
    await draft.drop()
    onClose()
  }
  return html`<${Sheet}
    title="Jotting"
    closeName=${t`Later`}
    onClose=${() => {
      void draft.close()
      onClose()
    }}
    onSubmit=${save}
    foot=${html`<button type="submit" class="button" data-main disabled=${busy}>
      Keep the words
    </button>`}
  >
    <p class="quiet">The moment is kept already. Codes, never names.</p>
    <${GuardedArea}
      book=${book}
      label="Words"
      value=${text.value}
      onInput=${(/** @type {string} */ value) => {
        text.value = value
        draft.type(value)
      }}
      maxlength=${4000}
      autofocus=${true}
    />
    <div class="chips" role="group" aria-label="Kind of jotting">
      ${KINDS.map(
        (word) =>
          html`<button
            key=${word}
            type="button"
            class="button"
            aria-pressed=${kind.value === word ? 'true' : 'false'}
            onClick=${() => {
              kind.value = word
            }}
          >
            ${labelWords('jotting_kind', word)}
          </button>`,
      )}
    </div>
  <//>`
}
