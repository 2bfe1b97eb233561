/**
 * Loads rarely.js, the script of all that capture does without, when something of it is first
 * wanted. The worker keeps it like everything else, so that it is there without a network.
 */
import {useEffect, useState} from '../vendor/hooks.js'
import {signal} from '../vendor/signals.js'
import {html} from '../ui/html.js'

/** @import {Child} from '../vendor/preact.js' */
/** @typedef {typeof import('./rarely.js')} Rarely */

const screens = signal(/** @type {Rarely | null} */ (null))
/** @type {Promise<Rarely> | null} */
let loading = null

/** @returns {Promise<Rarely>} */
export async function load() {
  loading ??= Promise.all([import('./rarely.js'), styled()]).then(([found]) => {
    screens.value = found
    return found
  })
  return loading.catch((error) => {
    loading = null
    throw error
  })
}

/**
 * @param {keyof Rarely} name
 * @param {(opening: Child) => Child} within what a screen has around it
 */
export function later(name, within) {
  return function Later(/** @type {object} */ props) {
    const [Screen, fault] = useLoaded(name)
    // It was not loaded: said where every fault of a screen is.
    if (fault) throw fault
    return Screen
      ? html`<${Screen} ...${props} />`
      : within(html`<p role="status">Opening…</p>`)
  }
}

/**
 * A part of a screen that does without it, should it not come.
 *
 * @param {keyof Rarely} name
 * @param {() => Child} [meanwhile]
 */
export function part(name, meanwhile = () => null) {
  return function Part(/** @type {any} */ props) {
    const [Found, fault] = useLoaded(name)
    useEffect(() => {
      if (!fault) return
      console.warn(name, fault)
      props.onMissing?.()
    }, [fault])
    return Found ? html`<${Found} ...${props} />` : meanwhile()
  }
}

/**
 * @param {keyof Rarely} name
 * @returns {[unknown, unknown]} what it is once it is there, and why it is not
 */
export function useLoaded(name) {
  const [fault, setFault] = useState(/** @type {unknown} */ (null))
  useEffect(() => {
    load().catch(setFault)
  }, [])
  return [screens.value?.[name], fault]
}

/** Their stylesheet, which lies beside the first one. */
async function styled() {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = new URL('rarely.css', import.meta.url).href
  await new Promise((resolve, reject) => {
    link.onload = resolve
    link.onerror = () => {
      link.remove()
      reject(new Error('Its styles could not be loaded.'))
    }
    document.head.append(link)
  })
}
