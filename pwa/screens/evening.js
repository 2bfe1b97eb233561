/** The same evening: one jotting after the other, beside what was going on when it was made. */
import {useEffect, useMemo, useRef} from '../vendor/hooks.js'
import {useComputed, useSignal} from '../vendor/signals.js'
import {toExpand} from '../domain/evening.js'
import {dayName} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {handleOf} from '../router.js'
import {DayNote} from './evening-day.js'
import {Jotting} from './evening-jotting.js'
import {Frame, Heading} from './frame.js'
import {pseudonymOf} from './titles.js'

/** @import {Book} from '../types.d.ts' */
/** @import {Session} from './session.js' */

/** @param {Session & {id: string}} props */
export function Evening({book, id}) {
  // Made once: what has been expanded stays on the list, or "3 of 14" would mean nothing.
  const list = useMemo(
    () => toExpand(book.dayState(id)?.rows ?? []).map(({rec}) => rec),
    [book, id],
  )
  const at = useSignal(beginAt(book, id, list))
  const place = useRef(/** @type {HTMLElement | null} */ (null))
  const state = useComputed(() => {
    book.changed.value
    return book.dayState(id)
  }).value
  useEffect(() => {
    const field = place.current?.querySelector('textarea')
    if (field instanceof HTMLElement) field.focus()
  }, [at.value])
  if (!state) return html`<${NotHere} />`

  const {day} = state
  const rec = list[at.value]
  const view = rec ? book.record(rec) : null
  const left = toExpand(state.rows).filter((row) => list.includes(row.rec)).length
  const go = (/** @type {number} */ steps) => {
    at.value = Math.max(0, Math.min(list.length, at.value + steps))
  }
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const steps = event.altKey ? {ArrowDown: 1, ArrowUp: -1}[event.key] : undefined
    if (!steps) return
    event.preventDefault()
    go(steps)
  }
  return html`<${Frame} current="day">
    <div class="stack narrow" onKeyDown=${keys} ref=${place}>
      <${Heading}
        title="The evening’s list"
        back=${{href: `#/day/${handleOf(id)}`, name: t`The day`}}
      />
      <p class="quiet">
        ${`${pseudonymOf(book, day)}, ${dayName(day.fields['date'], true)}.`} Words
        first, then what they stand for, while it is fresh. Codes, never names.
      </p>
      <p class="row" data-apart>
        <strong role="status"
          >${view ? t`${at.value + 1} of ${list.length}` : t`The whole day`}</strong
        >
        <span class="quiet small"
          >${left ? t`${left} still to expand` : t`All expanded`}</span
        >
      </p>
      <progress
        class="evening-progress"
        aria-label="Expanded"
        max=${Math.max(1, list.length)}
        value=${list.length - left}
      ></progress>
      ${
        view
          ? html`<${Jotting}
              key=${view.rec}
              book=${book}
              view=${view}
              rows=${state.rows}
              onNext=${() => go(1)}
              onPrevious=${at.value > 0 ? () => go(-1) : null}
            />`
          : html`<${DayNote}
              key=${day.rec}
              book=${book}
              day=${day}
              left=${left}
              onPrevious=${list.length ? () => go(-1) : null}
            />`
      }
      <p class="quiet small">
        Ctrl and Enter keeps and goes on. Alt with the arrows down and up goes to the
        next and to the one before. What is begun stays as you left it.
      </p>
    </div>
  <//>`
}

/** Where words were left unfinished, else at the first. @param {Book} book @param {string} day @param {string[]} list */
function beginAt(book, day, list) {
  const begun = list.findIndex((rec) => book.draft(`evening ${rec}`))
  if (begun >= 0) return begun
  return book.draft(`evening ${day}`) ? list.length : 0
}

function NotHere() {
  return html`<${Frame} current="day">
    <div class="stack narrow">
      <${Heading}
        title="This day is not on this device"
        back=${{href: '#/today', name: t`Today`}}
      />
      <p>Open it from the list of days.</p>
    </div>
  <//>`
}
