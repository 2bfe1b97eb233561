/** The end of the evening's list: a note on the day as a whole, and the day called done. */
import {useSignal} from '../vendor/signals.js'
import {edit} from '../domain/capture.js'
import {instantOf} from '../domain/day.js'
import {go, handleOf} from '../router.js'
import {AreaField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {write} from './acting.js'
import {useDraft} from './drafts.js'
import {textOf, timeOf} from './titles.js'

/** @import {Book, RecordView} from '../types.d.ts' */

/** @param {{book: Book, day: RecordView, left: number, onPrevious: (() => void) | null}} props */
export function DayNote({book, day, left, onPrevious}) {
  const draft = useDraft(book, 'evening', day.rec)
  const note = useSignal(draft.kept() || textOf(day, 'field_note'))
  const busy = useSignal(false)
  const done = instantOf(day, 'field_note_done_at')
  const keep = async (/** @type {boolean} */ isDone) => {
    busy.value = true
    const words = note.value.trim()
    const kept = await write(book, {
      act: 'note_of_the_day',
      day: day.rec,
      study: day.study,
      changes: edit(day, {
        field_note: words || null,
        ...(isDone ? {field_note_done_at: book.now()} : {}),
      }),
      words,
    })
    busy.value = false
    if (!kept) return
    await draft.drop()
    go(`/day/${handleOf(day.rec)}`)
  }
  return html`<form
    class="card stack"
    onKeyDown=${(/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void keep(true)
    }}
    onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault()
      void keep(true)
    }}
  >
    <h2>The day as a whole</h2>
    ${
      left > 0 &&
      html`<p>
        ${
          left === 1
            ? t`One jotting was skipped. They stay on the day’s list for another time.`
            : t`${left} jottings were skipped. They stay on the day’s list for another time.`
        }
      </p>`
    }
    <${AreaField}
      label="Field note of the day"
      value=${note.value}
      onInput=${(/** @type {string} */ value) => {
        note.value = value
        draft.type(value)
      }}
      maxlength=${12000}
      rows=${8}
    />
    ${done && html`<p class="quiet small">${t`Called done at ${timeOf(done)}.`}</p>`}
    <div class="row">
      <button type="submit" class="button" data-main disabled=${busy}>
        The notes are done
      </button>
      <button
        type="button"
        class="button"
        disabled=${busy}
        onClick=${() => void keep(false)}
      >
        Keep for now
      </button>
      ${
        onPrevious &&
        html`<button type="button" class="button" onClick=${onPrevious}>
          Previous
        </button>`
      }
    </div>
  </form>`
}
