/** Who takes part in a study and in which role; invitations, each link shown once. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {invite, listMembers} from '../sync/studies.js'
import {announce} from '../ui/announce.js'
import {SelectField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {conversation, Problem} from '../ui/problem.js'
import {ROLES} from '../ui/words.js'

/** @import {Book, Member, Study} from '../types.d.ts' */

/** @param {{book: Book, study: Study}} props */
export function People({book, study}) {
  const fetched = useSignal(/** @type {ReadonlyArray<Member> | null} */ (null))
  useEffect(() => {
    listMembers(study.id)
      .then((answer) => {
        if (answer.kind === 'ok') fetched.value = answer.body.items
      })
      .catch(() => undefined)
  }, [study.id])
  const members = fetched.value ?? study.members
  return html`<section class="card" aria-labelledby="people">
    <h2 id="people">People</h2>
    <ul class="list" role="list">
      ${members.map(
        (member) =>
          html`<li key=${member.account} class="item">
            <span class="grow">
              <bdi>${member.name || member.observer_code || 'Member'}</bdi>
              ${member.account === book.uid && html` <span class="tag">you</span>`}
            </span>
            <span class="quiet small">
              ${ROLES[member.role]}${member.observer_code ? ` · ${member.observer_code}` : ''}
            </span>
          </li>`,
      )}
    </ul>
    ${study.role === 'pi' && html`<${Invite} study=${study} />`}
  </section>`
}

/** @param {{study: Study}} props */
function Invite({study}) {
  const talk = useMemo(conversation, [])
  const role = useSignal('observer')
  const link = useSignal('')
  const make = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const made = await talk.ask(() => invite(study.id, {role: role.value}))
    if (made) link.value = made.link
  }
  const copy = async () => {
    await navigator.clipboard.writeText(link.value)
    announce('Link copied')
  }
  return html`<form class="stack" data-tight onSubmit=${make}>
    <div class="row">
      <div class="grow">
        <${SelectField}
          label="Invite as"
          value=${role.value}
          options=${Object.entries(ROLES).map(([value, label]) => ({value, label}))}
          onInput=${(/** @type {string} */ value) => {
            role.value = value
            link.value = ''
          }}
        />
      </div>
      <button type="submit" class="button push-down" disabled=${talk.busy.value}>
        Make invitation link
      </button>
    </div>
    <${Problem} talk=${talk} />
    ${
      link.value &&
      html`<div class="notice" data-tone="good" role="status">
        <p>
          <strong>Shown once.</strong> Good for one person and 72 hours. Hand it over
          yourself.
        </p>
        <p>
          <code class="link-text"><bdi>${link}</bdi></code>
        </p>
        <div>
          <button type="button" class="button" onClick=${copy}>Copy link</button>
        </div>
      </div>`
    }
  </form>`
}
