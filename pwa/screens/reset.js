/** Choosing a new password with the link of a reset. */
import {useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {go} from '../router.js'
import {resetPassword} from '../sync/account.js'
import {announce} from '../ui/announce.js'
import {TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {conversation, Problem} from '../ui/problem.js'
import {Frame, Heading} from './frame.js'

/** @param {{token: string}} props the one-time token out of the address */
export function Reset({token}) {
  const talk = useMemo(conversation, [])
  const password = useSignal('')
  const done = useSignal(false)
  const choose = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (!(await talk.ask(() => resetPassword({token, password: password.value}))))
      return
    announce(t`Password changed`)
    done.value = true
  }
  // The token is spent: it must not stay in the address.
  const onward = () => go('/welcome', {replace: true})
  return html`<${Frame} current="welcome">
    <div class="stack narrow">
      <${Heading}
        title=${done.value ? t`Password changed` : t`Choose a new password`}
      />
      ${
        done.value
          ? html`<p>
                Every session of your account has ended. What is kept on your devices
                stays there; sign in on each of them again.
              </p>
              <div>
                <button type="button" class="button" data-main onClick=${onward}>
                  Sign in
                </button>
              </div>`
          : html`<form class="stack" onSubmit=${choose}>
              <${TextField}
                label="New password"
                type="password"
                value=${password.value}
                fault=${talk.fault('password')}
                hint="At least 15 characters: several words are good, and easier than signs."
                autocomplete="new-password"
                required
                onInput=${into(password)}
              />
              <p class="quiet">
                This is the password you sign in with. The passphrase that unlocks a
                phone is another one and stays as it is.
              </p>
              <${Problem} talk=${talk} />
              <div>
                <button
                  type="submit"
                  class="button"
                  data-main
                  disabled=${talk.busy.value}
                >
                  Change password
                </button>
              </div>
            </form>`
      }
    </div>
  <//>`
}
