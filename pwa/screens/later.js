/** The screens that are loaded when one of them is first opened. */
import {html} from '../ui/html.js'
import {Frame} from './frame.js'
import {later} from './loading.js'

/** @import {Child} from '../vendor/preact.js' */

const framed = (/** @type {Child} */ opening) =>
  html`<${Frame} current="">${opening}<//>`

export const Accounts = later('Accounts')
export const ChipSheet = aside('ChipSheet')
export const Day = later('Day')
export const Forgotten = later('Forgotten')
export const Gone = later('Gone')
export const Names = later('Names')
export const NameWarning = aside('NameWarning')
export const People = later('People')
export const Protect = later('Protect')
export const Reports = later('Reports')
export const Reset = later('Reset')
export const Settings = later('Settings')
export const Studies = later('Studies')
export const Study = later('Study')
export const Sync = later('Sync')
export const Trail = later('Trail')

/**
 * @param {keyof Rarely} name
 */
function later(name) {
  return function Later(/** @type {object} */ props) {
    const [fault, setFault] = useState(/** @type {unknown} */ (null))
    useEffect(() => {
      load().catch(setFault)
    }, [])
    // It was not loaded: said where every fault of a screen is.
    if (fault) throw fault
    const Screen = screens.value?.[name]
    return Screen
      ? html`<${Screen} ...${props} />`
      : html`<${Frame} current=""><p role="status">Opening…</p><//>`
  }
}

/**
 * A piece of a screen that can do without it: nothing until it is there, nothing if it
 * cannot be had.
 *
 * @param {keyof Rarely} name
 */
function aside(name) {
  return function Aside(/** @type {any} */ props) {
    useEffect(() => {
      load().catch(props.onMissing ?? console.error)
    }, [])
    const Piece = screens.value?.[name]
    return Piece && html`<${Piece} ...${props} />`
  }
}

async function load() {
  loading ??= import('./rarely.js').then((found) => {
    screens.value = found
  })
  await loading.catch((error) => {
    loading = null
    throw error
  })
}
export const Accounts = later('Accounts', framed)
export const Day = later('Day', framed)
export const Forgotten = later('Forgotten', framed)
export const Gone = later('Gone', framed)
export const Protect = later('Protect', framed)
export const Reports = later('Reports', framed)
export const Reset = later('Reset', framed)
export const Settings = later('Settings', framed)
export const Studies = later('Studies', framed)
export const Study = later('Study', framed)
export const Sync = later('Sync', framed)
export const Trail = later('Trail', framed)
