/** Which colours the page wears: the system's, or the ones chosen; capture is dark unless told not to be. */
import {effect, signal} from '../vendor/signals.js'
import {remember, remembered} from './remember.js'

/** @typedef {'system' | 'light' | 'dark'} Scheme */

// Of this browser, not of the account: it is about this screen, and wanted before sign-in.
export const scheme = signal(/** @type {Scheme} */ (remembered('scheme', 'system')))
export const darkCapture = signal(remembered('dark-capture', 'yes') === 'yes')
export const capturing = signal(false)

export function wearTheme() {
  effect(() => {
    const worn = capturing.value && darkCapture.value ? 'dark' : scheme.value
    document.documentElement.dataset['scheme'] = worn
    remember('scheme', scheme.value)
    remember('dark-capture', darkCapture.value ? 'yes' : 'no')
  })
}
