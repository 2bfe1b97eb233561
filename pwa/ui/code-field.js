/** Where a second factor's code is typed. */
import {TextField} from './field.js'
import {html} from './html.js'
import {t} from './language.js'

/** @import {conversation} from './problem.js' */

/** @param {{talk: ReturnType<typeof conversation>, code: {value: string}, totp?: boolean}} props */
export function CodeField({talk, code, totp = true}) {
  return html`<${TextField}
    label="Code"
    value=${code.value}
    fault=${talk.fault('code')}
    hint=${
      totp
        ? t`Six digits out of your authenticator app, or one of your recovery codes.`
        : t`One of your recovery codes.`
    }
    autocomplete="one-time-code"
    autocapitalize="none"
    maxlength=${40}
    onInput=${(/** @type {string} */ value) => {
      code.value = value
    }}
  />`
}
