/** The screens that are loaded when one of them is first opened. */
import {html} from '../ui/html.js'
import {Sheet} from '../ui/sheet.js'
import {Frame} from './frame.js'
import {later, part, useLoaded} from './loading.js'

/** @import {Child} from '../vendor/preact.js' */

const framed = (/** @type {Child} */ opening) =>
  html`<${Frame} current="">${opening}<//>`

export const Accounts = later('Accounts', framed)
export const CodebookEditor = later('CodebookEditor', framed)
/** Below the codes of a sheet: nothing stands there until it is loaded. */
export const CodebookMore = part('CodebookMore')
export const ChipSheet = part('ChipSheet')
export const Day = later('Day', framed)
export const Evening = later('Evening', framed)
export const Forgotten = later('Forgotten', framed)
export const Gone = later('Gone', framed)
export const Names = later('Names', framed)
export const People = later('People', framed)
export const Paper = later('Paper', framed)
export const Practice = later('Practice', framed)
export const PracticeBar = later('PracticeBar', framed)
export const Protect = later('Protect', framed)
export const Reports = later('Reports', framed)
export const Reset = later('Reset', framed)
export const Settings = later('Settings', framed)
export const Studies = later('Studies', framed)
export const Study = later('Study', framed)
export const Sync = later('Sync', framed)
export const Trail = later('Trail', framed)

export const EndSheet = laterSheet('EndSheet')
export const MoreActs = laterSheet('MoreActs')
export const RecordSheet = laterSheet('RecordSheet')
export const StrikeSheet = laterSheet('StrikeSheet')
export const TallySheet = laterSheet('TallySheet')

/**
 * A sheet over a screen that goes on, also when the sheet does not come.
 *
 * @param {keyof typeof import('./rarely.js')} name
 */
function laterSheet(name) {
  return function LaterSheet(/** @type {{onClose: () => void}} */ props) {
    const [Found, fault] = useLoaded(name)
    if (Found) return html`<${Found} ...${props} />`
    if (!fault) return html`<p class="unseen" role="status">Opening…</p>`
    return html`<${Sheet} title="Not opened" onClose=${props.onClose}>
      <p>
        A part of the app is not on this device yet. What you captured is kept; open
        this again when there is a network.
      </p>
    <//>`
  }
}
