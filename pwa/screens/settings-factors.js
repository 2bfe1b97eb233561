/** The second factor: what there is, adding and removing it, and the codes for bad days. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {
  getFactors,
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
} from '../sync/factors.js'
import {announce} from '../ui/announce.js'
import {Card} from '../ui/card.js'
import {Confirm} from '../ui/confirm.js'
import {moment} from '../ui/desk-words.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {passkeysPossible} from '../ui/passkeys.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {CodesSheet, PasskeySheet, TotpSheet} from './settings-enrol.js'

/** @import {Codes, Factors as Had, Passkey} from '../sync/factors.js' */

const FEW_CODES = 3

/** @param {{required: boolean}} props whether the installation asks for one */
export function Factors({required}) {
  const talk = useMemo(deskTalk, [])
  const had = useSignal(/** @type {Had | null} */ (null))
  const open = useSignal(/** @type {'totp' | 'passkey' | 'codes' | ''} */ (''))
  const codes = useSignal(/** @type {string[]} */ ([]))
  const leaving = useSignal(/** @type {'totp' | Passkey | null} */ (null))
  const load = async () => {
    const body = await talk.ask(getFactors)
    if (body) had.value = body
  }
  useEffect(() => {
    void load()
  }, [])
  const close = () => into(open)('')
  const shown = (/** @type {string[]} */ made) => {
    close()
    codes.value = made
    void load()
  }
  const has = had.value
  return html`<${Card} title="Second factor">
    ${has && html`<${State} has=${has} required=${required} />`}
    ${
      has &&
      (has.totp || has.passkeys.length > 0) &&
      html`<ul class="list" role="list">
        ${has.totp && html`<${Held} name=${t`Authenticator app`} onRemove=${() => into(leaving)('totp')} />`}
        ${has.passkeys.map(
          (passkey) =>
            html`<${Held}
              key=${passkey.id}
              name=${passkey.label}
              told=${t`passkey · added ${moment(passkey.created_at)} · used ${moment(passkey.last_used_at)}`}
              onRemove=${() => into(leaving)(passkey)}
            />`,
        )}
      </ul>`
    }
    ${
      has &&
      html`<div class="choices">
        ${
          !has.totp &&
          html`<button type="button" class="button" onClick=${() => into(open)('totp')}>
            Set up an authenticator app
          </button>`
        }
        ${
          has.passkeys_possible &&
          passkeysPossible() &&
          html`<button
            type="button"
            class="button"
            onClick=${() => into(open)('passkey')}
          >
            Add a passkey
          </button>`
        }
        ${
          (has.totp || has.passkeys.length > 0) &&
          html`<button
            type="button"
            class="button"
            onClick=${() => into(open)('codes')}
          >
            New recovery codes
          </button>`
        }
      </div>`
    }
    <${Problem} talk=${talk} />
    ${open.value === 'totp' && html`<${TotpSheet} onMade=${shown} onClose=${close} />`}
    ${open.value === 'passkey' && html`<${PasskeySheet} onMade=${shown} onClose=${close} />`}
    ${open.value === 'codes' && html`<${Renew} onMade=${shown} onClose=${close} />`}
    ${codes.value.length > 0 && html`<${CodesSheet} codes=${codes.value} onClose=${() => into(codes)([])} />`}
    ${
      leaving.value &&
      html`<${Remove}
        what=${leaving.value}
        onDone=${load}
        onClose=${() => into(leaving)(null)}
      />`
    }
  <//>`
}

/** @param {{has: Had, required: boolean}} props */
function State({has, required}) {
  const left = has.recovery_codes_left
  if (has.totp || has.passkeys.length)
    return html`<p class=${left < FEW_CODES ? 'notice' : 'quiet'} data-tone="warn">
      ${
        left < FEW_CODES
          ? t`Only ${count(left, 'recovery code')} left: make new ones.`
          : t`${count(left, 'recovery code')} left, for the day the phone is gone.`
      }
    </p>`
  return required
    ? html`<p class="notice" data-tone="warn">
        <strong>This installation asks for one.</strong>
        ${' '}Until you have it you can capture and sync; what leads a study or takes
        data out stays closed.
      </p>`
    : html`<p class="quiet">
        Only the password protects your account. With a second factor, somebody who
        learns it still does not get in.
      </p>`
}

/** @param {{name: string, told?: string, onRemove: () => void}} props */
function Held({name, told = t`asked for a code at sign-in`, onRemove}) {
  return html`<li class="item">
    <span class="grow"
      ><bdi>${name}</bdi><br /><span class="quiet small">${told}</span></span
    >
    <button
      type="button"
      class="button"
      data-danger
      aria-label=${t`Remove ${name}`}
      onClick=${onRemove}
    >
      Remove
    </button>
  </li>`
}

/** @param {{what: 'totp' | Passkey, onDone: () => void, onClose: () => void}} props */
function Remove({what, onDone, onClose}) {
  const talk = useMemo(deskTalk, [])
  return html`<${Confirm}
    title=${what === 'totp' ? t`Remove the authenticator app?` : t`Remove the passkey ${what.label}?`}
    verb="Remove"
    talk=${talk}
    ask=${() => (what === 'totp' ? removeTotp() : removePasskey(what.id))}
    onDone=${() => {
      announce(t`Removed`)
      onDone()
    }}
    onClose=${onClose}
  >
    <p>
      It no longer helps you to sign in. If it is your last second factor, the recovery
      codes go with it.
    </p>
  <//>`
}

/** @param {{onMade: (codes: string[]) => void, onClose: () => void}} props */
function Renew({onMade, onClose}) {
  const talk = useMemo(deskTalk, [])
  return html`<${Confirm}
    title="New recovery codes?"
    verb="Make new ones"
    talk=${talk}
    ask=${renewRecoveryCodes}
    onDone=${(/** @type {Codes} */ {recovery_codes}) => onMade(recovery_codes ?? [])}
    onClose=${onClose}
  >
    <p>The old ones stop working at once, used or not.</p>
  <//>`
}
