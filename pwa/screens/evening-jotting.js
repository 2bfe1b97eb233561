/** One jotting being expanded: its words, its field note, and the layer the note is of. */
import {useSignal} from '../vendor/signals.js'
import {edit} from '../domain/capture.js'
import {aroundOf} from '../domain/around.js'
import {startOf} from '../domain/day.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {AreaField, SelectField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {labelWords} from '../ui/words.js'
import {write} from './acting.js'
import {useDraft} from './drafts.js'
import {codeLook, textOf, timeOf, titleOf} from './titles.js'

/** @import {Book, RecordView} from '../types.d.ts' */
/** @typedef {'text' | 'field_note' | 'field_note_layer'} Part */

const LAYERS = Object.keys(ENUMERATIONS['field_note_layer'] ?? {})

/**
 * @param {{
 *   book: Book, view: RecordView, rows: ReadonlyArray<RecordView>,
 *   onNext: () => void, onPrevious: (() => void) | null,
 * }} props
 */
export function Jotting({book, view, rows, onNext, onPrevious}) {
  const draft = useDraft(book, 'evening', view.rec)
  const typed = useSignal(
    /** @type {Partial<Record<Part, string>>} */ (JSON.parse(draft.kept() || '{}')),
  )
  const busy = useSignal(false)
  const valueOf = (/** @type {Part} */ part) => typed.value[part] ?? textOf(view, part)
  const type = (/** @type {Part} */ part) => (/** @type {string} */ value) => {
    typed.value = {...typed.value, [part]: value}
    draft.type(JSON.stringify(typed.value))
  }
  const keep = async () => {
    busy.value = true
    const set = Object.fromEntries(
      Object.entries(typed.value).map(([part, value]) => [part, value.trim() || null]),
    )
    const done = await write(book, {
      act: 'field_note',
      day: view.parent,
      study: view.study,
      changes: edit(view, set),
      words: [typed.value.text, typed.value.field_note].filter(Boolean).join('\n'),
    })
    busy.value = false
    if (!done) return
    await draft.drop()
    onNext()
  }
  const codebook = book.codebookOf(view.parent ?? '')
  return html`<form
    class="card stack"
    onKeyDown=${(/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void keep()
    }}
    onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault()
      void keep()
    }}
  >
    <div>
      <h2>${`${timeOf(startOf(view), true)} ${titleOf(view, codebook).title}`}</h2>
      <${Around} book=${book} view=${view} rows=${rows} />
    </div>
    <${AreaField}
      label="Words"
      value=${valueOf('text')}
      onInput=${type('text')}
      maxlength=${4000}
      rows=${2}
    />
    <${AreaField}
      label="Field note"
      value=${valueOf('field_note')}
      onInput=${type('field_note')}
      maxlength=${12000}
      rows=${6}
    />
    <${SelectField}
      label="Layer"
      value=${valueOf('field_note_layer')}
      options=${LAYERS.map((value) => ({
        value,
        label: labelWords('field_note_layer', value),
      }))}
      empty=${t`Not said`}
      onInput=${type('field_note_layer')}
    />
    <div class="row">
      <button type="submit" class="button" data-main disabled=${busy}>
        Keep and go on
      </button>
      <button type="button" class="button" onClick=${onNext}>Skip</button>
      ${
        onPrevious &&
        html`<button type="button" class="button" onClick=${onPrevious}>
          Previous
        </button>`
      }
    </div>
  </form>`
}

/** What was running at that moment. @param {{book: Book, view: RecordView, rows: ReadonlyArray<RecordView>}} props */
function Around({book, view, rows}) {
  const around = aroundOf(rows, view)
  if (!around.length)
    return html`<p class="quiet">Nothing was running at that moment.</p>`
  const codebook = book.codebookOf(view.parent ?? '')
  return html`<ul class="quiet" role="list" aria-label="What was going on">
    ${around.map((row) => {
      const place = textOf(row, 'place')
      const persons = row.fields['persons']
      const facts = [
        titleOf(row, codebook).title,
        place && codeLook(codebook, 'place', place).label,
        ...(Array.isArray(persons) ? persons.map(String) : []),
      ]
      const {started_at: _, ended_at: end} = row.fields
      return html`<li key=${row.rec}>
        ${`${timeOf(startOf(row))}–${end ? timeOf(/** @type {any} */ (end)) : ''} `}
        <bdi>${facts.filter(Boolean).join(' · ')}</bdi>
      </li>`
    })}
  </ul>`
}
