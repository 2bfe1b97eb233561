/** The way out: what waits is sent first, or stays here sealed because one said so. */
import {useEffect} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {setOut, setPad} from '../store/vaults.js'
import {signOut} from '../sync/account.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {saveBackup} from './forgotten.js'
import {lock, onlyHere} from './session.js'

/** @import {Session} from './session.js' */

/** @param {Pick<Session, 'book' | 'sync' | 'vault'> & {onClose: () => void}} props */
export function Leave({book, sync, vault, onClose}) {
  const busy = useSignal(false)
  const saved = useSignal('')
  const {pending, rejected} = book.waiting.value
  const here = useSignal({taps: 0, texts: 0})
  const {taps, texts} = here.value
  const unsent = pending + rejected
  const left = unsent + taps + texts
  useEffect(() => {
    if (unsent) sync.now()
    onlyHere(book)
      .then((found) => {
        here.value = found
      })
      .catch(console.error)
  }, [])
  const out = async () => {
    busy.value = true
    // Out also without a network: the server's session then ends by itself.
    await signOut()
    await lock(async () => {
      await setPad(vault, false)
      await setOut(vault, true)
    })
  }
  const save = async () => {
    saved.value = await saveBackup(vault)
      .then(() => t`Saved among this device’s downloads.`)
      .catch(() => t`It could not be saved. Free some storage and try again.`)
  }
  return html`<${Sheet}
    title="Sign out?"
    onClose=${onClose}
    foot=${html`
      <button type="button" class="button" onClick=${onClose}>Stay</button>
      ${
        left > 0 &&
        html`<button type="button" class="button" onClick=${save}>
          Save encrypted backup
        </button>`
      }
      <button
        type="button"
        class="button"
        data-main=${left ? undefined : true}
        data-danger=${left ? true : undefined}
        disabled=${busy.value}
        onClick=${out}
      >
        ${left ? t`Keep it here, sealed, and sign out` : t`Sign out now`}
      </button>
    `}
  >
    ${
      left
        ? html`<p class="notice" data-tone="warn" role="status">
              <strong>${notThere(unsent, taps, texts)} not on the server yet.</strong>
              ${' '}${unsent > 0 && t`Sending is being tried; wait for it where you can.`}
            </p>
            <p>
              Signed out, they stay on this device only, sealed. They can be sent after
              you sign in here again. If this device is lost or its passphrase forgotten
              before, they are lost.
            </p>`
        : html`<p role="status">Everything captured is on the server.</p>`
    }
    <p class="quiet">
      The days stay on this device, sealed with its passphrase. Signing in here again
      with the same login brings them back; without a network, the passphrase alone
      does.
    </p>
    <p role="status">${saved.value}</p>
  <//>`
}

/** @param {number} unsent @param {number} taps @param {number} texts */
const notThere = (unsent, taps, texts) =>
  [
    unsent && count(unsent, 'change'),
    taps && t`${count(taps, 'tap')} made while locked`,
    texts && t`${count(texts, 'text')} begun and not saved`,
  ]
    .filter(Boolean)
    .join(', ')
