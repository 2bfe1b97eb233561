/** My phones and browsers: what each holds, and the two ways to part with one. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {listDevices, retireDevice, revokeDevice} from '../sync/account.js'
import {announce} from '../ui/announce.js'
import {Card} from '../ui/card.js'
import {Confirm} from '../ui/confirm.js'
import {lossOf, moment} from '../ui/desk-words.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'

/** @import {Book} from '../types.d.ts' */
/** @import {Device} from '../sync/account.js' */
/** @typedef {{device: Device, how: 'retire' | 'revoke'}} Parting */

/** @param {{book: Book}} props */
export function Devices({book}) {
  const talk = useMemo(deskTalk, [])
  const devices = useSignal(/** @type {Device[]} */ ([]))
  const parting = useSignal(/** @type {Parting | null} */ (null))
  const load = async () => {
    const body = await talk.ask(listDevices)
    if (body) devices.value = body.items
  }
  useEffect(() => {
    void load()
  }, [])
  return html`<${Card} title="My devices">
    <ul class="list" role="list">
      ${devices.value.map(
        (device) =>
          html`<${Row}
            key=${device.id}
            device=${device}
            here=${device.current || device.id === book.device}
            onPart=${into(parting)}
          />`,
      )}
    </ul>
    <${Problem} talk=${talk} />
    ${
      parting.value &&
      html`<${Part}
        ...${parting.value}
        onDone=${load}
        onClose=${() => into(parting)(null)}
      />`
    }
  <//>`
}

/** @param {{device: Device, here: boolean, onPart: (parting: Parting) => void}} props */
function Row({device, here, onPart}) {
  const name = device.label || t`Browser`
  const parted = device.revoked_at || device.retired_at
  const button = (
    /** @type {Parting['how']} */ how,
    /** @type {string} */ verb,
    /** @type {string} */ label,
  ) =>
    html`<button
      type="button"
      class="button"
      data-danger=${how === 'revoke'}
      aria-label=${label}
      onClick=${() => onPart({device, how})}
    >
      ${verb}
    </button>`
  return html`<li class="item">
    <span class="grow">
      <bdi>${name}</bdi>
      ${here && html` <span class="tag">this one</span>`}
      ${device.revoked_at && html` <span class="tag">revoked</span>`}
      ${!device.revoked_at && device.retired_at && html` <span class="tag">retiring</span>`}
      <br />
      <span class="quiet small">
        ${[
          t`since ${moment(device.created_at)}`,
          t`seen ${moment(device.last_seen_at)}`,
          device.waiting !== null &&
            !here &&
            t`${count(device.waiting, 'change')} waiting there`,
          device.app && t`version ${device.app}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
    ${!here && !parted && button('retire', t`Retire`, t`Retire ${name}`)}
    ${!here && !device.revoked_at && button('revoke', t`Revoke`, t`Revoke ${name}`)}
  </li>`
}

/** @param {Parting & {onDone: () => void, onClose: () => void}} props */
function Part({device, how, onDone, onClose}) {
  const talk = useMemo(deskTalk, [])
  const name = device.label || t`Browser`
  const retire = how === 'retire'
  return html`<${Confirm}
    title=${retire ? t`Retire ${name}?` : t`Revoke ${name}?`}
    verb=${retire ? t`Retire it` : t`Revoke it`}
    talk=${talk}
    ask=${() => (retire ? retireDevice(device.id) : revokeDevice(device.id))}
    onDone=${() => {
      announce(retire ? t`Device retired` : t`Device revoked`)
      onDone()
    }}
    onClose=${onClose}
  >
    <p class="notice" data-tone=${!retire && device.waiting !== 0 ? 'warn' : ''}>
      <strong>${lossOf(device)}</strong>
    </p>
    ${
      retire
        ? html`<p>
            For a device you still have. The next time it reaches the server it sends
            what it holds, then deletes its vault and signs out. Nothing is lost.
          </p>`
        : html`<p>
            For a device that is lost or stolen. From now on the server takes nothing
            from it: what it has not sent is lost. If it ever gets online it deletes its
            keys, so that nobody can read what it holds. Until then its passphrase
            protects it.
          </p>`
    }
  <//>`
}
