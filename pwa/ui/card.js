/** A titled box of a screen. */
import {useId} from '../vendor/hooks.js'
import {html} from './html.js'

/** @import {Child} from '../vendor/preact.js' */

/** @param {{title: string, children?: Child}} props */
export function Card({title, children}) {
  const id = useId()
  return html`<section class="card" aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    ${children}
  </section>`
}
