/** The trail of a study: who did what, when and from which device, and whether it is whole. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {go, handleOf, route} from '../router.js'
import {listTrail} from '../sync/desk.js'
import {alarms} from '../sync/witness.js'
import {actionWords, ACTIONS, detailWords, moment} from '../ui/desk-words.js'
import {SelectField} from '../ui/field.js'
import {localMoment} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t, tr} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {Desk} from './desk.js'
import {Heading} from './frame.js'

/** @import {Book, Study} from '../types.d.ts' */
/** @import {Entry} from '../sync/desk.js' */
/** @import {Session} from './session.js' */

/** Things of an installation, not of a study. */
const ELSEWHERE =
  /^(installation|session|factor|recovery|passkey|password|reset|device)/
const CHOICES = Object.keys(ACTIONS).filter((value) => !ELSEWHERE.test(value))

/** @param {Session & {id: string}} props */
export function Trail({book, id}) {
  const study = book.studies.value.find((one) => one.id === id)
  const action = route.value.rest
  const back = {href: `#/study/${handleOf(id)}`, name: study?.title ?? t`Study`}
  return html`<${Desk} current="trail">
    <div class="stack" data-loose>
      <${Heading} title="Trail" back=${back} />
      <p class="quiet narrow">
        Everything done to this study, in order: who was let in, what was changed, which
        file left. Nothing can be taken out of it, and it holds nothing of what was
        observed.
      </p>
      <${Witness} book=${book} id=${id} />
      <div class="narrow">
        <${SelectField}
          label="Show"
          empty="Everything"
          value=${action}
          options=${CHOICES.map((value) => ({value, label: actionWords(value)}))}
          onInput=${(/** @type {string} */ chosen) =>
            go(`/trail/${handleOf(id)}${chosen && `/${chosen}`}`)}
        />
      </div>
      ${study && html`<${Entries} key=${action} book=${book} study=${study} action=${action} />`}
    </div>
  <//>`
}

/** Whether the trail is still the one this device was told of. @param {{book: Book, id: string}} props */
function Witness({book, id}) {
  // Read so that what the next sync tells shows at once.
  void book.changed.value
  const head = /** @type {{seq: number, head: string} | undefined} */ (
    book.setting(`trail.${id}`)
  )
  const broken = alarms(book).filter(({study}) => study === id)
  if (broken.length)
    return html`<div class="notice" data-tone="bad" role="alert">
      <strong>The server’s trail is not the one this device remembers.</strong>
      ${broken.map(
        ({seq, head: lost, at}) =>
          html`<p key=${lost}>
            Entry ${seq}, <code class="link-text">${lost}</code>, could not be shown on
            ${' '}${localMoment(at)}.
          </p>`,
      )}
      <p>
        It was brought back from an older backup, or somebody rewrote it. Ask whoever
        looks after the server, and keep this device as it is: it is the witness.
      </p>
    </div>`
  return html`<p class="quiet small narrow">
    ${
      head
        ? html`Witnessed by this device up to entry ${head.seq}, with the hash
            ${' '}<code class="link-text">${head.head}</code>. Each sync asks the server
            to show that this entry still stands.`
        : t`This device becomes a witness of it with its next sync.`
    }
  </p>`
}

/** @param {{book: Book, study: Study, action: string}} props */
function Entries({book, study, action}) {
  const talk = useMemo(deskTalk, [])
  const entries = useSignal(/** @type {Entry[]} */ ([]))
  const cursor = useSignal(/** @type {string | null | undefined} */ (undefined))
  const more = async () => {
    const asked = {action: action || undefined, cursor: cursor.value ?? undefined}
    const body = await talk.ask(() => listTrail(study.id, asked))
    if (!body) return
    entries.value = [...entries.value, ...body.items]
    cursor.value = body.next
  }
  useEffect(() => {
    void more()
  }, [])
  const known = cursor.value !== undefined
  return html`<div class="stack">
    ${entries.value.length > 0 && html`<${Table} book=${book} study=${study} entries=${entries.value} />`}
    ${
      known &&
      !entries.value.length &&
      html`<p class="quiet">
        ${
          action
            ? t`Nothing of this kind has happened in this study.`
            : t`Nothing yet. Letting somebody in, changing a setting or downloading a day log leaves a line here.`
        }
      </p>`
    }
    <${Problem} talk=${talk} />
    ${
      (cursor.value || talk.problem.value) &&
      html`<div>
        <button
          type="button"
          class="button"
          disabled=${talk.busy.value}
          onClick=${more}
        >
          ${known ? t`Older entries` : t`Try again`}
        </button>
      </div>`
    }
  </div>`
}

/** @param {{book: Book, study: Study, entries: Entry[]}} props */
function Table({book, study, entries}) {
  return html`<table class="table trail">
    <caption class="unseen">
      Trail, newest first
    </caption>
    <thead>
      <tr>
        <th scope="col">When</th>
        <th scope="col">What</th>
        <th scope="col">Who</th>
        <th scope="col">Device</th>
      </tr>
    </thead>
    <tbody>
      ${entries.map(
        (entry) =>
          html`<tr key=${entry.seq}>
            <td>
              <time datetime=${entry.at}>${moment(entry.at)}</time>
            </td>
            <td>
              <strong>${actionWords(entry.action)}</strong>
              ${entry.outcome !== 'done' && html` <span class="tag">${entry.outcome}</span>`}
              <br />
              <span class="quiet small">
                <bdi>
                  ${[targetOf(study, entry), detailWords(entry.detail)].filter(Boolean).join(' · ')}
                </bdi>
              </span>
            </td>
            <td><bdi>${entry.actor?.name ?? t`Nobody`}</bdi></td>
            <td class="quiet small">
              <bdi>${deviceWords(book, entry.device)}</bdi>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** Whom or what it was done to, where that has a name here. @param {Study} study @param {Entry} entry */
function targetOf(study, {target_id}) {
  const member = study.members.find(({account}) => account === target_id)
  const subject = study.subjects.find(({id}) => id === target_id)
  return member?.name || subject?.pseudonym || ''
}

/** Devices of others have no name here: the end of their mark tells them apart. @param {Book} book @param {string | null} device */
function deviceWords(book, device) {
  if (!device) return '–'
  return device === book.device ? t`this one` : `…${device.slice(-6)}`
}
