/** This device's vault: its passphrase, the finger that opens it too, the encrypted backup. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {hasPasskey, listVaults, prfPossible, removePasskey} from '../store/vaults.js'
import {announce} from '../ui/announce.js'
import {Card} from '../ui/card.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {conversation, Problem} from '../ui/problem.js'
import {saveBackup} from './forgotten.js'
import {PassphraseSheet, UnlockSheet} from './settings-passphrase.js'

const DONE = /** @type {const} */ ({kind: 'ok', status: 204, body: null})

/** @param {{vault: string}} props */
export function VaultCard({vault}) {
  const talk = useMemo(conversation, [])
  const open = useSignal(/** @type {'passphrase' | 'passkey' | ''} */ (''))
  const byPasskey = useSignal(false)
  const possible = useSignal(false)
  const look = async () => {
    const row = (await listVaults()).find((one) => one.vault === vault)
    byPasskey.value = Boolean(row && hasPasskey(row))
    possible.value = await prfPossible()
  }
  useEffect(() => {
    void look()
  }, [vault])
  const close = () => into(open)('')
  const save = () =>
    talk.ask(async () => {
      await saveBackup(vault)
      announce(t`Saved among the downloads`)
      return DONE
    })
  const remove = () =>
    talk.ask(async () => {
      await removePasskey(vault)
      await look()
      announce(t`Only the passphrase unlocks this device now`)
      return DONE
    })
  return html`<${Card} title="This device’s vault">
    <p>
      Everything captured here is sealed with the passphrase. Nobody else has it: not
      the server, not whoever leads the study.
    </p>
    <div class="choices">
      <button type="button" class="button" onClick=${() => into(open)('passphrase')}>
        Change passphrase
      </button>
      ${
        byPasskey.value
          ? html`<button type="button" class="button" onClick=${remove}>
              Stop unlocking by passkey
            </button>`
          : possible.value &&
            html`<button
              type="button"
              class="button"
              onClick=${() => into(open)('passkey')}
            >
              Unlock by passkey too
            </button>`
      }
      <button type="button" class="button" disabled=${talk.busy.value} onClick=${save}>
        Save encrypted backup
      </button>
    </div>
    <${Problem} talk=${talk} />
    <details class="more">
      <summary>What is protected, and what not</summary>
      <div class="stack" data-tight>
        <p>
          <strong>Protected</strong> while it is locked, also from somebody who takes
          the phone apart: every word, time, code, pseudonym and person, the codebooks
          and your name.
        </p>
        <p>
          <strong>Not protected:</strong> that Shadowlog is on this phone, how many
          entries there are and about how long each is; whatever is on the screen while
          it is unlocked; a file you downloaded, which lies open among the downloads;
          and everything, from somebody who knows the passphrase or has taken over the
          phone itself.
        </p>
        <p class="quiet">
          The backup is the vault as it lies. It opens with this passphrase only, the
          one it had when it was saved.
        </p>
      </div>
    </details>
    ${open.value === 'passphrase' && html`<${PassphraseSheet} vault=${vault} byPasskey=${byPasskey.value} onClose=${close} />`}
    ${open.value === 'passkey' && html`<${UnlockSheet} vault=${vault} onDone=${look} onClose=${close} />`}
  <//>`
}
