/**
 * "Your password again": asked when the server wants to be sure who is there.
 *
 * A session reaches less the longer ago the password was given. Whatever is refused for that
 * waits for the answer to one dialog and is then asked once more.
 */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {signal, useSignal} from '../vendor/signals.js'
import {CodeField} from './code-field.js'
import {TextField} from './field.js'
import {html} from './html.js'
import {passkeysPossible} from './passkeys.js'
import {conversation, Problem, slugOf} from './problem.js'
import {Sheet} from './sheet.js'

/** @import {Answer} from '../types.d.ts' */
/** @typedef {{totp: boolean, passkeys: ReadonlyArray<unknown>, recovery_codes_left: number}} Factors */
/**
 * @typedef {{
 *   factors: () => Promise<Answer<Factors>>,
 *   prove: (proof: {password: string, code?: string}) => Promise<Answer<unknown>>,
 *   byPasskey: () => Promise<Answer<unknown>>,
 * }} Ways
 */

/** Those who wait for the dialog's answer: one dialog serves all of them. */
const waiting = signal(/** @type {((proved: boolean) => void)[]} */ ([]))

/** @param {boolean} proved */
function settle(proved) {
  const answered = waiting.peek()
  waiting.value = []
  for (const tell of answered) tell(proved)
}

/**
 * Opens the dialog if that is what an answer asks for.
 *
 * @param {Answer<unknown>} answer
 * @returns {Promise<boolean>} whether to ask the server again
 */
async function provedAgain(answer) {
  if (slugOf(answer) !== 'reauthentication-needed') return false
  return new Promise((resolve) => {
    waiting.value = [...waiting.peek(), resolve]
  })
}

/** A conversation that asks for the password where it is wanted. */
export const deskTalk = () => conversation(provedAgain)

/** The dialog's place: stands on every screen that talks with `deskTalk`. @param {{ways: Ways}} props */
export function Reauth({ways}) {
  useEffect(() => () => settle(false), [])
  return waiting.value.length ? html`<${Asking} ...${ways} />` : null
}

/** @param {Ways} props */
function Asking({factors, prove, byPasskey}) {
  const talk = useMemo(conversation, [])
  const password = useSignal('')
  const code = useSignal('')
  const known = useSignal(/** @type {Factors | null} */ (null))
  useEffect(() => {
    factors().then((answer) => {
      if (answer.kind === 'ok') known.value = answer.body
    })
  }, [])
  const has = known.value
  const byCode = has && (has.totp || has.recovery_codes_left > 0)
  const give = async () => {
    const proof = {password: password.value}
    const given = code.value.trim()
    if (await talk.ask(() => prove(given ? {...proof, code: given} : proof)))
      settle(true)
  }
  const touch = async () => {
    if (await talk.ask(byPasskey)) settle(true)
  }
  return html`<${Sheet}
    title="Is it still you?"
    closeName="Cancel"
    onClose=${() => settle(false)}
    onSubmit=${give}
    foot=${html`
      ${
        has?.passkeys.length && passkeysPossible()
          ? html`<button
              type="button"
              class="button"
              disabled=${talk.busy.value}
              onClick=${touch}
            >
              Use a passkey
            </button>`
          : null
      }
      <button type="submit" class="button" data-main disabled=${talk.busy.value}>
        Go on
      </button>
    `}
  >
    <p>
      You have been signed in for a while. For this the server wants your password
      again, so that a device left open gives nothing away.
    </p>
    <${TextField}
      label="Password"
      type="password"
      value=${password.value}
      fault=${talk.fault('password')}
      autocomplete="current-password"
      onInput=${(/** @type {string} */ value) => {
        password.value = value
      }}
    />
    ${byCode && html`<${CodeField} talk=${talk} code=${code} totp=${has.totp} />`}
    <${Problem} talk=${talk} />
  <//>`
}
