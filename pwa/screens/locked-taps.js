/** What was captured while locked: given its place in the day, and shown until it was looked at. */
import {signal, useComputed, useSignal} from '../vendor/signals.js'
import {handleOf} from '../router.js'
import {SelectField} from '../ui/field.js'
import {count, dayName} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {tappedWords} from './locked-words.js'
import {runningDay} from './running-day.js'
import {pseudonymOf} from './titles.js'

/** @import {Book} from '../types.d.ts' */
/** @typedef {{n: number, day: string, recs: string[]}} Unlooked */

/** How far the placing has come; nothing else is shown meanwhile. */
export const placing = signal(/** @type {{done: number, of: number} | null} */ (null))
/** What could not be placed, and stays sealed where it is. */
const behind = signal({left: 0, damaged: 0})

const NONE = {n: 0, day: '', recs: []}
const UNLOOKED = 'unlooked'
const LATEST = 7

/** @param {Book} book @returns {Unlooked} */
const unlookedIn = (book) => book.setting(UNLOOKED) ?? NONE

/**
 * Before the screens open: a tap made now must not come before one made while locked.
 *
 * @param {Book} book
 * @param {string} [belongs] the day they belong to, where it is not plain
 */
export async function takeIn(book, belongs) {
  try {
    const {n, damaged} = await book.lockedTaps()
    behind.value = {left: n, damaged}
    if (n) await place(book, n, belongs)
  } catch (error) {
    // They are kept, sealed as they were: the next unlocking tries again.
    console.error(error)
  } finally {
    placing.value = null
  }
}

/** @param {Book} book @param {number} n @param {string} [belongs] */
async function place(book, n, belongs) {
  const before = lockedIn(book)
  placing.value = {done: 0, of: n}
  const {taken, left} = await book.drain(
    (done) => {
      placing.value = {done, of: n}
    },
    {wordsOf: tappedWords, ...(belongs ? {day: belongs} : {})},
  )
  behind.value = {...behind.peek(), left}
  if (!taken) return
  const fresh = lockedIn(book).filter(({rec}) => !before.some((old) => old.rec === rec))
  const was = unlookedIn(book)
  await book.set(UNLOOKED, {
    n: was.n + taken,
    day: belongs ?? fresh.at(-1)?.parent ?? runningDay(book)?.rec ?? was.day,
    recs: [...was.recs, ...fresh.map(({rec}) => rec)],
  })
}

/** @param {Book} book */
const lockedIn = (book) =>
  latest(book).flatMap(({rec}) =>
    book.recordsOf(rec).filter(({fields}) => fields['captured_locked'] === true),
  )

/** Days which what was tapped while locked can belong to. @param {Book} book */
const latest = (book) =>
  book
    .days()
    .filter((day) => [null, book.uid].includes(day.created_by))
    .slice(0, LATEST)

/** @param {Book} book @param {string} rec */
export function looked(book, rec) {
  const {recs, ...was} = unlookedIn(book)
  if (!recs.includes(rec)) return
  const left = recs.filter((one) => one !== rec)
  book.set(UNLOOKED, left.length ? {...was, recs: left} : null).catch(console.error)
}

/** @param {Book} book @param {string} rec */
export const isUnlooked = (book, rec) => unlookedIn(book).recs.includes(rec)

/** @param {{book: Book, here?: string}} props `here`: the day on the screen */
export function CapturedWhileLocked({book, here}) {
  const {n, day} = useComputed(() => {
    book.changed.value
    return unlookedIn(book)
  }).value
  const {left, damaged} = behind.value
  return html`
    ${
      n > 0 &&
      html`<div class="notice" role="status">
        <div class="row" data-apart>
          <p>${n} captured while locked.</p>
          ${
            here && here === day
              ? html`<button
                  type="button"
                  class="button"
                  onClick=${() => book.set(UNLOOKED, null)}
                >
                  All looked at
                </button>`
              : day &&
                html`<a class="button" href=${`#/day/${handleOf(day)}`}
                  >Look at them</a
                >`
          }
        </div>
      </div>`
    }
    ${left > 0 && html`<${Homeless} book=${book} left=${left} />`}
    ${
      damaged > 0 &&
      html`<p class="notice" data-tone="bad" role="alert">
        ${t`${count(damaged, 'tap')} made while locked cannot be opened: what is stored was changed. The others have their places.`}
      </p>`
    }
  `
}

/** The same where there is no room: the way to where it is said. @param {{book: Book}} props */
export function LockedBrief({book}) {
  const {n, day} = useComputed(() => {
    book.changed.value
    return unlookedIn(book)
  }).value
  if (n && day)
    return html`<a class="brief" href=${`#/day/${handleOf(day)}`}>
      ${n} captured while locked: look at them
    </a>`
  const {left, damaged} = behind.value
  if (!left && !damaged) return null
  return html`<a class="brief" href="#/today">
    ${count(left + damaged, 'tap')} made while locked could not be placed
  </a>`
}

/** @param {{book: Book, left: number}} props */
function Homeless({book, left}) {
  const days = latest(book)
  const chosen = useSignal(days[0]?.rec ?? '')
  return html`<div class="notice" data-tone="warn" role="status">
    <p>
      ${t`${count(left, 'tap')} made while locked are kept, sealed, but belong to no day that was running then.`}
    </p>
    ${
      days.length > 0 &&
      html`<${SelectField}
          label="They belong to"
          value=${chosen.value}
          options=${days.map((day) => ({
            value: day.rec,
            label: `${pseudonymOf(book, day)}, ${dayName(day.fields['date'], true)}`,
          }))}
          onInput=${into(chosen)}
        />
        <div>
          <button
            type="button"
            class="button"
            onClick=${() => takeIn(book, chosen.value)}
          >
            Put them there
          </button>
        </div>`
    }
  </div>`
}

export function Placing() {
  const now = placing.value
  return html`<main id="main" class="opening placing" aria-busy="true">
    ${
      now &&
      html`<p role="status">
          ${t`Placing what was captured while locked: ${now.done} of ${now.of}`}
        </p>
        <progress
          max=${now.of}
          value=${now.done}
          aria-label="Captured while locked"
        ></progress>`
    }
  </main>`
}
