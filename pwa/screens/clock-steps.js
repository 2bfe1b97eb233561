/** What happened to the phone's clock: noted for good, and told once. */
import {useComputed} from '../vendor/signals.js'
import {settled, stepsBetween} from '../domain/clock-steps.js'
import {announce} from '../ui/announce.js'
import {span} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {PLACE, STEPS, UNTOLD} from './clock-watch.js'

/** @import {ClockStep} from '../domain/clock-steps.js' */
/** @import {Book, ClockSample, Instant} from '../types.d.ts' */

const KEPT = 100

/** @param {Book} book @returns {ReadonlyArray<ClockStep>} */
export const stepsIn = (book) => book.setting(STEPS) ?? []

/**
 * @param {Book} book
 * @param {{before: Instant, now: Instant, seen: boolean,
 *   compared: ClockSample | undefined, sample: ClockSample | undefined}} looks
 */
export async function noteSteps(book, {before, now, seen, compared, sample}) {
  const known = stepsIn(book)
  const found = stepsBetween(before, now, seen)
  const all = [...known, ...found]
  const isNew = compared && sample && compared !== sample
  const steps = isNew ? settled(all, compared, sample, now.utcoff) : all
  const fresh = steps.filter((step) => !known.some((old) => isSame(old, step)))
  if (fresh.length > 0 || steps.length !== known.length || steps !== all) {
    const untold = (book.setting(UNTOLD) ?? 0) + fresh.length
    await book.set(STEPS, steps.slice(-KEPT))
    await book.set(UNTOLD, Math.min(untold, steps.length))
  }
  await book.set(PLACE, {tz: now.tz, utcoff: now.utcoff})
  if (fresh.length > 0) announce(fresh.map((step) => stepWords(step)).join(' '))
}

/** @param {ClockStep} a @param {ClockStep} b */
const isSame = (a, b) => a.kind === b.kind && a.boot === b.boot && a.mono === b.mono

/** @param {ClockStep} step */
export function stepWords({kind, before, after, size, sure}) {
  const far = span(Math.abs(size))
  if (kind === 'timezone')
    return before !== after
      ? t`This phone’s time zone changed from ${before} to ${after}.`
      : size > 0
        ? t`The clocks of ${after} were put forward by ${far}.`
        : t`The clocks of ${after} were put back by ${far}.`
  if (!sure)
    return t`This phone’s clock ran ahead by ${far}, from ${before} to ${after}: it was set forward, or the device slept. The next sync will tell.`
  return size > 0
    ? t`This phone’s clock was set forward by ${far}, from ${before} to ${after}.`
    : t`This phone’s clock was set back by ${far}, from ${before} to ${after}.`
}

/** @param {{book: Book}} props */
export function ClockTold({book}) {
  const untold = useComputed(() => {
    book.changed.value
    const n = book.setting(UNTOLD) ?? 0
    return n > 0 ? stepsIn(book).slice(-n) : []
  }).value
  if (!untold.length) return null
  return html`<div class="notice" data-tone="warn" role="status">
    ${untold.map((step) => html`<p key=${step.mono}>${stepWords(step)}</p>`)}
    <p class="quiet">
      Go on as before: every tap keeps what the clock showed, and its true time follows
      from the server’s clock. How sure each time is stands in the day, under Clock.
    </p>
    <div>
      <button
        type="button"
        class="button"
        onClick=${() => void book.set(UNTOLD, 0).catch(console.error)}
      >
        Understood
      </button>
    </div>
  </div>`
}
