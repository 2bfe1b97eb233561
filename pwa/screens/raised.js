/** What somebody must know before trusting this device or the server again, in full. */
import {decimal} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {alarms} from '../sync/witness.js'
import {UNTOLD} from './clock-watch.js'
import {ClockTold} from './clock-steps.js'
import {staying, SWAPPED} from './session.js'

/** @import {Session} from './session.js' */

/** @param {Session} props */
export function Raised({book}) {
  book.changed.value
  const trail = alarms(book).length > 0
  const swapped = Boolean(book.setting(SWAPPED))
  const untold = Boolean(book.setting(UNTOLD))
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
    ${untold && html`<${ClockTold} book=${book} />`}
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
          <strong>${damagedWords(damaged.length)}</strong>
          ${' '}${whyOf(damaged)}${' '}
          <span>
            Left as it is; everything else is open, and what the server has is read
            again.
          </span>
        </p>
      </div>`
    }
  `
}

const WHYS = texts(
  /** @type {const} */ ({
    changed: 'changed',
    'rolled back': 'older than it should be',
    missing: 'missing',
  }),
)

/** @param {number} n */
const damagedWords = (n) =>
  n === 1
    ? t`1 stored row cannot be trusted.`
    : t`${decimal(n)} stored rows cannot be trusted.`

/** @param {ReadonlyArray<{why: keyof typeof WHYS}>} damaged */
function whyOf(damaged) {
  const parts = Object.entries(WHYS).flatMap(([why, words]) => {
    const n = damaged.filter((row) => row.why === why).length
    return n ? [`${n} ${tr(words)}`] : []
  })
  return `${parts.join(', ')}.`
}
