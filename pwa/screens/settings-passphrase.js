/** What takes the passphrase: changing it, and letting a passkey unlock as well. */
import {useEffect} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {
  addPasskey,
  changePassphrase,
  NoPasskey,
  TooSoon,
  WrongPassphrase,
} from '../store/vaults.js'
import {fourWords} from '../sync/words.js'
import {announce} from '../ui/announce.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {SecretField} from '../ui/secret-field.js'
import {Sheet} from '../ui/sheet.js'
import {faultOfOwn, faultOfWords, Words} from './protect.js'
import {lock} from './session.js'

/** @import {Child} from '../vendor/preact.js' */

/** @param {unknown} error */
function faultIn(error) {
  if (error instanceof WrongPassphrase) return t`This is not the passphrase.`
  if (error instanceof TooSoon)
    return t`Wait ${Math.ceil(error.ms / 1000)} seconds, then try again.`
  if (error instanceof NoPasskey)
    return t`No passkey that can unlock was given. Not every device has one; the passphrase goes on working.`
  console.error(error)
  return t`It could not be done, and nothing has changed. Try again.`
}

/**
 * A sheet that begins with the passphrase of now.
 *
 * @param {{
 *   title: string, verb: string, ready?: boolean, act: (passphrase: string) => Promise<void>,
 *   onClose: () => void, children?: Child,
 * }} props
 */
function PassphraseAsked({title, verb, ready = true, act, onClose, children}) {
  const now = useSignal('')
  const fault = useSignal('')
  const busy = useSignal(false)
  const submit = async () => {
    if (!ready || busy.peek()) return
    busy.value = true
    fault.value = ''
    try {
      await act(now.value)
    } catch (error) {
      fault.value = faultIn(error)
    } finally {
      busy.value = false
    }
  }
  return html`<${Sheet}
    title=${title}
    onClose=${onClose}
    onSubmit=${submit}
    foot=${html`<button
      type="submit"
      class="button"
      data-main
      disabled=${busy.value || !ready}
    >
      ${verb}
    </button>`}
  >
    <${SecretField}
      label="Passphrase of now"
      value=${now.value}
      autocomplete="current-password"
      fault=${fault.value || undefined}
      onInput=${into(now)}
    />
    ${children}
  <//>`
}

/** @param {{vault: string, byPasskey: boolean, onClose: () => void}} props */
export function PassphraseSheet({vault, byPasskey, onClose}) {
  const words = useSignal('')
  const own = useSignal(false)
  const typed = useSignal('')
  useEffect(() => {
    fourWords()
      .then(into(words))
      // Without the list an own one will do.
      .catch(() => into(own)(true))
  }, [])
  const fault = own.value
    ? faultOfOwn(typed.value)
    : faultOfWords(typed.value, words.value)
  const change = async (/** @type {string} */ old) => {
    await changePassphrase(vault, old, own.value ? typed.value : words.value)
    await lock()
  }
  return html`<${PassphraseAsked}
    title="Change passphrase"
    verb="Change and lock"
    ready=${typed.value !== '' && !fault}
    act=${change}
    onClose=${onClose}
  >
    ${!own.value && html`<${Words} words=${words.value} />`}
    <${SecretField}
      label="New passphrase"
      value=${typed.value}
      autocomplete="new-password"
      hint=${
        own.value
          ? t`At least 14 characters: a sentence of yours, not one from a book or a song.`
          : t`Type the four words once, so that you have typed them before.`
      }
      fault=${(own.value && typed.value && fault) || undefined}
      onInput=${into(typed)}
    />
    ${
      words.value &&
      html`<div>
        <button
          type="button"
          class="link"
          onClick=${() => {
            own.value = !own.value
            typed.value = ''
          }}
        >
          ${own.value ? t`Use four words` : t`Choose my own`}
        </button>
      </div>`
    }
    <p class="quiet">
      Shadowlog locks at once and opens with the new passphrase. Backups saved earlier
      keep the old one. ${byPasskey && t`The passkey has to be added again.`}
    </p>
  <//>`
}

/** @param {{vault: string, onDone: () => void, onClose: () => void}} props */
export function UnlockSheet({vault, onDone, onClose}) {
  const add = async (/** @type {string} */ passphrase) => {
    await addPasskey(vault, passphrase)
    announce(t`The passkey unlocks this device too`)
    onClose()
    onDone()
  }
  return html`<${PassphraseAsked}
    title="Unlock by passkey too"
    verb="Add passkey"
    act=${add}
    onClose=${onClose}
  >
    <p>
      A finger or a face then opens this device. It is a convenience, never the only
      way: keep the passphrase.
    </p>
    <p class="quiet">
      Whoever can open the phone’s screen lock in your name can then open Shadowlog.
    </p>
  <//>`
}
