/** Letting somebody new into a study: links that work once, and what became of them. */
import {useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {invite, listInvitations, revokeInvitation} from '../sync/studies.js'
import {announce} from '../ui/announce.js'
import {moment} from '../ui/desk-words.js'
import {SelectField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {ShownOnce} from '../ui/shown-once.js'
import {ROLES} from '../ui/words.js'

/** @import {Study} from '../types.d.ts' */
/** @import {Invitation} from '../sync/studies.js' */

export const roleChoices = () =>
  Object.entries(ROLES).map(([value, label]) => ({value, label: tr(label)}))

/** @type {Record<Invitation['state'], string>} */
const STATES = texts({
  open: 'open',
  accepted: 'used',
  expired: 'expired',
  revoked: 'taken back',
})

/** @param {{study: Study}} props */
export function Invitations({study}) {
  const talk = useMemo(deskTalk, [])
  const role = useSignal('observer')
  const link = useSignal('')
  const made = useSignal(/** @type {Invitation[] | null} */ (null))
  const load = async () => {
    made.value = await talk.ask(() => listInvitations(study.id))
  }
  const make = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const body = await talk.ask(() => invite(study.id, {role: role.value}))
    if (!body) return
    link.value = body.link
    if (made.value) await load()
  }
  const revoke = async (/** @type {Invitation} */ {id}) => {
    if (!(await talk.ask(() => revokeInvitation(study.id, id)))) return
    link.value = ''
    announce(t`The link no longer works`)
    await load()
  }
  return html`<div class="stack" data-tight>
    <h3>Invite somebody</h3>
    <form class="row" onSubmit=${make}>
      <div class="grow">
        <${SelectField}
          label="Invite as"
          value=${role.value}
          options=${roleChoices()}
          onInput=${(/** @type {string} */ value) => {
            role.value = value
            link.value = ''
          }}
        />
      </div>
      <button type="submit" class="button push-down" disabled=${talk.busy.value}>
        Make invitation link
      </button>
    </form>
    ${
      link.value &&
      html`<${ShownOnce} what="link" lines=${[link.value]}>
        Good for one person and 72 hours. Send it to them alone, and tell them: open it
        on the phone you will observe with, choose a login and a long password, then
        write down the four words that protect the phone.
      <//>`
    }
    <${Problem} talk=${talk} />
    ${
      made.value
        ? html`<${Made} invitations=${made.value} onRevoke=${revoke} />`
        : html`<div>
            <button
              type="button"
              class="link"
              disabled=${talk.busy.value}
              onClick=${load}
            >
              Show invitations made so far
            </button>
          </div>`
    }
  </div>`
}

/** @param {{invitations: Invitation[], onRevoke: (one: Invitation) => void}} props */
function Made({invitations, onRevoke}) {
  if (!invitations.length)
    return html`<p class="quiet">None made yet. Each link lets one person in.</p>`
  return html`<ul class="list" role="list" aria-label="Invitations">
    ${invitations.map(
      (one) =>
        html`<li key=${one.id} class="item">
          <span class="grow">
            ${tr(ROLES[one.role] ?? '')}${' '}
            <span class="tag" data-tone=${one.state === 'open' ? 'live' : ''}>
              ${tr(STATES[one.state])}
            </span>
            <br />
            <span class="quiet small">
              made ${moment(one.created_at)}
              ${one.state === 'open' && ` · ${t`until ${moment(one.expires_at)}`}`}
            </span>
          </span>
          ${
            one.state === 'open' &&
            html`<button
              type="button"
              class="button"
              data-danger
              aria-label=${t`Take back the invitation of ${moment(one.created_at)}`}
              onClick=${() => onRevoke(one)}
            >
              Take back
            </button>`
          }
        </li>`,
    )}
  </ul>`
}
