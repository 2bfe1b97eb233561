/** Where a day stands, from capture to the record nobody changes any more, and the way on. */
import {useSignal} from '../vendor/signals.js'
import {mayUnlock, setStatus, STATUSES, waysFrom} from '../domain/day-status.js'
import {isLocked} from '../domain/review.js'
import {html} from '../ui/html.js'
import {texts, tr} from '../ui/language.js'
import {labelWords} from '../ui/words.js'
import {write} from './acting.js'
import {textOf} from './titles.js'

/** @import {Book, DayState} from '../types.d.ts' */
/** @import {Status} from '../domain/day-status.js' */

/** @type {Record<string, string>} */
const MEANS = texts({
  open: 'Capture goes on.',
  closed: 'Capture is over; the day waits for its review.',
  reviewed: 'Somebody has gone through it. It can still be corrected.',
  locked: 'Nothing of it is changed any more: results can be computed from it.',
  struck: 'The day does not count.',
})

/** @type {Record<string, Record<string, string>>} what a step is called, by where it leads */
const STEPS = texts({
  closed: {open: 'Close the day', reviewed: 'Back to closed'},
  reviewed: {closed: 'Mark as reviewed', locked: 'Set back to reviewed'},
  locked: {reviewed: 'Lock the day'},
})

/** @param {{book: Book, state: DayState}} props */
export function DayStatus({book, state}) {
  const running = useSignal(false)
  const {day} = state
  const status = textOf(day, 'status')
  const role = book.study(day.study)?.role
  const held = isLocked(day) && !mayUnlock(state, {uid: book.uid, role})
  const go = async (/** @type {Status} */ to) => {
    const changes = setStatus(state, to)
    running.value = !changes.length
    const act = `edit:day, now ${to}`
    await write(book, {act, day: day.rec, study: day.study, changes})
  }
  return html`<section class="card" data-noprint aria-labelledby="status">
    <h2 id="status">Status of the day</h2>
    <ol class="statuses" role="list">
      ${STATUSES.map(
        (one) =>
          html`<li key=${one} aria-current=${one === status ? 'step' : undefined}>
            ${labelWords('day_status', one)}
          </li>`,
      )}
    </ol>
    <p>${tr(MEANS[status] ?? '')}</p>
    ${
      running.value &&
      html`<p class="notice" data-tone="warn" role="alert">
        Something is still running. End day, on the capture screen, closes it; or open
        the record here and give it an end.
      </p>`
    }
    ${
      held
        ? html`<p class="quiet">
            Only who shadowed the day or a principal investigator can set it back to
            reviewed.
          </p>`
        : html`<div class="chips">
            ${waysFrom(state).map(
              (to, i) =>
                html`<button
                  key=${to}
                  type="button"
                  class="button"
                  data-main=${i === 0 && status !== 'locked' ? '' : undefined}
                  onClick=${() => go(to)}
                >
                  ${tr(STEPS[to]?.[status] ?? '')}
                </button>`,
            )}
          </div>`
    }
  </section>`
}
