/** The accounts of the installation, for whoever looks after it. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {listAccounts} from '../sync/desk.js'
import {Card} from '../ui/card.js'
import {moment} from '../ui/desk-words.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {Sheet} from '../ui/sheet.js'
import {Desk} from './desk.js'
import {Heading} from './frame.js'
import {ResetPart} from './reset-part.js'

/** @import {AccountSeen} from '../sync/desk.js' */
/** @import {Session} from './session.js' */

/** @param {Session} props */
export function Accounts({book}) {
  const talk = useMemo(deskTalk, [])
  const accounts = useSignal(/** @type {AccountSeen[] | null} */ (null))
  const chosen = useSignal(/** @type {AccountSeen | null} */ (null))
  const load = async () => {
    accounts.value = await talk.ask(listAccounts)
  }
  useEffect(() => {
    void load()
  }, [])
  return html`<${Desk} current="settings">
    <div class="stack" data-loose>
      <${Heading} title="Accounts" back=${{href: '#/settings', name: t`Settings`}} />
      <div class="columns">
        <div class="stack">
          <${Problem} talk=${talk} />
          ${
            talk.problem.value &&
            html`<div>
              <button type="button" class="button" onClick=${load}>Try again</button>
            </div>`
          }
          ${
            accounts.value &&
            html`<ul class="list" role="list">
              ${accounts.value.map(
                (account) =>
                  html`<${Row}
                    key=${account.id}
                    account=${account}
                    me=${account.id === book.uid}
                    onOpen=${() => into(chosen)(account)}
                  />`,
              )}
            </ul>`
          }
        </div>
        <${Card} title="What you see, and what not">
          <p>
            Whoever looks after the installation keeps accounts and backups in order.
            You see who can sign in, and when they last did.
          </p>
          <p>
            You see <strong>no study, no subject and no day</strong> unless you are a
            member of the study, like anybody else. You never learn a password, and a
            reset link that you make stands on the trail.
          </p>
          <p class="quiet">
            New people come by invitation, made by the investigator of their study.
          </p>
        <//>
      </div>
    </div>
    ${
      chosen.value &&
      html`<${AccountSheet}
        account=${chosen.value}
        onClose=${() => into(chosen)(null)}
      />`
    }
  <//>`
}

/** @param {{account: AccountSeen, me: boolean, onOpen: () => void}} props */
function Row({account, me, onOpen}) {
  const inside = html`<span class="grow">
    <bdi>${account.name}</bdi>${' '}<span class="quiet"
      ><bdi>${account.login}</bdi></span
    >
    ${me && html` <span class="tag">you</span>`}
    ${account.is_operator && html` <span class="tag">operator</span>`}
    ${account.locked && html` <span class="tag" data-tone="warn">locked</span>`}
    <br />
    <span class="quiet small">
      ${[
        t`since ${moment(account.created_at)}`,
        t`seen ${moment(account.last_seen_at)}`,
        account.second_factor ? t`second factor` : t`password only`,
      ].join(' · ')}
    </span>
  </span>`
  return me
    ? html`<li class="item">${inside}</li>`
    : html`<li>
        <button type="button" class="item" onClick=${onOpen}>${inside}</button>
      </li>`
}

/** @param {{account: AccountSeen, onClose: () => void}} props */
function AccountSheet({account, onClose}) {
  return html`<${Sheet} title=${html`<bdi>${account.name}</bdi>`} onClose=${onClose}>
    ${
      account.locked &&
      html`<p class="notice" data-tone="warn">
        Locked after too many wrong passwords. A reset opens it again.
      </p>`
    }
    <${ResetPart} account=${account.id} />
  <//>`
}
