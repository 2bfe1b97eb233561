/** The locked app: the passphrase, the ways round it, and the pad while a day runs. */
import {useEffect} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {
  Damaged,
  Downgraded,
  hasPasskey,
  listVaults,
  TooSoon,
  unlock,
  unlockByPasskey,
  waitLeft,
  WrongPassphrase,
} from '../store/vaults.js'
import {announce} from '../ui/announce.js'
import {Mark} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {t, tr} from '../ui/language.js'
import {whenCleared} from '../ui/lock.js'
import {SecretField} from '../ui/secret-field.js'
import {present} from '../ui/ticking.js'
import {comeIn, door} from './door.js'
import {Frame, Heading} from './frame.js'
import {Pad, allTapsKept} from './pad.js'
import {beginAnew} from './session.js'

/** @import {Opened, Vault} from '../store/vaults.js' */
/** @import {Door} from './door.js' */

/** The vault that takes what is tapped while locked. @param {Door} at @returns {Vault | null} */
export function padOf(at) {
  if (at.at !== 'unlock') return null
  const last = at.one ?? at.vaults.find(({out}) => !out)
  return last?.pad ? last : null
}

/** @param {{vaults: Vault[], one: Vault | null}} props `one`: whose account has just signed in */
export function Unlock({vaults, one}) {
  const pad = padOf({at: 'unlock', vaults, one})
  // What is tapped for a vault that is no more would go nowhere.
  useEffect(() => whenCleared(beginAnew), [])
  if (pad)
    return html`<div class="locked">
      <header class="locked-head">
        <${Mark} size=${24} />
        <h1 tabindex="-1">Locked</h1>
      </header>
      <main class="locked-main" id="main">
        <${Entry} vaults=${vaults} one=${one} pad=${true} />
        <${Pad} vault=${pad} />
      </main>
    </div>`
  return html`<${Frame} current="unlock">
    <div class="stack narrow unlock">
      <${Heading} title="Unlock" />
      <p class="quiet">
        ${
          one
            ? t`You are signed in. What is kept on this device opens with its passphrase.`
            : t`What is kept on this device is sealed.`
        }
      </p>
      <${Entry} vaults=${vaults} one=${one} pad=${false} />
    </div>
  <//>`
}

/** @param {{vaults: Vault[], one: Vault | null, pad: boolean}} props */
function Entry({vaults, one, pad}) {
  const passphrase = useSignal('')
  const fault = useSignal('')
  const busy = useSignal(false)
  const rows = useSignal(vaults)
  const wait = Math.ceil(waitLeft(rows.value, performance.now()) / 1000)
  // Read so that the wait runs down before one's eyes.
  if (wait > 0) present.value
  const keyed = vaults.find(hasPasskey)

  const tryTo = async (/** @type {() => Promise<Opened>} */ open) => {
    if (busy.peek()) return
    busy.value = true
    fault.value = ''
    try {
      // A tap that is in memory only must not be left behind.
      if (!(await allTapsKept())) return
      const opened = await open()
      // Trying a passphrase takes its time, in which one can tap.
      if (!(await allTapsKept())) return
      passphrase.value = ''
      await comeIn(opened, pad)
    } catch (error) {
      fault.value = reasonOf(error)
      const known = await listVaults().catch(() => vaults)
      const tried = vaults.map(({vault}) => vault)
      rows.value = known.filter(({vault}) => tried.includes(vault))
    } finally {
      busy.value = false
    }
  }
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    if (wait > 0 || !passphrase.peek()) return
    announce(t`Unlocking`)
    void tryTo(() => unlock(passphrase.peek(), one?.vault))
  }
  return html`<form class="stack unlock-form" data-tight onSubmit=${submit}>
      <${SecretField}
        label="Passphrase"
        value=${passphrase.value}
        autocomplete="current-password"
        autofocus=${!pad}
        fault=${fault.value || undefined}
        onInput=${(/** @type {string} */ value) => {
          passphrase.value = value
        }}
      >
        <button
          type="submit"
          class="button"
          data-main
          disabled=${busy.value || wait > 0}
        >
          Unlock
        </button>
      <//>
      ${wait > 0 && html`<p class="quiet small">${t`The next try in ${wait} s.`}</p>`}
    </form>
    <div class="ways">
      ${
        keyed &&
        html`<button
          type="button"
          class="button"
          disabled=${busy.value}
          onClick=${() => tryTo(() => unlockByPasskey(keyed.vault))}
        >
          Unlock with passkey
        </button>`
      }
      <button
        type="button"
        class="button"
        data-plain
        onClick=${() => {
          door.value = {at: 'welcome'}
        }}
      >
        Another account
      </button>
      <button
        type="button"
        class="button"
        data-plain
        onClick=${() => {
          door.value = {at: 'forgotten', vaults}
        }}
      >
        Forgotten the passphrase?
      </button>
    </div>`
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof WrongPassphrase)
    return t`It does not open. Either this is not the passphrase, or what is stored here was damaged.`
  if (error instanceof TooSoon) return t`Too soon after the last try.`
  if (error instanceof Downgraded)
    return t`Not opened: somebody has weakened how this device is protected, or it was protected by another version. Nothing was tried with the passphrase. Tell whoever leads the study.`
  if (error instanceof Damaged)
    return t`Not opened: what protects this device is damaged. Save the encrypted backup before anything else.`
  console.error(error)
  return error instanceof Error && error.name === 'NoPasskey'
    ? t`${tr(error.message)} The passphrase always opens.`
    : t`The storage of this device does not answer. Try again.`
}
