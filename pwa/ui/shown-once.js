/** What the server tells once and never again: a link, or recovery codes. */
import {announce} from './announce.js'
import {html} from './html.js'

/** @import {Child} from '../vendor/preact.js' */

/**
 * @param {{what: string, lines: ReadonlyArray<string>, printed?: boolean, children?: Child}} props
 *   `what` names it on the buttons; `printed` offers it on paper too
 */
export function ShownOnce({what, lines, printed, children}) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(lines.join('\n'))
      announce('Copied')
    } catch {
      announce('The browser does not let it be copied. Select it and copy it by hand.')
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
      <button type="button" class="button" onClick=${copy}>Copy ${what}</button>
      ${
        printed &&
        html`<button type="button" class="button" onClick=${() => print()}>
          Print ${what}
        </button>`
      }
    </div>
  </div>`
}
