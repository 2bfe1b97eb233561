/** Everything known of one record, open to correction; its conflicts and warnings; deletion. */
import {useMemo, useRef} from '../vendor/hooks.js'
import {useComputed, useSignal} from '../vendor/signals.js'
import {edit, remove} from '../domain/capture.js'
import {isOffTheRecord, TIME_ONLY, wasOffTheRecord} from '../domain/away.js'
import {created} from '../domain/changes.js'
import {observed} from '../domain/correct.js'
import {formOf} from '../domain/form.js'
import {faultOf, fieldsOf} from '../domain/kinds.js'
import {restored} from '../domain/restore.js'
import {overlapsStruck} from '../domain/review.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {fieldWords, warningWords} from '../ui/words.js'
import {write} from './acting.js'
import {Conflicts} from './conflicts.js'
import {begunShort, closeShort, useDraft} from './drafts.js'
import {RecordField, subjectOf} from './record-fields.js'
import {textOf, timeOf, titleOf} from './titles.js'
import {instantOf} from '../domain/day.js'

/** @import {Book, Fields, RecordView} from '../types.d.ts' */
/** @import {NumberFault} from '../domain/kinds.js' */
/** @import {Child} from '../vendor/preact.js' */

/**
 * @param {{
 *   book: Book, rec: string, onClose: () => void, onDeleted?: (view: RecordView) => void,
 *   tools?: (view: RecordView) => Child,
 * }} props `tools`: what else can be done to the record
 */
export function RecordSheet({book, rec, onClose, onDeleted, tools}) {
  const view = useComputed(() => {
    book.changed.value
    return book.record(rec)
  }).value
  const words = useDraft(book, 'record', rec)
  const draft = useSignal(
    /** @type {Fields} */ ({
      ...begunShort(book, rec),
      ...JSON.parse(words.kept() || '{}'),
    }),
  )
  const busy = useSignal(false)
  const newPeople = useRef(/** @type {string[]} */ ([]))
  const kind = view?.kind ?? 'activity'
  const dayId = (kind === 'day' ? view?.rec : view?.parent) ?? ''
  const now = book.dayState(dayId)
  const wordless =
    view?.fields['sensitivity'] === TIME_ONLY ||
    (now !== null &&
      (isOffTheRecord(now) || (view !== null && wasOffTheRecord(now, view))))
  const {first, more, reason} = useMemo(() => formOf(kind, wordless), [kind, wordless])
  if (!view) return null

  const day = book.record(dayId)
  const codebook = book.codebookOf(dayId)
  const zone =
    (day && textOf(day, 'timezone')) || book.study(view.study)?.timezone || 'UTC'
  const locked = day?.fields['status'] === 'locked'
  const {title} = titleOf(view, codebook)
  const subject = subjectOf(book, view)
  const people = book.persons(subject).map((person) => textOf(person, 'person_code'))

  const close = async (saved = false) => {
    await words.drop()
    await closeShort(book, rec, saved).catch(console.error)
    onClose()
  }
  const faults = fieldsOf(kind).flatMap((field) => {
    const fault = faultOf(field, draft.value[field.name])
    return fault ? [faultWords(fieldWords(field.name), fault)] : []
  })
  const save = async () => {
    if (faults.length || locked) return
    busy.value = true
    const set = draft.value
    const used = Object.values(set).flat()
    const persons = newPeople.current
      .filter((code) => used.includes(code) && !people.includes(code))
      .map((code) =>
        created('person', book.now(), {subject_id: subject, person_code: code}),
      )
    const done = await write(book, {
      act: `edit:${title}`,
      day: dayId || null,
      study: view.study,
      changes: observed(day, [...persons, ...edit(view, set)], view),
      words: textsOf(set),
    })
    busy.value = false
    if (done) await close(true)
  }
  const drop = async () => {
    const changes = view.deleted ? restored(now, view) : remove(view)
    const act = view.deleted ? 'edit' : 'delete'
    const done = await write(book, {
      act: `${act}:${title}`,
      day: dayId || null,
      study: view.study,
      changes,
    })
    if (!done) return
    await close()
    if (!view.deleted) onDeleted?.(view)
  }
  const control = (/** @type {(typeof first)[number]} */ field) =>
    html`<${RecordField}
      key=${field.name}
      field=${field}
      value=${field.name in draft.value ? draft.value[field.name] : field === reason ? null : view.fields[field.name]}
      set=${(/** @type {unknown} */ value) => {
        draft.value = {...draft.value, [field.name]: value}
        words.type(JSON.stringify(draft.value))
      }}
      book=${book}
      view=${view}
      codebook=${codebook}
      zone=${zone}
      people=${people}
      onPerson=${(/** @type {string} */ code) => newPeople.current.push(code)}
    />`
  const tapped = instantOf(view, 'recorded_at')
  return html`<${Sheet}
    title=${html`<bdi>${title}</bdi>`}
    onClose=${() => close()}
    onSubmit=${save}
    foot=${html`
      ${
        view.kind !== 'day' &&
        !locked &&
        !(view.deleted && now && overlapsStruck(now, view)) &&
        html`<button type="button" class="button" data-danger onClick=${drop}>
          ${view.deleted ? t`Restore` : t`Delete`}
        </button>`
      }
      ${
        faults.length > 0 &&
        html`<p class="notice" data-tone="warn" role="alert">${faults.join(' ')}</p>`
      }
      ${!locked && html`<button type="submit" class="button" data-main disabled=${busy}>Save</button>`}
    `}
  >
    ${view.deleted && html`<p class="notice" data-tone="warn">This record is deleted.</p>`}
    ${locked && html`<p class="notice">The day is locked: set it back to reviewed to change anything.</p>`}
    ${tools?.(view)}
    <fieldset class="stack" disabled=${locked}>
      <${Conflicts} book=${book} view=${view} codebook=${codebook} day=${dayId} />
      ${
        view.warnings.length > 0 &&
        html`<ul class="notice" data-tone="warn" role="list" aria-label="Warnings">
          ${view.warnings.map(
            (warning) =>
              html`<li>
                ${warning.field && html`<strong>${fieldWords(warning.field)}: </strong>`}
                ${warningWords(warning)}
              </li>`,
          )}
        </ul>`
      }
      ${
        wordless &&
        html`<p class="notice">Off the record: the time is kept, without words.</p>`
      }
      ${first.map(control)}
      <details class="more">
        <summary>More fields</summary>
        <div class="stack">${more.map(control)}</div>
      </details>
      ${reason && control(reason)}
    </fieldset>
    <p class="quiet small">
      ${[
        tapped && t`Tapped at ${timeOf(tapped, true)}.`,
        view.revisions ? t`Changed ${view.revisions}×.` : '',
        view.pending ? t`Not on the server yet.` : '',
      ]
        .filter(Boolean)
        .join(' ')}
    </p>
  <//>`
}

/** @param {string} name @param {NumberFault} fault */
const faultWords = (name, fault) =>
  fault === 'fraction'
    ? t`${name}: a whole number, please.`
    : t`${name}: a number from ${fault.least} to ${fault.most}, please.`

/** @param {Fields} set */
const textsOf = (set) =>
  ['text', 'note', 'title', 'field_note']
    .map((field) => set[field])
    .filter((value) => typeof value === 'string')
    .join('\n')
