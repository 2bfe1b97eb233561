/** Whether there is something to know before trusting this device or the server again. */
import {alarms} from '../sync/witness.js'
import {html} from '../ui/html.js'
import {UNTOLD} from './clock-watch.js'
import {part} from './loading.js'
import {session, staying, SWAPPED} from './session.js'

/** @import {Book} from '../types.d.ts' */

const Raised = part('Raised', () => html`<${AlarmBrief} />`)

export function Alarms() {
  const now = session.value
  if (!now) return null
  const {book} = now
  book.changed.value
  const raised =
    isGrave(book) || staying.value || book.damaged.value.length || book.setting(UNTOLD)
  return raised ? html`<${Raised} book=${book} />` : null
}

/** @param {Book} book */
const isGrave = (book) => book.setting(SWAPPED) || alarms(book).length > 0

/** Where there is no room for all of it: that there is one, and the way to it. */
export function AlarmBrief() {
  const now = session.value
  now?.book.changed.value
  if (!now) return null
  if (isGrave(now.book))
    return html`<p role="alert">
      <a class="brief" data-tone="alarm" href="#/today"
        >Alarm: read it before you trust this device or the server</a
      >
    </p>`
  if (!now.book.setting(UNTOLD)) return null
  return html`<p role="status">
    <a class="brief" href="#/today">This phone’s clock changed: see how</a>
  </p>`
}
