/** What a screen reader is told without moving anybody's focus. */
import {signal} from '../vendor/signals.js'
import {html} from './html.js'

const said = signal('')
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon

/** @param {string} text */
export function announce(text) {
  // The same words twice are no change to a live region; an empty moment makes them one.
  said.value = ''
  clearTimeout(soon)
  soon = setTimeout(() => {
    said.value = text
  }, 60)
}

export function Announcer() {
  return html`<div class="unseen" role="status" aria-live="polite">${said}</div>`
}
