/** What somebody must know before trusting this device or the server again. */
import {useComputed} from '../vendor/signals.js'
import {alarms} from '../sync/witness.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {session, staying, SWAPPED} from './session.js'

/** @import {Session} from './session.js' */

export function Alarms() {
  const now = session.value
  return now && html`<${Raised} ...${now} />`
}

/** Where there is no room for all of it: that there is one, and the way to it. */
export function AlarmBrief() {
  const now = session.value
  now?.book.changed.value
  if (!now || !(now.book.setting(SWAPPED) || alarms(now.book).length)) return null
  return html`<p role="alert">
    <a class="brief" data-tone="alarm" href="#/today"
      >Alarm: read it before you trust this device or the server</a
    >
  </p>`
}

/** @param {Session} props */
function Raised({book}) {
  const trail = useComputed(() => {
    book.changed.value
    return alarms(book).length > 0
  }).value
  const swapped = useComputed(() => {
    book.changed.value
    return Boolean(book.setting(SWAPPED))
  }).value
  const damaged = book.damaged.value
  return html`
    ${
      swapped &&
      html`<div class="notice" data-tone="alarm" role="alert">
        <strong>Somebody has tampered with this device’s vault.</strong>
        <p>
          The key that seals what is tapped while locked was exchanged. What was tapped
          since cannot be opened and may have been read by somebody else. The right key
          is back in place. Tell whoever leads the study.
        </p>
        <button
          type="button"
          class="button"
          onClick=${() => void book.set(SWAPPED, null).catch(console.error)}
        >
          I have told them
        </button>
      </div>`
    }
    ${
      trail &&
      html`<div class="notice" data-tone="alarm" role="alert">
        <strong
          >The server’s trail does not hold what this device has seen of it.</strong
        >
        <p>
          It was changed afterwards, or the server was set back to an older state. Go on
          capturing: everything is kept here. Tell whoever leads the study.
        </p>
      </div>`
    }
    ${
      staying.value &&
      html`<div class="notice" data-tone="warn" role="status">
        <p>
          <strong>This device is to be retired,</strong> and something on it is nowhere
          else. <a href="#/sync">See what</a>
        </p>
      </div>`
    }
    ${
      damaged.length > 0 &&
      html`<div class="notice" data-tone="bad" role="alert">
        <p>
          <strong
            >${`${count(damaged.length, 'stored row')} cannot be trusted.`}</strong
          >
          ${' '}${whyOf(damaged)} Left as it is; everything else is open, and what the
          server has is read again.
        </p>
      </div>`
    }
  `
}

const WHYS = /** @type {const} */ ({
  changed: 'changed',
  'rolled back': 'older than it should be',
  missing: 'missing',
})

/** @param {ReadonlyArray<{why: keyof typeof WHYS}>} damaged */
function whyOf(damaged) {
  const parts = Object.entries(WHYS).flatMap(([why, words]) => {
    const n = damaged.filter((row) => row.why === why).length
    return n ? [`${n} ${words}`] : []
  })
  return `${parts.join(', ')}.`
}
