/** A forgotten password: a link with which its owner chooses a new one. */
import {useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {makeReset} from '../sync/desk.js'
import {moment} from '../ui/desk-words.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {ShownOnce} from '../ui/shown-once.js'

/** @param {{account: string}} props whose password it is */
export function ResetPart({account}) {
  const talk = useMemo(deskTalk, [])
  const made = useSignal(
    /** @type {{link: string, expires_at: string} | null} */ (null),
  )
  const make = async () => {
    made.value = await talk.ask(() => makeReset(account))
  }
  return html`<section class="stack" data-tight>
    <h3>Password forgotten</h3>
    ${
      made.value
        ? html`<${ShownOnce} what=${t`link`} lines=${[made.value.link]}>
            Works once, until ${moment(made.value.expires_at)}. Make sure it is them who
            asks, and hand it over in person, by phone or in a message only they read. A
            second factor they have stays. The passphrase of their phone is not touched.
          <//>`
        : html`<p class="quiet">
              A link lets them choose a new password. You never learn it, and they are
              signed out everywhere.
            </p>
            <div>
              <button
                type="button"
                class="button"
                disabled=${talk.busy.value}
                onClick=${make}
              >
                Make a reset link
              </button>
            </div>`
    }
    <${Problem} talk=${talk} />
  </section>`
}
