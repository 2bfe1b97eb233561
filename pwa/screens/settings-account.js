/** The account: its name, its password, and the ways out. */
import {useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {changePassword, signOutOthers} from '../sync/account.js'
import {announce} from '../ui/announce.js'
import {Card} from '../ui/card.js'
import {Confirm} from '../ui/confirm.js'
import {TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {Sheet} from '../ui/sheet.js'
import {Leave} from './leave.js'

/** @import {Welcome} from '../sync/account.js' */
/** @import {Session} from './session.js' */

const SHEETS = {password: PasswordSheet, others: Others, leave: Leave}

/** @param {Pick<Session, 'book' | 'sync' | 'vault'> & {me: Welcome | null}} props */
export function AccountCard({book, sync, vault, me}) {
  const open = useSignal(/** @type {keyof typeof SHEETS | ''} */ (''))
  const {name, login} = book.account
  const Open = open.value && SHEETS[open.value]
  const opener = (
    /** @type {keyof typeof SHEETS} */ sheet,
    /** @type {string} */ text,
  ) =>
    html`<button
      type="button"
      class="button"
      onClick=${() => {
        open.value = sheet
      }}
    >
      ${text}
    </button>`
  return html`<${Card} title="Account">
    <p>
      <strong><bdi>${name || login}</bdi></strong>
      ${login && html`<br /><span class="quiet"><bdi>${login}</bdi></span>`}
    </p>
    <div class="choices">
      ${opener('password', t`Change password`)}
      ${opener('others', t`Sign out elsewhere`)} ${opener('leave', t`Sign out`)}
    </div>
    ${
      me?.account.is_operator &&
      html`<p>
        You look after this installation. ${' '}<a href="#/accounts" class="link"
          >Accounts</a
        >
      </p>`
    }
    ${Open && html`<${Open} book=${book} sync=${sync} vault=${vault} onClose=${() => into(open)('')} />`}
  <//>`
}

/** @param {{onClose: () => void}} props */
function PasswordSheet({onClose}) {
  const talk = useMemo(deskTalk, [])
  const current = useSignal('')
  const password = useSignal('')
  const change = async () => {
    const asked = {current: current.value, password: password.value}
    if (!(await talk.ask(() => changePassword(asked)))) return
    onClose()
    announce(t`Password changed. You are signed out everywhere else.`)
  }
  return html`<${Sheet}
    title="Change password"
    onClose=${onClose}
    onSubmit=${change}
    foot=${html`<button
      type="submit"
      class="button"
      data-main
      disabled=${talk.busy.value}
    >
      Change password
    </button>`}
  >
    <${TextField}
      label="Current password"
      type="password"
      value=${current.value}
      fault=${talk.fault('current')}
      autocomplete="current-password"
      onInput=${into(current)}
    />
    <${TextField}
      label="New password"
      type="password"
      value=${password.value}
      fault=${talk.fault('password')}
      hint="At least 15 characters: several words are good, and easier than signs."
      autocomplete="new-password"
      onInput=${into(password)}
    />
    <p class="quiet">
      You stay signed in here and are signed out everywhere else. The passphrase of this
      device is another matter: it stays as it is.
    </p>
    <${Problem} talk=${talk} />
  <//>`
}

/** @param {{onClose: () => void}} props */
function Others({onClose}) {
  const talk = useMemo(deskTalk, [])
  return html`<${Confirm}
    title="Sign out everywhere else?"
    verb="Sign out elsewhere"
    talk=${talk}
    ask=${signOutOthers}
    onDone=${() => announce(t`Signed out everywhere else`)}
    onClose=${onClose}
  >
    <p>
      Your other phones and browsers keep what they hold and go on capturing. They send
      it after you sign in there again.
    </p>
  <//>`
}
