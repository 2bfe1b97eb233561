/** "NOT saved": full width, over everything, with the words kept, until it is saved. */
import {signal, useSignal} from '../vendor/signals.js'
import {html} from './html.js'
import {t} from './language.js'

/** @import {NotSavedNotice} from '../types.d.ts' */

/** What could not be kept; the open book writes it here. */
export const notSaved = signal(/** @type {NotSavedNotice | null} */ (null))

export function Alarm() {
  const trying = useSignal(false)
  const notice = notSaved.value
  if (!notice) return null
  const retry = async () => {
    trying.value = true
    try {
      await notice.retry()
    } finally {
      trying.value = false
    }
  }
  return html`<div class="alarm" role="alert">
    <strong>NOT saved</strong>
    <p>
      This phone could not write it down. Nothing before it is lost. Keep this page open
      and try again; if it stays, copy the words and free some storage.
    </p>
    ${notice.text && html`<blockquote><bdi>${notice.text}</bdi></blockquote>`}
    <button type="button" class="button" disabled=${trying} onClick=${retry}>
      ${trying.value ? t`Trying…` : t`Try again`}
    </button>
  </div>`
}
