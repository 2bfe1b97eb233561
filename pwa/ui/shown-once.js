/** What the server tells once and never again: a link, or recovery codes. */
import {announce} from './announce.js'
import {html} from './html.js'
import {t, texts, tr} from './language.js'

/** @import {Child} from '../vendor/preact.js' */

const BUTTONS = texts({
  link: {copy: 'Copy link', print: 'Print link'},
  codes: {copy: 'Copy the codes', print: 'Print the codes'},
})

/**
 * @param {{what: keyof typeof BUTTONS, lines: ReadonlyArray<string>, printed?: boolean, children?: Child}} props
 *   `what` chooses the words on the buttons; `printed` offers it on paper too
 */
export function ShownOnce({what, lines, printed, children}) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(lines.join('\n'))
      announce(t`Copied`)
    } catch {
      announce(t`The browser does not let it be copied. Select it and copy it by hand.`)
    }
  }
  return html`<div
    class="notice"
    data-tone="good"
    role="status"
    data-printed=${printed}
  >
    <p>
      <strong>Shown once.</strong>
      ${' '}${children}
    </p>
    <div class="once">
      ${lines.map((line) => html`<code key=${line} class="link-text"><bdi>${line}</bdi></code>`)}
    </div>
    <div class="row" data-noprint>
      <button type="button" class="button" onClick=${copy}>
        ${tr(BUTTONS[what].copy)}
      </button>
      ${
        printed &&
        html`<button type="button" class="button" onClick=${() => print()}>
          ${tr(BUTTONS[what].print)}
        </button>`
      }
    </div>
  </div>`
}
