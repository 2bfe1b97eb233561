/** The present second, shared by everything on the screen that shows time passing. */
import {effect, signal} from '../vendor/signals.js'

export const present = signal(Date.now())

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer

function tick() {
  present.value = Date.now()
  // Aligned to the second, so all figures turn together and none is skipped.
  timer = setTimeout(tick, 1000 - (Date.now() % 1000) + 5)
}

/** Runs the clock while the page can be seen: a hidden phone should sleep. */
export function startTicking() {
  const wake = () => {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') tick()
  }
  document.addEventListener('visibilitychange', wake)
  wake()
}

/** The present minute, for what need not turn every second. */
export const minute = signal(Math.floor(Date.now() / 60_000))
effect(() => {
  minute.value = Math.floor(present.value / 60_000)
})
