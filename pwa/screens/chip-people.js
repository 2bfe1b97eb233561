/** Who is there: the contact list, met last first, and somebody new. */
import {useSignal} from '../vendor/signals.js'
import {edit} from '../domain/capture.js'
import {created} from '../domain/changes.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {
  byRecency,
  codeOf,
  sameCode,
  sideOf,
  suggestedCode,
  usesIn,
} from '../domain/people.js'
import {SelectField, TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {t, tr} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {labelWords} from '../ui/words.js'
import {write} from './acting.js'
import {lately, say} from './chip-look.js'
import {textOf} from './titles.js'

/** @import {Book, RecordView} from '../types.d.ts' */
/** @import {ChipProps} from './chip-look.js' */

/** @param {ChipProps} props */
export function PeopleSheet({book, state, view, onClose}) {
  const subject = textOf(state.day, 'subject_id')
  const persons = book.persons(subject).filter(({deleted}) => !deleted)
  const there = [view.fields['persons'] ?? []].flat().map(String)
  const listed = byRecency(persons, usesIn(lately(book, state, true)))
  // Two phones may each have given the code.
  const known = listed.filter(
    (person, at) => listed.findIndex((each) => codeOf(each) === codeOf(person)) === at,
  )
  const unknown = there.filter((code) => !known.some((one) => codeOf(one) === code))
  const toggle = (/** @type {string} */ code) => {
    const next = there.includes(code)
      ? there.filter((one) => one !== code)
      : [...there, code]
    return say(book, view, 'persons', next.length ? next : null)
  }
  return html`<${Sheet}
    title="With whom?"
    onClose=${onClose}
    foot=${html`<button type="button" class="button" data-main onClick=${onClose}>
      Done
    </button>`}
  >
    ${
      known.length + unknown.length > 0
        ? html`<div class="choices" data-two>
            ${known.map(
              (person) =>
                html`<${PersonButton}
                  key=${person.rec}
                  code=${codeOf(person)}
                  about=${textOf(person, 'function') || labelWords('relation', textOf(person, 'relation'))}
                  on=${there.includes(codeOf(person))}
                  onTap=${toggle}
                />`,
            )}
            ${unknown.map(
              (code) =>
                html`<${PersonButton}
                  key=${code}
                  code=${code}
                  about=""
                  on=${true}
                  onTap=${toggle}
                />`,
            )}
          </div>`
        : html`<p class="quiet">
            Nobody on the contact list yet. People are known here by a code that says
            what they are: FD, PA1, NED2. Never by name.
          </p>`
    }
    <${NewPerson}
      book=${book}
      view=${view}
      subject=${subject}
      taken=${[...persons.map(codeOf), ...there]}
      there=${there}
    />
  <//>`
}

/** @param {{code: string, about: string, on: boolean, onTap: (code: string) => void}} props */
const PersonButton = ({code, about, on, onTap}) =>
  html`<button
    type="button"
    class="button person"
    aria-pressed=${on ? 'true' : 'false'}
    onClick=${() => onTap(code)}
  >
    <bdi>${code}</bdi>
    ${about && html`<bdi class="small quiet">${about}</bdi>`}
  </button>`

/**
 * Somebody new: on the contact list and in the activity by one operation.
 *
 * @param {{book: Book, view: RecordView, subject: string, taken: string[], there: string[]}} props
 */
function NewPerson({book, view, subject, taken, there}) {
  const relation = useSignal('')
  const typed = useSignal(/** @type {string | null} */ (null))
  const code = typed.value ?? suggestedCode({relation: relation.value}, taken)
  const clash = taken.some((one) => sameCode(one) === sameCode(code))
  const add = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const person_code = code.trim()
    if (!person_code || clash) return
    const side = sideOf(relation.value)
    const about = {
      subject_id: subject,
      person_code,
      ...(relation.value ? {relation: relation.value} : {}),
      ...(side ? {inside: side} : {}),
    }
    const done = await write(book, {
      act: `person:${person_code}`,
      day: view.parent,
      study: view.study,
      changes: [
        created('person', book.now(), about),
        ...edit(view, {persons: [...there, person_code]}),
      ],
    })
    if (!done) return
    relation.value = ''
    typed.value = null
  }
  return html`<form class="stack" data-tight onSubmit=${add}>
    <h3>Somebody new</h3>
    <${SelectField}
      label="Relation"
      value=${relation.value}
      empty="Not said"
      options=${Object.entries(ENUMERATIONS['relation'] ?? {}).map(
        ([value, words]) => ({
          value,
          label: tr(words),
        }),
      )}
      onInput=${(/** @type {string} */ next) => {
        relation.value = next
        typed.value = null
      }}
    />
    <div class="row">
      <div class="grow">
        <${TextField}
          label="New person code"
          value=${code}
          maxlength=${64}
          autocapitalize="characters"
          fault=${clash && code ? t`${code} is somebody already.` : undefined}
          onInput=${(/** @type {string} */ next) => {
            typed.value = next
          }}
        />
      </div>
      <button type="submit" class="button push-down">Add person</button>
    </div>
  </form>`
}
