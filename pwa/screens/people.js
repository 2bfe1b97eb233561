/** The contact list of a subject: whom they meet, by code, most met first. */
import {useComputed, useSignal} from '../vendor/signals.js'
import {restore} from '../domain/capture.js'
import {byUse, clashesIn, codeOf, usesIn} from '../domain/people.js'
import {handleOf} from '../router.js'
import {TextField} from '../ui/field.js'
import {count, decimal} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {labelWords} from '../ui/words.js'
import {write} from './acting.js'
import {Desk} from './desk.js'
import {Frame, Heading} from './frame.js'
import {AddPerson} from './people-add.js'
import {Clash} from './people-clash.js'
import {factsOf} from './people-facts.js'
import {ToNames} from './people-names.js'
import {RecordSheet} from './record-sheet.js'
import {textOf} from './titles.js'

/** @import {Book, RecordView, Study, Subject} from '../types.d.ts' */
/** @import {Use} from '../domain/people.js' */
/** @import {Session} from './session.js' */

/** From so many on, looking is slower than typing. */
const MANY = 8

/** @param {Session & {id: string}} props */
export function People({book, id}) {
  const study = useComputed(() =>
    book.studies.value.find(({subjects}) => subjects.some((one) => one.id === id)),
  ).value
  const subject = study?.subjects.find((one) => one.id === id)
  return study && subject
    ? html`<${Contacts} book=${book} study=${study} subject=${subject} />`
    : html`<${Unknown} />`
}

/** @param {{book: Book, study: Study, subject: Subject}} props */
function Contacts({book, study, subject}) {
  const seen = useComputed(() => {
    book.changed.value
    const all = book.persons(subject.id)
    const days = book
      .days(study.id)
      .filter(({fields}) => fields['subject_id'] === subject.id)
    const uses = usesIn(days.flatMap(({rec}) => book.recordsOf(rec)))
    const here = all.filter(({deleted}) => !deleted)
    return {uses, here, gone: all.filter(({deleted}) => deleted)}
  })
  const sought = useSignal('')
  const open = useSignal('')
  const adding = useSignal(false)
  const {uses, here, gone} = seen.value
  const shown = byUse(here, uses).filter((person) => tells(person, sought.value))
  const taken = here.map(codeOf)
  return html`<${Desk} current="study">
    <div class="stack narrow" data-loose>
      <${Heading}
        title=${t`People ${subject.pseudonym} meets`}
        back=${{href: `#/study/${handleOf(study.id)}`, name: study.title}}
      >
        <button
          type="button"
          class="button"
          data-main
          onClick=${() => {
            adding.value = true
          }}
        >
          Add person
        </button>
      <//>
      ${clashesIn(here).map(
        (persons) =>
          html`<${Clash}
            key=${persons[0]?.rec}
            book=${book}
            persons=${persons}
            taken=${taken}
            uses=${uses}
          />`,
      )}
      ${
        here.length >= MANY &&
        html`<${TextField}
          label="Find"
          type="search"
          hint="By code, relation or function."
          value=${sought.value}
          onInput=${into(sought)}
        />`
      }
      ${
        shown.length > 0
          ? html`<ul class="list" role="list" aria-label="People">
              ${shown.map(
                (person) =>
                  html`<${Contact}
                    key=${person.rec}
                    person=${person}
                    use=${uses.get(codeOf(person))}
                    onOpen=${() => {
                      open.value = person.rec
                    }}
                  />`,
              )}
            </ul>`
          : html`<p class="quiet">
              ${
                here.length
                  ? t`Nobody here answers to that.`
                  : t`Nobody yet. A person is known by a code that says what they are: FD for the finance director, NED2 for a member of the board. Add them here, or while you capture.`
              }
            </p>`
      }
      <${Removed} book=${book} gone=${gone} />
      <${ToNames} />
    </div>
    ${
      adding.value &&
      html`<${AddPerson}
        book=${book}
        study=${study}
        subject=${subject}
        taken=${taken}
        onClose=${() => {
          adding.value = false
        }}
      />`
    }
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
    }
  <//>`
}

/** @param {{person: RecordView, use: Use | undefined, onOpen: () => void}} props */
function Contact({person, use, onOpen}) {
  const consent = textOf(person, 'consent_status')
  return html`<li>
    <button type="button" class="item" onClick=${onOpen}>
      <span class="grow">
        <strong><bdi>${codeOf(person) || t`No code yet`}</bdi></strong
        ><br />
        <bdi class="quiet small">${factsOf(person) || t`nothing said yet`}</bdi>
      </span>
      ${consent && html`<span class="tag">${labelWords('consent_status', consent)}</span>`}
      ${person.conflicts.length > 0 && html`<span class="tag" data-tone="warn">two versions</span>`}
      ${person.pending > 0 && html`<span class="tag">not on the server yet</span>`}
      <span class="quiet small">${useWords(use?.times ?? 0)}</span>
    </button>
  </li>`
}

/** @param {number} times */
function useWords(times) {
  if (!times) return t`in no record yet`
  return times === 1 ? t`in 1 record` : t`in ${decimal(times)} records`
}

/** @param {RecordView} person @param {string} sought */
function tells(person, sought) {
  const all = `${codeOf(person)} ${factsOf(person)}`.toLowerCase()
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}

/** @param {{book: Book, gone: RecordView[]}} props */
function Removed({book, gone}) {
  if (!gone.length) return null
  return html`<details class="more">
    <summary>${count(gone.length, 'removed person', 'removed persons')}</summary>
    <ul class="list" role="list">
      ${gone.map(
        (person) =>
          html`<li key=${person.rec} class="item">
            <bdi class="grow">${codeOf(person)}</bdi>
            <button
              type="button"
              class="button"
              aria-label=${t`Restore ${codeOf(person)}`}
              onClick=${() => takeBack(book, person)}
            >
              Restore
            </button>
          </li>`,
      )}
    </ul>
  </details>`
}

/** @param {Book} book @param {RecordView} person */
const takeBack = (book, person) =>
  write(book, {
    act: `person:${codeOf(person)}`,
    day: null,
    study: person.study,
    changes: restore(person),
  })

function Unknown() {
  return html`<${Frame} current="study">
    <div class="stack narrow">
      <${Heading}
        title="This subject is not on this device"
        back=${{href: '#/studies', name: t`Studies`}}
      />
      <p>You may not be a member of the study, or it has not been fetched yet.</p>
    </div>
  <//>`
}
