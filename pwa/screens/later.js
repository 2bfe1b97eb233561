/**
 * The screens that are loaded when one of them is first opened: rarely.js, a script of its
 * own. The worker keeps it like everything else, so that it is there without a network.
 */
import {useEffect, useState} from '../vendor/hooks.js'
import {signal} from '../vendor/signals.js'
import {html} from '../ui/html.js'
import {Frame} from './frame.js'

/** @typedef {typeof import('./rarely.js')} Rarely */

const screens = signal(/** @type {Rarely | null} */ (null))
/** @type {Promise<void> | null} */
let loading = null

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
