/** The subjects of a study by pseudonym, and the people each of them meets by code. */
import {useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {created} from '../domain/changes.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {addSubject, changeSubject} from '../sync/studies.js'
import {SelectField} from '../ui/field.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t, tr} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {Sheet} from '../ui/sheet.js'
import {labelWords} from '../ui/words.js'
import {handleOf} from '../router.js'
import {write} from './acting.js'
import {GuardedText} from './guarded.js'
import {RecordSheet} from './record-sheet.js'
import {textOf} from './titles.js'

/** @import {Book, Study, Subject} from '../types.d.ts' */

/** @param {{book: Book, study: Study}} props */
export function Subjects({book, study}) {
  const talk = useMemo(deskTalk, [])
  const pseudonym = useSignal('')
  const open = useSignal('')
  const may = study.role === 'pi'
  const add = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const asked = {pseudonym: pseudonym.value.trim()}
    if (await talk.ask(() => addSubject(book, study.id, asked))) pseudonym.value = ''
  }
  const chosen = study.subjects.find(({id}) => id === open.value)
  return html`<section class="card" aria-labelledby="subjects">
    <h2 id="subjects">Subjects</h2>
    ${
      study.subjects.length
        ? html`<ul class="list" role="list">
            ${study.subjects.map(
              (subject) =>
                html`<li key=${subject.id}>
                  <button
                    type="button"
                    class="item"
                    onClick=${() => {
                      open.value = subject.id
                    }}
                  >
                    <strong class="grow"><bdi>${subject.pseudonym}</bdi></strong>
                    ${
                      subject.consent_status &&
                      html`<span class="tag">
                        ${labelWords('consent_status', subject.consent_status)}
                      </span>`
                    }
                    <span class="quiet small">
                      ${count(book.persons(subject.id).length, 'person', 'persons')}
                    </span>
                  </button>
                </li>`,
            )}
          </ul>`
        : html`<p class="quiet">
            Nobody yet. A subject is the person shadowed, known here by pseudonym only:
            M1, CEO-3, Ward sister B. The key to the names stays on paper with you.
          </p>`
    }
    ${
      may &&
      html`<form class="row" onSubmit=${add}>
        <div class="grow">
          <${GuardedText}
            book=${book}
            label="Pseudonym"
            value=${pseudonym.value}
            fault=${talk.fault('pseudonym')}
            maxlength=${40}
            autocomplete="off"
            onInput=${(/** @type {string} */ value) => {
              pseudonym.value = value
            }}
          />
        </div>
        <button type="submit" class="button push-down" disabled=${talk.busy.value}>
          Add subject
        </button>
      </form>`
    }
    <${Problem} talk=${talk} />
    ${
      chosen &&
      html`<${SubjectSheet}
        book=${book}
        study=${study}
        subject=${chosen}
        onClose=${() => {
          open.value = ''
        }}
      />`
    }
  </section>`
}

/** @param {{book: Book, study: Study, subject: Subject, onClose: () => void}} props */
function SubjectSheet({book, study, subject, onClose}) {
  const talk = useMemo(deskTalk, [])
  const code = useSignal('')
  const open = useSignal('')
  // Read so that a person added or corrected shows at once.
  book.changed.value
  const persons = book.persons(subject.id).filter(({deleted}) => !deleted)
  const add = async () => {
    const person_code = code.value.trim()
    if (!person_code) return
    const done = await write(book, {
      act: `person:${person_code}`,
      day: null,
      study: study.id,
      changes: [created('person', book.now(), {subject_id: subject.id, person_code})],
    })
    if (done) code.value = ''
  }
  return html`<${Sheet}
      title=${html`<bdi>${subject.pseudonym}</bdi>`}
      onClose=${onClose}
      onSubmit=${add}
    >
      ${
        study.role === 'pi' &&
        html`<${SelectField}
          label="Consent"
          value=${subject.consent_status ?? ''}
          options=${Object.entries(ENUMERATIONS['consent_status'] ?? {}).map(
            ([value, words]) => ({
              value,
              label: tr(words),
            }),
          )}
          onInput=${(/** @type {string} */ value) =>
            talk.ask(() =>
              changeSubject(book, study.id, subject.id, {consent_status: value}),
            )}
        />`
      }
      <${Problem} talk=${talk} />
      <div class="row" data-apart>
        <h3>People they meet</h3>
        <a class="button" href=${`#/people/${handleOf(subject.id)}`}>Contact list</a>
      </div>
      ${
        persons.length
          ? html`<ul class="list" role="list">
              ${persons.map(
                (person) =>
                  html`<li key=${person.rec}>
                    <button
                      type="button"
                      class="item"
                      onClick=${() => {
                        open.value = person.rec
                      }}
                    >
                      <strong class="grow"
                        ><bdi>${textOf(person, 'person_code')}</bdi></strong
                      >
                      <span class="quiet small">
                        ${
                          [
                            labelWords('relation', textOf(person, 'relation')),
                            labelWords('inside', textOf(person, 'inside')),
                            textOf(person, 'function'),
                          ]
                            .filter(Boolean)
                            .join(' · ') || t`nothing said yet`
                        }
                      </span>
                    </button>
                  </li>`,
              )}
            </ul>`
          : html`<p class="quiet">
              None yet. Person codes such as FD or BM2 stand for roles; they are offered
              wherever people can be named.
            </p>`
      }
      <div class="row">
        <div class="grow">
          <${GuardedText}
            book=${book}
            label="New person code"
            value=${code.value}
            maxlength=${64}
            autocomplete="off"
            onInput=${(/** @type {string} */ value) => {
              code.value = value
            }}
          />
        </div>
        <button type="submit" class="button push-down">Add person</button>
      </div>
    <//>
    ${
      open.value &&
      html`<${RecordSheet}
        key=${open.value}
        book=${book}
        rec=${open.value}
        onClose=${() => {
          open.value = ''
        }}
      />`
    }`
}
