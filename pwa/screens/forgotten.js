/** A passphrase that nobody remembers: what is lost, what is not, and how to begin anew. */
import {useSignal} from '../vendor/signals.js'
import {backupFile} from '../store/backup.js'
import {download} from '../ui/download.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {door} from './door.js'
import {Frame, Heading} from './frame.js'

/** @import {Vault} from '../store/vaults.js' */

/** @param {{vaults: Vault[]}} props */
export function Forgotten({vaults}) {
  const saved = useSignal('')
  const save = async () => {
    try {
      for (const {vault} of vaults) await saveBackup(vault)
      saved.value = t`Saved among this device’s downloads.`
    } catch (error) {
      console.error(error)
      saved.value = t`It could not be saved. Free some storage and try again.`
    }
  }
  return html`<${Frame} current="">
    <div class="stack narrow">
      <${Heading} title="Forgotten the passphrase?" />
      <p>
        <strong>What is on the server is not lost.</strong> Sign in with your login and
        password, give this device a new passphrase, and everything there comes back.
      </p>
      <p class="notice" data-tone="warn">
        <strong
          >What had not been sent yet cannot be read without the old passphrase.</strong
        >
        ${' '}Nobody has a second key. Save the encrypted backup first: if the
        passphrase comes back to you, it opens that file.
      </p>
      <div class="row">
        <button type="button" class="button" onClick=${save}>
          Save encrypted backup
        </button>
        <span role="status">${saved}</span>
      </div>
      <p class="quiet">
        Beginning anew deletes nothing: what is sealed here stays, and still opens with
        its old passphrase.
      </p>
      <div class="row">
        <button
          type="button"
          class="button"
          data-main
          onClick=${() => {
            door.value = {at: 'welcome', fresh: true}
          }}
        >
          Start a new vault
        </button>
        <button
          type="button"
          class="button"
          onClick=${() => {
            door.value = {at: 'unlock', vaults, one: null}
          }}
        >
          Try again
        </button>
      </div>
    </div>
  <//>`
}

/** The vault as it lies: sealed, so that it may lie anywhere. @param {string} vault */
export async function saveBackup(vault) {
  download('backup.shadowlog', await backupFile(vault))
}
