/** Whether this device is ready for a day without network: one line, more behind it. */
import {useEffect} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {lacking} from '../domain/readiness.js'
import {askDevice} from '../ui/device.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {ReadyList} from './ready-list.js'

/** @import {Book} from '../types.d.ts' */
/** @import {Device} from '../domain/readiness.js' */

/** @param {{book: Book}} props */
export function Ready({book}) {
  const device = useSignal(/** @type {Device | null} */ (null))
  const open = useSignal(false)
  const ask = async () => {
    device.value = await askDevice()
  }
  useEffect(() => {
    const again = () => void ask()
    const worker = navigator.serviceWorker
    again()
    worker?.addEventListener('controllerchange', again)
    return () => worker?.removeEventListener('controllerchange', again)
  }, [])
  // A clock that was compared is news that changes no record.
  book.changed.value
  const {rejected} = book.waiting.value
  const here = {sample: book.clockSamples().at(-1), wall: book.now().wall, rejected}
  const lacks = device.value && lacking(device.value, here)
  return html`<details
    class="more"
    onToggle=${(/** @type {{currentTarget: HTMLDetailsElement}} */ event) => {
      open.value = event.currentTarget.open
    }}
  >
    <summary>${lacks ? summary(lacks.length) : t`Looking at this device…`}</summary>
    ${
      open.value &&
      lacks &&
      html`<${ReadyList}
        book=${book}
        device=${device.value}
        lacks=${lacks}
        onAsk=${ask}
      />`
    }
  </details>`
}

/** @param {number} n */
const summary = (n) =>
  n
    ? t`Before a day without network: ${count(n, 'thing')} to see to`
    : t`Ready for a day without network`
