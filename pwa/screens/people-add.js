/** Somebody new on a contact list: what they are first, for the code follows from it. */
import {useSignal} from '../vendor/signals.js'
import {created} from '../domain/changes.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {sameCode, sideOf, suggestedCode} from '../domain/people.js'
import {SelectField, TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {labelWords} from '../ui/words.js'
import {write} from './acting.js'
import {GuardedText} from './guarded.js'

/** @import {Book, Study, Subject} from '../types.d.ts' */

/**
 * @param {{
 *   book: Book, study: Study, subject: Subject, taken: string[], onClose: () => void,
 * }} props `taken`: codes others have
 */
export function AddPerson({book, study, subject, taken, onClose}) {
  const does = useSignal('')
  const relation = useSignal('')
  const side = useSignal(/** @type {string | null} */ (null))
  const consent = useSignal('')
  const typed = useSignal(/** @type {string | null} */ (null))
  const who = {function: does.value, relation: relation.value}
  const code = (typed.value ?? suggestedCode(who, taken)).trim()
  const inside = side.value ?? sideOf(relation.value)
  const clash = taken.some((one) => sameCode(one) === sameCode(code))
  const add = async () => {
    if (!code || clash) return
    const told = {
      relation: relation.value,
      inside,
      function: does.value.trim(),
      consent_status: consent.value,
    }
    const said = Object.entries(told).filter(([, value]) => value)
    const done = await write(book, {
      act: `person:${code}`,
      day: null,
      study: study.id,
      changes: [
        created('person', book.now(), {
          subject_id: subject.id,
          person_code: code,
          ...Object.fromEntries(said),
        }),
      ],
      words: does.value,
    })
    if (done) onClose()
  }
  return html`<${Sheet}
    title="Add person"
    onClose=${onClose}
    onSubmit=${add}
    foot=${html`<button type="submit" class="button" data-main>Add person</button>`}
  >
    <${Choice}
      label="Relation"
      list="relation"
      value=${relation.value}
      onInput=${into(relation)}
    />
    <${GuardedText}
      book=${book}
      label="Function"
      hint="What they do, not who they are: finance director."
      value=${does.value}
      maxlength=${120}
      onInput=${into(does)}
    />
    <${TextField}
      label="Person code"
      hint="Made of the function or the relation; write another if you like."
      value=${typed.value ?? code}
      maxlength=${64}
      autocapitalize="characters"
      fault=${clash ? t`${code} is somebody already.` : undefined}
      onInput=${into(typed)}
    />
    <${Choice} label="Inside" list="inside" value=${inside} onInput=${into(side)} />
    <${Choice}
      label="Consent status"
      list="consent_status"
      value=${consent.value}
      onInput=${into(consent)}
    />
  <//>`
}

/** @param {{label: string, list: string, value: string, onInput: (value: string) => void}} props */
const Choice = ({label, list, value, onInput}) =>
  html`<${SelectField}
    label=${label}
    value=${value}
    empty=${t`Not said`}
    options=${Object.keys(ENUMERATIONS[list] ?? {}).map((word) => ({
      value: word,
      label: labelWords(list, word),
    }))}
    onInput=${onInput}
  />`
