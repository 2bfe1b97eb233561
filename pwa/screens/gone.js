/** Says why nothing is kept on this device any more. */
import {html} from '../ui/html.js'
import {texts, tr} from '../ui/language.js'
import {Frame, Heading} from './frame.js'
import {beginAnew} from './session.js'

const WHY = texts({
  retired: {
    title: 'This device was retired',
    what: 'Everything captured on it is on the server. What was kept here has been cleared, and the account is signed out.',
  },
  revoked: {
    title: 'This device was revoked',
    what: 'The server takes nothing from it any more. Its keys were cleared at once: what it kept cannot be read again, and what the server did not have yet went with it.',
  },
})

/** @param {{why: keyof typeof WHY}} props */
export function Gone({why}) {
  const {title, what} = WHY[why]
  return html`<${Frame} current="">
    <div class="stack narrow">
      <${Heading} title=${tr(title)} />
      <p class="notice" data-tone="warn" role="alert">${tr(what)}</p>
      <p>Ask whoever leads the study if this was not meant. You can sign in again.</p>
      <div>
        <button type="button" class="button" data-main onClick=${beginAnew}>
          Begin anew
        </button>
      </div>
    </div>
  <//>`
}
