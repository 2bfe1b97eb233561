/** What can be said of a tally afterwards: who, what about, or that it was more than that. */
import {edit} from '../domain/capture.js'
import {created} from '../domain/changes.js'
import {codesOf} from '../domain/codebook.js'
import {startOf} from '../domain/day.js'
import {promoted} from '../domain/promote.js'
import {useSignal} from '../vendor/signals.js'
import {SelectField, TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {perform, write} from './acting.js'
import {textOf, timeOf} from './titles.js'

/** @import {Book, Codebook, DayState, RecordView} from '../types.d.ts' */
/** @import {Promoted} from '../domain/promote.js' */
/** @import {Open} from './capture.js' */

/** @type {Record<Promoted, string>} */
const INTO = texts({
  activity: 'Activity',
  meeting: 'Meeting',
  jotting: 'Jotting',
})

/**
 * @param {{
 *   book: Book, state: DayState, view: RecordView, codebook: Codebook | null,
 *   onClose: () => void, onOpen: (next: Open) => void,
 * }} props
 */
export function TallySheet({book, state, view, codebook, onClose, onOpen}) {
  const who = useSignal(textOf(view, 'person'))
  const code = useSignal(textOf(view, 'code'))
  const subject = textOf(state.day, 'subject_id')
  const known = book.persons(subject).map((person) => textOf(person, 'person_code'))
  const said = () => ({person: who.value.trim() || null, code: code.value || null})
  const newcomer = () => {
    const person_code = who.value.trim()
    if (!person_code || known.includes(person_code)) return []
    return [created('person', book.now(), {subject_id: subject, person_code})]
  }
  const save = async () => {
    const done = await write(book, {
      act: 'edit:tally',
      day: view.parent,
      study: view.study,
      changes: [...newcomer(), ...edit(view, said())],
    })
    if (done) onClose()
    return done
  }
  const turn = async (/** @type {Promoted} */ kind) => {
    // Gone in the next act: what was said of it goes along.
    const told = {...view, fields: {...view.fields, ...said()}}
    const made = await perform(book, state.day.rec, `promote:${kind}`, (now) => {
      const changes = promoted(now, told, kind)
      return changes.length ? [...changes, ...newcomer()] : []
    })
    const rec = made?.[0]?.rec
    if (rec) onOpen({name: kind === 'jotting' ? 'jot' : 'record', rec})
  }
  return html`<${Sheet}
    title=${t`Tally of ${timeOf(startOf(view), true)}`}
    onClose=${onClose}
    onSubmit=${save}
    foot=${html`<button type="submit" class="button" data-main>Save</button>`}
  >
    <${TextField}
      label="Who (optional, a code and never a name)"
      value=${who.value}
      maxlength=${64}
      list=${known}
      onInput=${(/** @type {string} */ value) => {
        who.value = value
      }}
    />
    <${SelectField}
      label="What about (optional)"
      value=${code.value}
      empty="Not said"
      options=${codesOf(codebook).map(({code: value, label}) => ({value, label}))}
      onInput=${(/** @type {string} */ value) => {
        code.value = value
      }}
    />
    <section class="stack" data-tight>
      <h3>It was more than that</h3>
      <p class="quiet">
        The tally becomes a record at its moment, and counts as a tally no more.
      </p>
      <div class="chips" role="group" aria-label="Turn into">
        ${Object.entries(INTO).map(
          ([kind, name]) =>
            html`<button
              key=${kind}
              type="button"
              class="button"
              onClick=${() => turn(/** @type {Promoted} */ (kind))}
            >
              ${tr(name)}
            </button>`,
        )}
      </div>
    </section>
  <//>`
}
