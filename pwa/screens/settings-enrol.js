/** Setting up a second factor: an authenticator app step by step, a passkey, the recovery codes. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {deviceLabel} from '../sync/account.js'
import {addPasskey, beginTotp, confirmTotp} from '../sync/factors.js'
import {announce} from '../ui/announce.js'
import {inFours} from '../ui/desk-words.js'
import {TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {Sheet} from '../ui/sheet.js'
import {ShownOnce} from '../ui/shown-once.js'

/** @typedef {{onMade: (codes: string[]) => void, onClose: () => void}} Enrolling */

/** @param {Enrolling} props */
export function TotpSheet({onMade, onClose}) {
  const talk = useMemo(deskTalk, [])
  const begun = useSignal(/** @type {{secret: string, uri: string} | null} */ (null))
  const code = useSignal('')
  useEffect(() => {
    talk.ask(beginTotp).then((body) => {
      if (body) begun.value = body
    })
  }, [])
  const confirm = async () => {
    const body = await talk.ask(() => confirmTotp(code.value.trim()))
    if (!body) return
    announce(t`The authenticator app is set up`)
    onMade(body.recovery_codes ?? [])
  }
  return html`<${Sheet}
    title="Set up an authenticator app"
    onClose=${onClose}
    onSubmit=${confirm}
    foot=${html`<button
      type="submit"
      class="button"
      data-main
      disabled=${talk.busy.value || !begun.value}
    >
      Confirm
    </button>`}
  >
    <ol class="stack steps">
      <li>
        Install any authenticator app on your phone: the one of your password manager
        will do.
      </li>
      <li>
        Add an account in it with this key.
        ${
          begun.value &&
          html`<p><code class="typed-off">${inFours(begun.value.secret)}</code></p>
            <p>
              On this device:${' '}
              <a class="link" href=${begun.value.uri}>open the app with it</a>
            </p>`
        }
      </li>
      <li>Type the six digits it shows now.</li>
    </ol>
    <${TextField}
      label="Code"
      value=${code.value}
      fault=${talk.fault('code')}
      inputmode="numeric"
      autocomplete="one-time-code"
      maxlength=${10}
      onInput=${into(code)}
    />
    <${Problem} talk=${talk} />
  <//>`
}

/** @param {Enrolling} props */
export function PasskeySheet({onMade, onClose}) {
  const talk = useMemo(deskTalk, [])
  const label = useSignal(deviceLabel())
  const add = async () => {
    const body = await talk.ask(() => addPasskey(label.value.trim()))
    if (!body) return
    announce(t`Passkey added`)
    onMade(body.recovery_codes ?? [])
  }
  return html`<${Sheet}
    title="Add a passkey"
    onClose=${onClose}
    onSubmit=${add}
    foot=${html`<button
      type="submit"
      class="button"
      data-main
      disabled=${talk.busy.value}
    >
      Add passkey
    </button>`}
  >
    <p>
      A passkey lives in this device or in a security key and is opened with a finger, a
      face or its PIN. It stands for password and second factor at once.
    </p>
    <${TextField}
      label="Name of the passkey"
      value=${label.value}
      fault=${talk.fault('label')}
      hint="So that you know it again in the list."
      maxlength=${120}
      onInput=${into(label)}
    />
    <${Problem} talk=${talk} />
  <//>`
}

/** @param {{codes: string[], onClose: () => void}} props */
export function CodesSheet({codes, onClose}) {
  return html`<${Sheet}
    title="Recovery codes"
    onClose=${onClose}
    foot=${html`<button type="button" class="button" data-main onClick=${onClose}>
      I have kept them
    </button>`}
  >
    <p>
      The way in when the phone with the app or the passkey is gone. Each works once, in
      place of a code.
    </p>
    <${ShownOnce} what="codes" lines=${codes} printed=${true}>
      Keep them on paper or in a password manager, not on this device.
    <//>
  <//>`
}
