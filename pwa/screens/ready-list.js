/** What there is to say of this device before a day without network, and what to do about it. */
import {count, decimal, localMoment} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {apart} from './clock-words.js'

/** @import {Book} from '../types.d.ts' */
/** @import {Device, Lack} from '../domain/readiness.js' */

/** @type {Record<Lack, string>} */
const TO_DO = texts({
  worker:
    'The app is not kept on this device yet. Stay on the network with this page open for a moment, and load it once more.',
  storage:
    'The browser may clear what is kept here when it runs short of room. Put the app on the home screen, or ask the browser below; and sync whenever there is a network.',
  room: 'Little room is left. Delete pictures or apps that you do not need.',
  battery: 'The battery is less than half full. Charge it, or take a power bank along.',
  clock:
    'The clock was not compared with the server’s in the last 24 hours. Sync once before you go.',
  clock_off:
    'The clock of this device is wrong by more than a minute. Times are put right by themselves; setting the clock right spares you the wonder.',
  refused: 'The server refused something. Look at it under Sync.',
})

const GB = 1_000_000_000

/** @param {{book: Book, device: Device, lacks: Lack[], onAsk: () => Promise<void>}} props */
export function ReadyList({book, device, lacks, onAsk}) {
  const {persisted, free, battery, worker} = device
  const {pending} = book.waiting.value
  const sample = book.clockSamples().at(-1)
  const ask = async () => {
    await navigator.storage?.persist?.().catch(() => false)
    await onAsk()
  }
  return html`<div class="stack">
    ${
      lacks.length > 0 &&
      html`<ul>
        ${lacks.map((lack) => html`<li key=${lack}>${tr(TO_DO[lack])}</li>`)}
      </ul>`
    }
    <dl class="facts">
      <dt>Opens without network</dt>
      <dd>${worker ? t`yes` : t`not yet`}</dd>
      <dt>Clock against the server</dt>
      <dd>
        ${
          sample
            ? `${apart(sample.off, sample.unc)}, ${localMoment(sample.wall)}`
            : t`not compared yet`
        }
      </dd>
      <dt>Not on the server yet</dt>
      <dd>${pending ? count(pending, 'change') : t`nothing`}</dd>
      <dt>What is kept here is</dt>
      <dd>
        ${
          persisted === null
            ? t`kept as this browser sees fit`
            : persisted
              ? t`never cleared by the browser`
              : t`cleared if room runs short`
        }
      </dd>
      <dt>Room left</dt>
      <dd>${free === null ? t`this browser does not tell` : roomWords(free)}</dd>
      <dt>Battery</dt>
      <dd>${battery ? batteryWords(battery) : t`this browser does not tell`}</dd>
    </dl>
    ${
      persisted === false &&
      html`<div>
        <button type="button" class="button" onClick=${ask}>
          Ask the browser to keep it
        </button>
      </div>`
    }
  </div>`
}

/** @param {NonNullable<Device['battery']>} battery */
function batteryWords({level, charging}) {
  const percent = Math.round(level * 100)
  return charging ? t`${percent} %, charging` : `${percent} %`
}

/** @param {number} bytes */
const roomWords = (bytes) =>
  bytes >= GB
    ? `${decimal(bytes / GB, 1)} GB`
    : `${Math.max(0, Math.round(bytes / 1_000_000))} MB`
