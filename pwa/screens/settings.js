/** Settings: who I am, how I prove it, on which devices, how safely it is kept, how it looks. */
import {useEffect} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {whoAmI} from '../sync/account.js'
import {html} from '../ui/html.js'
import {Desk} from './desk.js'
import {Heading} from './frame.js'
import {ToNames} from './people-names.js'
import {AccountCard} from './settings-account.js'
import {Devices} from './settings-devices.js'
import {Factors} from './settings-factors.js'
import {About, Keeping, Look} from './settings-look.js'
import {VaultCard} from './settings-vault.js'

/** @import {Welcome} from '../sync/account.js' */
/** @import {Session} from './session.js' */

/** @param {Session} props */
export function Settings({book, sync, vault}) {
  const me = useSignal(/** @type {Welcome | null} */ (null))
  useEffect(() => {
    whoAmI().then((answer) => {
      if (answer.kind === 'ok') me.value = answer.body
    })
  }, [])
  return html`<${Desk} current="settings">
    <div class="stack" data-loose>
      <${Heading} title="Settings" />
      <div class="columns" data-even>
        <div class="stack" data-loose>
          <${AccountCard} book=${book} sync=${sync} vault=${vault} me=${me.value} />
          <${Factors} required=${me.value?.second_factor?.required ?? false} />
          <${Devices} book=${book} />
        </div>
        <div class="stack" data-loose>
          <${VaultCard} vault=${vault} />
          <${ToNames} />
          <${Keeping} />
          <${Look} />
          <${About} book=${book} />
        </div>
      </div>
    </div>
  <//>`
}
