/** When the app locks itself: hidden, untouched or open for too long. */

const HIDDEN_MS = 60_000
const IDLE_MS = 5 * 60_000
const OPEN_MS = 8 * 3_600_000
const LOOK_MS = 1_000
/** As often as one tab tells the others that somebody is there. */
const TELL_MS = 2_000
const CHANNEL = 'shadowlog-lock'
const TOUCHES = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove']

/**
 * @typedef {{wall: number, mono: number}} Moment
 * @typedef {{opened: Moment, touched: Moment, hidden: Moment | null}} Seen
 * @typedef {'hidden' | 'idle' | 'open'} Why
 * @typedef {{vault: string, why: 'retired' | 'revoked'}} Cleared
 */

/** @returns {Moment} */
export const moment = () => ({wall: Date.now(), mono: performance.now()})

/**
 * By whichever clock says more: the one stands still while a phone sleeps, the other can be
 * set back.
 *
 * @param {Moment} then
 * @param {Moment} now
 */
const since = (then, now) => Math.max(now.wall - then.wall, now.mono - then.mono)

/**
 * @param {Seen} seen
 * @param {Moment} now
 * @returns {Why | null}
 */
export function dueToLock({opened, touched, hidden}, now) {
  if (hidden && since(hidden, now) >= HIDDEN_MS) return 'hidden'
  if (since(touched, now) >= IDLE_MS) return 'idle'
  return since(opened, now) >= OPEN_MS ? 'open' : null
}

/**
 * Watches an unlocked app. Tabs watch together: who works in one of them is not away from
 * the others, and what locks one locks all.
 *
 * @param {() => void} lock called once it is due, here or in another tab
 * @param {(cleared: Cleared) => void} [onCleared] another tab has cleared a vault
 * @returns {{isDue: () => boolean, tellOthers: (what?: Cleared) => void, stop: () => void}}
 *   `isDue` looks at the clocks now, for a timer may have slept, and locks if it is
 */
export function watchForLock(lock, onCleared = () => {}) {
  const first = moment()
  /** @type {Seen} */
  const seen = {opened: first, touched: first, hidden: null}
  const others = new BroadcastChannel(CHANNEL)
  let told = -Infinity

  const isDue = () => {
    const due = dueToLock(seen, moment()) !== null
    if (due) lock()
    return due
  }
  const here = () => {
    seen.touched = moment()
    if (seen.hidden) seen.hidden = seen.touched
  }
  const touched = () => {
    // A touch that wakes a phone which slept too long comes too late.
    if (isDue()) return
    here()
    if (seen.touched.mono - told < TELL_MS) return
    told = seen.touched.mono
    others.postMessage('here')
  }
  const turned = () => {
    if (isDue()) return
    seen.hidden = document.visibilityState === 'hidden' ? moment() : null
  }
  others.onmessage = ({data}) => {
    if (data === 'here') here()
    if (data === 'lock') lock()
    if (data.vault) onCleared(data)
  }
  const how = {capture: true, passive: true}
  for (const touch of TOUCHES) addEventListener(touch, touched, how)
  document.addEventListener('visibilitychange', turned, {capture: true})
  turned()
  const timer = setInterval(isDue, LOOK_MS)

  return {
    isDue,
    tellOthers: (what) => others.postMessage(what ?? 'lock'),
    stop() {
      clearInterval(timer)
      for (const touch of TOUCHES) removeEventListener(touch, touched, how)
      document.removeEventListener('visibilitychange', turned, {capture: true})
      others.close()
    },
  }
}

/**
 * @param {() => void} then once another tab has cleared a vault
 * @returns {() => void} stops it
 */
export function whenCleared(then) {
  const others = new BroadcastChannel(CHANNEL)
  others.onmessage = ({data}) => data.vault && then()
  return () => others.close()
}
