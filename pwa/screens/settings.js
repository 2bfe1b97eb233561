/** Settings: who I am, on which devices, how it looks, how safely it is kept, and the way out. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {go} from '../router.js'
import {listDevices, revokeDevice, signOut} from '../sync/account.js'
import {Check, SelectField} from '../ui/field.js'
import {count, localMoment} from '../ui/format.js'
import {html} from '../ui/html.js'
import {conversation, Problem} from '../ui/problem.js'
import {remember} from '../ui/remember.js'
import {Sheet} from '../ui/sheet.js'
import {darkCapture, scheme} from '../ui/theme.js'
import {Frame, Heading} from './frame.js'
import {leave} from './session.js'

/** @import {Book} from '../types.d.ts' */
/** @import {Session} from './session.js' */
/** @import {Scheme} from '../ui/theme.js' */
/**
 * @typedef {{
 *   id: string, label: string | null, app: string | null, waiting: number | null,
 *   last_seen_at: string, revoked_at: string | null, current: boolean,
 * }} Device
 */

/** @param {Session} props */
export function Settings({book}) {
  const leaving = useSignal(false)
  const {name, login} = book.account
  return html`<${Frame} current="settings">
    <div class="stack" data-loose>
      <${Heading} title="Settings" />
      <div class="columns" data-even>
        <div class="stack" data-loose>
          <section class="card" aria-labelledby="account">
            <h2 id="account">Account</h2>
            <p>
              <strong><bdi>${name || login}</bdi></strong>
              ${login && html`<br /><span class="quiet"><bdi>${login}</bdi></span>`}
            </p>
            <div>
              <button
                type="button"
                class="button"
                onClick=${() => {
                  leaving.value = true
                }}
              >
                Sign out
              </button>
            </div>
          </section>
          <${Look} />
          <${Keeping} />
        </div>
        <div class="stack" data-loose>
          <${Devices} />
          <${About} book=${book} />
        </div>
      </div>
    </div>
    ${
      leaving.value &&
      html`<${Leave}
        book=${book}
        onClose=${() => {
          leaving.value = false
        }}
      />`
    }
  <//>`
}

function Look() {
  return html`<section class="card" aria-labelledby="look">
    <h2 id="look">Look</h2>
    <${SelectField}
      label="Colours"
      value=${scheme.value}
      options=${[
        {value: 'system', label: 'As the device'},
        {value: 'light', label: 'Light'},
        {value: 'dark', label: 'Dark'},
      ]}
      onInput=${(/** @type {Scheme} */ value) => {
        scheme.value = value
      }}
    />
    <${Check}
      label="Capture is always dark"
      checked=${darkCapture.value}
      onInput=${(/** @type {boolean} */ on) => {
        darkCapture.value = on
      }}
    />
  </section>`
}

/** Whether the browser promises not to clear what is kept. */
function Keeping() {
  const kept = useSignal(/** @type {boolean | null} */ (null))
  const asked = useSignal(false)
  const room = useSignal('')
  useEffect(() => {
    navigator.storage?.persisted?.().then((yes) => {
      kept.value = yes
    })
    navigator.storage?.estimate?.().then(({usage = 0, quota = 0}) => {
      room.value = `${(usage / 1e6).toFixed(1)} MB used of ${Math.round(quota / 1e6)} MB`
    })
  }, [])
  const ask = async () => {
    kept.value = await navigator.storage.persist()
    asked.value = true
  }
  return html`<section class="card" aria-labelledby="keeping">
    <h2 id="keeping">Storage on this device</h2>
    <p>
      ${
        kept.value
          ? 'The browser has promised to keep what is captured here.'
          : 'The browser may clear this site’s data when the device runs out of room, or, on some phones, after a week without use.'
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
  </section>`
}

function Devices() {
  const talk = useMemo(conversation, [])
  const devices = useSignal(/** @type {Device[] | null} */ (null))
  const fetchDevices = async () => {
    const body = await talk.ask(() => listDevices())
    if (body) devices.value = /** @type {{items: Device[]}} */ (body).items
  }
  useEffect(() => {
    fetchDevices()
  }, [])
  const revoke = async (/** @type {string} */ id) => {
    if (await talk.ask(() => revokeDevice(id))) await fetchDevices()
  }
  return html`<section class="card" aria-labelledby="devices">
    <h2 id="devices">My devices</h2>
    ${
      devices.value &&
      html`<ul class="list" role="list">
        ${devices.value.map(
          (device) =>
            html`<li key=${device.id} class="item">
              <span class="grow">
                <bdi>${device.label || 'Browser'}</bdi>
                ${device.current && html` <span class="tag">this one</span>`}
                <br />
                <span class="quiet small">
                  ${
                    device.revoked_at
                      ? 'revoked'
                      : `seen ${localMoment(Date.parse(device.last_seen_at))}`
                  }
                  ${device.waiting && !device.current ? ` · ${count(device.waiting, 'change')} waiting there` : ''}
                </span>
              </span>
              ${
                !device.current &&
                !device.revoked_at &&
                html`<button
                  type="button"
                  class="button"
                  data-danger
                  aria-label=${`Revoke ${device.label || 'browser'}`}
                  onClick=${() => revoke(device.id)}
                >
                  Revoke
                </button>`
              }
            </li>`,
        )}
      </ul>`
    }
    <${Problem} talk=${talk} />
    <p class="quiet small">
      Revoking ends the sign-in there; what is kept there stays there.
    </p>
  </section>`
}

/** @param {{book: Book}} props */
function About({book}) {
  return html`<section class="card" aria-labelledby="about">
    <h2 id="about">About</h2>
    <dl class="facts">
      <dt>Version</dt>
      <dd>${versionOf(import.meta.url)}</dd>
      <dt>This device</dt>
      <dd class="wrap"><bdi>${book.device}</bdi></dd>
    </dl>
    <p class="quiet small">
      No sound, no vibration, no notifications, no camera, no microphone, no location.
    </p>
  </section>`
}

/** The server names every version of the app in its files' addresses. @param {string} url */
const versionOf = (url) => /\/static\/([^/]+)\//.exec(url)?.[1] ?? 'unversioned'

/** @param {{book: Book, onClose: () => void}} props */
function Leave({book, onClose}) {
  const talk = useMemo(conversation, [])
  const {pending, rejected} = book.waiting.value
  const left = pending + rejected
  const out = async () => {
    // Out also without a network: the server's session then ends by itself.
    await talk.ask(() => signOut())
    remember('out', book.uid)
    leave()
    go('/welcome', {replace: true})
  }
  return html`<${Sheet}
    title="Sign out?"
    onClose=${onClose}
    foot=${html`
      <button type="button" class="button" onClick=${onClose}>Stay</button>
      <button
        type="button"
        class="button"
        data-main
        disabled=${talk.busy.value}
        onClick=${out}
      >
        Sign out now
      </button>
    `}
  >
    ${
      left
        ? html`<p class="notice" data-tone="warn">
            <strong>${count(left, 'change')} not on the server yet.</strong>
            ${' '}They stay on this device and are sent after you sign in here again.
          </p>`
        : html`<p>Everything captured is on the server.</p>`
    }
    <p class="quiet">
      The days stay on this device. Signing in here again with the same login brings
      them back.
    </p>
  <//>`
}
