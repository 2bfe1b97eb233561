/** The second step of signing in: a code, or a passkey. */
import {useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {signIn, signInByPasskey} from '../sync/account.js'
import {html} from '../ui/html.js'
import {passkeysPossible} from '../ui/passkeys.js'
import {conversation, Problem} from '../ui/problem.js'
import {CodeField} from '../ui/code-field.js'

/** @import {Answer} from '../types.d.ts' */
/** @import {Credentials, Welcome} from '../sync/account.js' */

/**
 * @param {{
 *   who: Credentials, methods: ReadonlyArray<string>, onIn: (body: Welcome) => void,
 * }} props `methods` as in the refusal `second-factor-needed`
 */
export function SecondFactor({who, methods, onIn}) {
  const talk = useMemo(conversation, [])
  const code = useSignal('')
  const byCode = methods.some((method) => method !== 'passkey')
  const {password: _, ...known} = who
  const enter = async (/** @type {() => Promise<Answer<Welcome>>} */ ask) => {
    const body = await talk.ask(ask)
    if (body) onIn(body)
  }
  const give = (/** @type {Event} */ event) => {
    event.preventDefault()
    void enter(() => signIn({...who, code: code.value.trim()}))
  }
  return html`<form class="stack" onSubmit=${give}>
    <p>The password is right. This account asks for one thing more.</p>
    ${byCode && html`<${CodeField} talk=${talk} code=${code} totp=${methods.includes('totp')} />`}
    <${Problem} talk=${talk} />
    ${
      byCode &&
      html`<button
        type="submit"
        class="button"
        data-main
        data-wide
        disabled=${talk.busy.value}
      >
        Go on
      </button>`
    }
    ${
      methods.includes('passkey') &&
      passkeysPossible() &&
      html`<button
        type="button"
        class="button"
        data-wide
        disabled=${talk.busy.value}
        onClick=${() => enter(() => signInByPasskey(known))}
      >
        Use a passkey
      </button>`
    }
  </form>`
}
