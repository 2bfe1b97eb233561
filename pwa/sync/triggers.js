/** When sync looks whether there is something to do. */
import {effect} from '../vendor/signals-core.js'

/** @import {Book} from '../types.d.ts' */
/** @import {Why} from './reducer.js' */

/** An act is often followed by the next: both go in one push. */
const SETTLE_MS = 2_000
const LOOK_MS = 60_000

/**
 * @param {Book} book
 * @param {(why: Why) => void} trigger
 * @returns {() => void} stops it
 */
export function triggers(book, trigger) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let debounce
  let known = book.waiting.peek().pending

  const stopWatching = effect(() => {
    const {pending} = book.waiting.value
    if (pending > known) {
      clearTimeout(debounce)
      debounce = setTimeout(() => trigger('capture'), SETTLE_MS)
    }
    known = pending
  })
  const seen = () => isVisible() && trigger('visible')
  const online = () => trigger('online')
  const tick = () => {
    if (isVisible() && book.waiting.peek().pending > 0) trigger('timer')
  }
  const timer = setInterval(tick, LOOK_MS)
  document.addEventListener('visibilitychange', seen)
  addEventListener('pageshow', seen)
  addEventListener('online', online)

  return () => {
    stopWatching()
    clearTimeout(debounce)
    clearInterval(timer)
    document.removeEventListener('visibilitychange', seen)
    removeEventListener('pageshow', seen)
    removeEventListener('online', online)
  }
}

function isVisible() {
  return document.visibilityState === 'visible'
}
