/** Words for a time mark that is already kept. */
import {useSignal} from '../vendor/signals.js'
import {edit} from '../domain/capture.js'
import {html} from '../ui/html.js'
import {Sheet} from '../ui/sheet.js'
import {write} from './acting.js'
import {useDraft} from './drafts.js'
import {GuardedArea} from './guarded.js'
import {textOf} from './titles.js'

/** @import {Book, RecordView} from '../types.d.ts' */

/** @param {{book: Book, view: RecordView, onClose: () => void}} props */
export function JotSheet({book, view, onClose}) {
  const draft = useDraft(book, 'jot', view.rec)
  const text = useSignal(draft.kept() || textOf(view, 'text'))
  const busy = useSignal(false)
  const save = async () => {
    const words = text.value.trim()
    busy.value = true
    const done = await write(book, {
      act: 'words',
      day: view.parent,
      study: view.study,
      changes: edit(view, {text: words || null}),
      words,
    })
    busy.value = false
    if (!done) return
    await draft.drop()
    onClose()
  }
  return html`<${Sheet}
    title="Jotting"
    closeName="Later"
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
  <//>`
}
