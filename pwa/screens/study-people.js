/** Who takes part in a study and in which role: changed, taken out, let in again. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {addMember, changeMember, listMembers, removeMember} from '../sync/studies.js'
import {announce} from '../ui/announce.js'
import {Card} from '../ui/card.js'
import {SelectField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t, texts, tr} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {Sheet} from '../ui/sheet.js'
import {ROLES} from '../ui/words.js'
import {ObserverPart} from './study-observer.js'
import {ResetPart} from './reset-part.js'
import {Invitations, roleChoices} from './study-invitations.js'

/** @import {Book, Study} from '../types.d.ts' */
/** @import {MemberSeen} from '../sync/studies.js' */

/** @param {{book: Book, study: Study}} props */
export function People({book, study}) {
  const talk = useMemo(deskTalk, [])
  const fetched = useSignal(/** @type {ReadonlyArray<MemberSeen> | null} */ (null))
  const chosen = useSignal('')
  const removed = useSignal(/** @type {MemberSeen | null} */ (null))
  const load = async () => {
    const answer = await listMembers(study.id)
    if (answer.kind === 'ok') fetched.value = answer.body
  }
  useEffect(() => {
    void load()
  }, [study.id])
  const everybody = fetched.value ?? /** @type {MemberSeen[]} */ (study.members)
  const members = everybody.filter(({state}) => state !== 'removed')
  const left = everybody.filter(({state}) => state === 'removed')
  const leads = study.role === 'pi'
  const open = everybody.find(({account}) => account === chosen.value)
  const letIn = async (/** @type {MemberSeen} */ {login = '', role, name}) => {
    if (!(await talk.ask(() => addMember(study.id, {login, role})))) return
    removed.value = null
    announce(t`${name || t`The member`} is back`)
    await load()
  }
  return html`<${Card} title="People">
    <ul class="list" role="list">
      ${members.map(
        (member) =>
          html`<${Row}
            key=${member.account}
            member=${member}
            me=${member.account === book.uid}
            onOpen=${leads && fetched.value ? () => into(chosen)(member.account) : null}
          />`,
      )}
    </ul>
    ${
      removed.value &&
      html`<div class="notice" role="status">
        <div class="row" data-apart>
          <p><bdi>${removed.value.name}</bdi> is out of the study.</p>
          <button
            type="button"
            class="button"
            disabled=${talk.busy.value}
            onClick=${() => removed.value && letIn(removed.value)}
          >
            Undo
          </button>
        </div>
      </div>`
    }
    ${
      leads &&
      left.length > 0 &&
      html`<details class="more">
        <summary>No longer in the study (${left.length})</summary>
        <ul class="list" role="list">
          ${left.map(
            (member) =>
              html`<${Row} key=${member.account} member=${member}>
                <button
                  type="button"
                  class="button"
                  aria-label=${t`Let ${member.name} in again`}
                  onClick=${() => letIn(member)}
                >
                  Let in again
                </button>
              <//>`,
          )}
        </ul>
      </details>`
    }
    <${Problem} talk=${talk} />
    ${leads && html`<${Invitations} study=${study} />`}
    ${
      open &&
      html`<${MemberSheet}
        study=${study}
        member=${open}
        me=${open.account === book.uid}
        onChanged=${load}
        onRemoved=${into(removed)}
        onClose=${() => into(chosen)('')}
      />`
    }
  <//>`
}

/**
 * @param {{
 *   member: MemberSeen, me?: boolean, onOpen?: (() => void) | null,
 *   children?: import('../vendor/preact.js').Child,
 * }} props
 */
function Row({member, me, onOpen, children}) {
  const inside = html`<span class="grow">
      <bdi>${member.name || member.observer_code || t`Member`}</bdi>
      ${me && html` <span class="tag">you</span>`}
    </span>
    <span class="quiet small">
      ${tr(ROLES[member.role] ?? '')}${member.observer_code ? ` · ${member.observer_code}` : ''}
    </span>`
  return onOpen
    ? html`<li>
        <button type="button" class="item" onClick=${onOpen}>${inside}</button>
      </li>`
    : html`<li class="item">${inside}${children}</li>`
}

/**
 * @param {{
 *   study: Study, member: MemberSeen, me: boolean, onChanged: () => Promise<void>,
 *   onRemoved: (member: MemberSeen) => void, onClose: () => void,
 * }} props
 */
function MemberSheet({study, member, me, onChanged, onRemoved, onClose}) {
  const talk = useMemo(deskTalk, [])
  const {account, role} = member
  const change = async (/** @type {string} */ wanted) => {
    const changed = await talk.ask(() =>
      changeMember(study.id, account, {role: wanted}),
    )
    if (changed) announce(t`Now ${tr(ROLES[wanted] ?? '')}`)
    await onChanged()
  }
  const remove = async () => {
    if (!(await talk.ask(() => removeMember(study.id, account)))) return
    onClose()
    onRemoved(member)
    await onChanged()
  }
  return html`<${Sheet} title=${html`<bdi>${member.name}</bdi>`} onClose=${onClose}>
    <${SelectField}
      key=${role}
      label="Role"
      value=${role}
      options=${roleChoices()}
      hint=${tr(ROLE_HINTS[role] ?? '')}
      onInput=${change}
    />
    <${Problem} talk=${talk} />
    ${
      // Until the server has told what is said of them, saving would empty it.
      'background' in member &&
      html`<${ObserverPart}
        study=${study.id}
        member=${member}
        onChanged=${onChanged}
      />`
    }
    ${!me && html`<${ResetPart} account=${account} />`}
    <section class="stack" data-tight>
      <h3>Take out of the study</h3>
      <p class="quiet">
        From the next moment on the server shows them nothing of it. Their days stay in
        the study, under their observer code. It can be undone.
      </p>
      <div>
        <button
          type="button"
          class="button"
          data-danger
          disabled=${talk.busy.value}
          onClick=${remove}
        >
          Remove from the study
        </button>
      </div>
    </section>
  <//>`
}

/** @type {Record<string, string>} */
const ROLE_HINTS = texts({
  pi: 'Leads the study: sees and corrects every day, invites, sets codes, takes data out.',
  observer: 'Shadows and captures; sees her own days.',
  analyst: 'Reads what is de-identified, and nothing else.',
})
