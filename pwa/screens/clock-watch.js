/** Looks at the phone's clock while the page can be seen, and when it comes into sight again. */
import {isElsewhere, isJump} from '../domain/clock-look.js'
import {load} from './loading.js'

/** @import {Place} from '../domain/clock-look.js' */
/** @import {Book, ClockSample} from '../types.d.ts' */

const LOOK_MS = 5_000
/** Where the phone was when it was last looked at. */
export const PLACE = 'clock.place'
export const STEPS = 'clock.steps'
/** How many of the steps nobody has been told of. */
export const UNTOLD = 'clock.untold'

/**
 * What is to be made of a step is loaded with the first one.
 *
 * @param {Book} book
 * @returns {() => void} stops it
 */
export function watchClock(book) {
  let before = book.now()
  let compared = book.clockSamples().at(-1)
  let unseen = document.hidden
  let busy = false

  async function look() {
    unseen ||= document.hidden
    if (busy || document.hidden) return
    busy = true
    try {
      const [now, sample] = [book.now(), book.clockSamples().at(-1)]
      const place = /** @type {Place | undefined} */ (book.setting(PLACE))
      const seen = !unseen
      if (!place) await book.set(PLACE, {tz: now.tz, utcoff: now.utcoff})
      if (
        isJump(before, now, seen) ||
        (place && isElsewhere(place, now)) ||
        tells(compared, sample)
      ) {
        const {noteSteps} = await load()
        await noteSteps(book, {
          before: {...before, ...place},
          now,
          seen,
          compared,
          sample,
        })
      }
      before = now
      compared = sample
      unseen = document.hidden
    } catch (error) {
      // It stays to be looked at: the next look begins where this one did.
      console.error(error)
    } finally {
      busy = false
    }
  }

  /** @param {ClockSample | undefined} a @param {ClockSample | undefined} b */
  function tells(a, b) {
    if (!a || !b || (a.boot === b.boot && a.mono === b.mono)) return false
    return Math.abs(a.off - b.off) > a.unc + b.unc || book.setting(STEPS) !== undefined
  }

  const soon = () => void look()
  const timer = setInterval(soon, LOOK_MS)
  document.addEventListener('visibilitychange', soon)
  soon()
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', soon)
  }
}
