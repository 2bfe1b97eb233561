/** A button with words about it that are not its name. */
import {useId} from '../vendor/hooks.js'
import {html} from '../ui/html.js'

/** @import {Child} from '../vendor/preact.js' */

/** @param {{words: string, off?: boolean, onTap: () => void, children?: Child}} props */
export function Explained({words, off = false, onTap, children}) {
  const id = useId()
  return html`<div class="explained">
    <button
      type="button"
      class="button"
      aria-describedby=${id}
      aria-disabled=${off ? 'true' : undefined}
      onClick=${() => {
        if (!off) onTap()
      }}
    >
      ${children}
    </button>
    <span class="small quiet" id=${id}><bdi>${words}</bdi></span>
  </div>`
}
