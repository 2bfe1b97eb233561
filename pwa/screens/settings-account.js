/** The account: its name, its password, and the ways out. */
import {useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {setOut} from '../store/vaults.js'
import {changePassword, signOut, signOutOthers} from '../sync/account.js'
import {announce} from '../ui/announce.js'
import {Card} from '../ui/card.js'
import {Confirm} from '../ui/confirm.js'
import {TextField} from '../ui/field.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {Sheet} from '../ui/sheet.js'
import {beginAnew, leave} from './session.js'

/** @import {Book} from '../types.d.ts' */
/** @import {Welcome} from '../sync/account.js' */

const SHEETS = {password: PasswordSheet, others: Others, leave: Leave}

/** @param {{book: Book, vault: string, me: Welcome | null}} props */
export function AccountCard({book, vault, me}) {
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
    <div class="row">
      ${opener('password', 'Change password')} ${opener('others', 'Sign out elsewhere')}
      ${opener('leave', 'Sign out')}
    </div>
    ${
      me?.account.is_operator &&
      html`<p>
        You look after this installation. ${' '}<a href="#/accounts" class="link"
          >Accounts</a
        >
      </p>`
    }
    ${Open && html`<${Open} book=${book} vault=${vault} onClose=${() => into(open)('')} />`}
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
    announce('Password changed. You are signed out everywhere else.')
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
    onDone=${() => announce('Signed out everywhere else')}
    onClose=${onClose}
  >
    <p>
      Your other phones and browsers keep what they hold and go on capturing. They send
      it after you sign in there again.
    </p>
  <//>`
}

/** @param {{book: Book, vault: string, onClose: () => void}} props */
function Leave({book, vault, onClose}) {
  const talk = useMemo(deskTalk, [])
  const {pending, rejected} = book.waiting.value
  const left = pending + rejected
  const out = async () => {
    // Out also without a network: the server's session then ends by itself.
    await signOut()
    await setOut(vault, true)
    leave()
    beginAnew()
    return /** @type {const} */ ({kind: 'ok', status: 204, body: null})
  }
  return html`<${Confirm}
    title="Sign out?"
    verb="Sign out now"
    otherwise="Stay"
    talk=${talk}
    ask=${out}
    onDone=${() => undefined}
    onClose=${onClose}
  >
    ${
      left
        ? html`<p class="notice" data-tone="warn">
            <strong>${count(left, 'change')} not on the server yet.</strong>
            ${' '}They stay on this device, sealed, and are sent after you sign in here
            again.
          </p>`
        : html`<p>Everything captured is on the server.</p>`
    }
    <p class="quiet">
      The days stay on this device, sealed with its passphrase. Signing in here again
      with the same login brings them back.
    </p>
  <//>`
}
