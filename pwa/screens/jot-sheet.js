/** Words for a time mark that is already kept. */
import {useSignal} from '../vendor/signals.js'
import {edit} from '../domain/capture.js'
import {AreaField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {Sheet} from '../ui/sheet.js'
import {write} from './acting.js'
import {textOf} from './titles.js'

/** @import {Book, RecordView} from '../types.d.ts' */

/**
 * Half-written words are put aside as they are typed,
 * so that a phone that dies takes no more than the last second with it.
 *
 * @param {{book: Book, view: RecordView, onClose: () => void}} props
 */
export function JotSheet({book, view, onClose}) {
  const draft = `draft:${view.rec}`
  const text = useSignal(
    /** @type {string} */ (book.setting(draft)) || textOf(view, 'text'),
  )
  const busy = useSignal(false)
  const aside = useSignal(
    /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined),
  )
  const type = (/** @type {string} */ value) => {
    text.value = value
    clearTimeout(aside.peek())
    aside.value = setTimeout(() => {
      book.set(draft, text.peek()).catch(() => undefined)
    }, 800)
  }
  const save = async () => {
    clearTimeout(aside.peek())
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
    book.set(draft, null).catch(() => undefined)
    onClose()
  }
  return html`<${Sheet}
    title="Jotting"
    closeName="Later"
    onClose=${onClose}
    onSubmit=${save}
    foot=${html`<button type="submit" class="button" data-main disabled=${busy}>
      Keep the words
    </button>`}
  >
    <p class="quiet">The moment is kept already. Codes, never names.</p>
    <${AreaField}
      label="Words"
      value=${text.value}
      onInput=${type}
      maxlength=${4000}
      autofocus=${true}
    />
  <//>`
}
