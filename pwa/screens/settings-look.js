/** How the app looks, whether the browser keeps what is stored, and which version this is. */
import {useEffect} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {Card} from '../ui/card.js'
import {Check, SelectField} from '../ui/field.js'
import {decimal} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {chosen, LANGUAGES, t} from '../ui/language.js'
import {darkCapture, scheme} from '../ui/theme.js'

/** @import {Book} from '../types.d.ts' */

export function Look() {
  // A message of its own: on a button the same word is a verb.
  return html`<${Card} title=${t`Look${''}`}>
    <${SelectField}
      label="Colours"
      value=${scheme.value}
      options=${[
        {value: 'system', label: t`As the device`},
        {value: 'light', label: t`Light`},
        {value: 'dark', label: t`Dark`},
      ]}
      onInput=${into(scheme)}
    />
    <${SelectField}
      label="Language"
      value=${chosen.value}
      options=${[
        {value: 'system', label: t`As the device`},
        ...Object.entries(LANGUAGES).map(([value, label]) => ({value, label})),
      ]}
      hint="Of this app’s own words. Codes, what you type, and files stay as they are."
      onInput=${into(chosen)}
    />
    <${Check}
      label="Capture is always dark"
      checked=${darkCapture.value}
      onInput=${into(darkCapture)}
    />
  <//>`
}

/** Whether the browser promises not to clear what is kept. */
export function Keeping() {
  const kept = useSignal(/** @type {boolean | null} */ (null))
  const asked = useSignal(false)
  const room = useSignal('')
  useEffect(() => {
    navigator.storage?.persisted?.().then((yes) => {
      kept.value = yes
    })
    navigator.storage?.estimate?.().then(({usage = 0, quota = 0}) => {
      room.value = t`${decimal(usage / 1e6, 1)} MB used of ${decimal(quota / 1e6)} MB`
    })
  }, [])
  const ask = async () => {
    kept.value = await navigator.storage.persist()
    asked.value = true
  }
  return html`<${Card} title="Storage on this device">
    <p>
      ${
        kept.value
          ? t`The browser has promised to keep what is captured here.`
          : t`The browser may clear this site’s data when the device runs out of room, or, on some phones, after a week without use.`
      }
    </p>
    ${
      !kept.value &&
      html`<p class="quiet small">
          Adding Shadowlog to the home screen makes the promise likelier.
        </p>
        <div>
          <button type="button" class="button" onClick=${ask}>
            Ask the browser to keep it
          </button>
        </div>`
    }
    ${asked.value && !kept.value && html`<p role="status">The browser did not promise it.</p>`}
    <p class="quiet small">${room}</p>
  <//>`
}

/** @param {{book: Book}} props */
export function About({book}) {
  return html`<${Card} title="About">
    <dl class="facts">
      <dt>Version</dt>
      <dd>${versionOf(import.meta.url)}</dd>
      <dt>This device</dt>
      <dd class="wrap"><bdi>${book.device}</bdi></dd>
    </dl>
    <p class="quiet small">
      No sound, no vibration, no notifications, no camera, no microphone, no location.
    </p>
    <p>
      <a class="button" href="#/practice">Practise, keeping nothing</a>
    </p>
  <//>`
}

/** The server names every version of the app in its files' addresses. @param {string} url */
const versionOf = (url) => /\/static\/([^/]+)\//.exec(url)?.[1] ?? 'unversioned'
