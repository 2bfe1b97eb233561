/** A screen of the desk: the frame, and the dialog that asks for the password where it is wanted. */
import {elevate, elevateByPasskey} from '../sync/account.js'
import {getFactors} from '../sync/factors.js'
import {html} from '../ui/html.js'
import {Reauth} from '../ui/reauth.js'
import {Frame} from './frame.js'

/** @import {Child} from '../vendor/preact.js' */

const WAYS = {factors: getFactors, prove: elevate, byPasskey: elevateByPasskey}

/** @param {{current: string, children?: Child}} props */
export function Desk({current, children}) {
  return html`<${Frame} current=${current}>${children}<//><${Reauth} ways=${WAYS} />`
}
