/** The capture screen: one tap, one moment. Grid and bar stand at the bottom and never move. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useComputed, useSignal} from '../vendor/signals.js'
import {
  alongside,
  back,
  mark,
  jot,
  meeting,
  source,
  stepOut,
  switchTo,
} from '../domain/capture.js'
import {html} from '../ui/html.js'
import {go, handleOf} from '../router.js'
import {actWords} from '../ui/words.js'
import {bounced, changesOf, perform, undo} from './acting.js'
import {AlarmBrief} from './alarms.js'
import {Grid, gridOf, keepGrid} from './capture-grid.js'
import {NowCard} from './capture-now.js'
import {CaptureSheet} from './capture-sheets.js'
import {StatusLine} from './capture-status.js'
import {unfinishedIn} from './drafts.js'
import {Frame, Heading} from './frame.js'
import {LockedBrief} from './locked-taps.js'
import {runningDay} from './running-day.js'
import {stickyFields} from './sticky.js'

/** @import {Book, Code, DayState, RecordView} from '../types.d.ts' */
/** @import {Session} from './session.js' */
/** @typedef {{name: 'more' | 'source' | 'jot' | 'reason' | 'record' | 'end', rec?: string}} Open */

/** @param {Session & {id: string}} props */
export function Capture({book, sync, id}) {
  const day = useComputed(() => {
    book.changed.value
    return id || runningDay(book)?.rec || ''
  }).value
  if (day) return html`<${Capturing} key=${day} book=${book} sync=${sync} day=${day} />`
  return html`<${Frame} current="capture">
    <div class="stack narrow">
      <${Heading} title="No day is running" />
      <p>Capture works inside a shadowing day.</p>
      <p><a class="button" data-main href="#/today">Go to today</a></p>
    </div>
  <//>`
}

/** @param {Pick<Session, 'book' | 'sync'> & {day: string}} props */
function Capturing({book, sync, day}) {
  const seen = useComputed(() => {
    book.changed.value
    return book.dayState(day)
  })
  const beside = useSignal(false)
  const pressed = useSignal('')
  const sheet = useSignal(leftOpen(book, day))
  const state = seen.value
  const codebook = book.codebookOf(day)
  // Chosen once a day, from other days: a grid that sorts itself while tapped is a trap.
  const grid = useMemo(() => gridOf(book, day, codebook), [day, codebook])
  useEffect(() => keepGrid(book, day, grid), [day, grid])
  if (!state) return html`<${Capture} book=${book} sync=${sync} id="" />`

  const tapCode = async (/** @type {Code} */ code) => {
    const at = book.now()
    if (bounced(code.code)) return
    const aside = beside.value
    beside.value = false
    pressed.value = code.code
    const act = aside ? 'alongside' : 'switch'
    await perform(
      book,
      day,
      `${act}:${code.label}`,
      (/** @type {DayState} */ now) =>
        aside
          ? alongside(now, {code: code.code, at})
          : switchTo(now, {code: code.code, at, fields: stickyFields(book, day)}),
      at,
    )
    pressed.value = ''
  }
  const closeSheet = () => {
    sheet.value = null
  }

  return html`<div class="capture" data-alongside=${beside.value}>
    <${StatusLine} book=${book} sync=${sync} day=${state.day}>
      <button
        type="button"
        class="button"
        onClick=${() => {
          sheet.value = {name: 'end'}
        }}
      >
        End day
      </button>
    <//>
    <main class="capture-main" id="main">
      <${AlarmBrief} />
      <${LockedBrief} book=${book} />
      <${NowCard}
        book=${book}
        state=${state}
        codebook=${codebook}
        onDetails=${(/** @type {RecordView} */ view) => {
          sheet.value = {name: 'record', rec: view.rec}
        }}
        onReason=${(/** @type {RecordView} */ view) => {
          sheet.value = {name: 'reason', rec: view.rec}
        }}
      />
      <${Grid}
        codes=${grid}
        running=${state.running}
        alongside=${state.alongside}
        beside=${beside.value}
        pressed=${pressed.value}
        onCode=${tapCode}
        onMore=${() => {
          sheet.value = {name: 'more'}
        }}
      />
      <${Bar} book=${book} day=${day} state=${state} beside=${beside} sheet=${sheet} />
    </main>
    ${
      sheet.value &&
      html`<${CaptureSheet}
        key=${`${sheet.value.name} ${sheet.value.rec}`}
        open=${sheet.value}
        book=${book}
        state=${state}
        codebook=${codebook}
        onClose=${closeSheet}
        onCode=${(/** @type {Code} */ code) => {
          closeSheet()
          tapCode(code)
        }}
        onEnded=${() => go(`/day/${handleOf(day)}`, {replace: true})}
      />`
    }
  </div>`
}

/** The sheet in which words were left unfinished. @param {Book} book @param {string} day @returns {Open | null} */
function leftOpen(book, day) {
  const left = unfinishedIn(book)
  // An embargo is written on the day's own screen.
  if (left?.day !== day || left.sheet === 'embargo') return null
  return {name: left.sheet, rec: left.rec}
}

const AWAY = new Set(['step_out', 'back'])

/**
 * @param {{
 *   book: Book, day: string, state: DayState,
 *   beside: {value: boolean}, sheet: {value: Open | null},
 * }} props
 */
function Bar({book, day, state, beside, sheet}) {
  const last = book.lastAct(day)
  const takesBack = last && last.act !== 'start_day' ? actWords(last.act) : ''
  const tapped = async (
    /** @type {string} */ act,
    /** @type {typeof mark} */ make,
    /** @type {Open['name'] | null} */ then,
  ) => {
    const at = book.now()
    // Step out and Back stand in one place: the bounce of one would be the other.
    if (AWAY.has(act) && bounced('away')) return
    const made = await perform(book, day, act, make, at)
    const rec = made && changesOf(made).at(-1)?.rec
    if (rec && then) sheet.value = {name: then, rec}
  }
  const stepped = state.gap
  return html`<div class="bar" role="group" aria-label="Acts">
    <button
      type="button"
      class="button"
      aria-pressed=${beside.value ? 'true' : 'false'}
      onClick=${() => {
        beside.value = !beside.value
      }}
    >
      Alongside
    </button>
    <button
      type="button"
      class="button"
      onClick=${() => tapped('meeting', (now, at) => meeting(now, {at, fields: stickyFields(book, day)}), 'record')}
    >
      Meeting
    </button>
    <button
      type="button"
      class="button"
      onClick=${() => tapped('source', (now, at) => source(now, {at}), 'source')}
    >
      Source
    </button>
    <button type="button" class="button" onClick=${() => tapped('jot', jot, 'jot')}>
      Jot
    </button>
    <div class="explained">
      <button
        type="button"
        class="button"
        aria-describedby="takes-back"
        aria-disabled=${takesBack ? undefined : 'true'}
        onClick=${() => takesBack && undo(book, day)}
      >
        Undo
      </button>
      <span class="small" id="takes-back"
        ><bdi>${takesBack || 'nothing yet'}</bdi></span
      >
    </div>
    ${
      stepped
        ? html`<button
            type="button"
            class="button"
            data-main
            onClick=${() => tapped('back', back, null)}
          >
            Back
          </button>`
        : html`<button
            type="button"
            class="button"
            onClick=${() =>
              tapped('step_out', (now, at) => stepOut(now, {at}), 'reason')}
          >
            Step out
          </button>`
    }
    <button
      type="button"
      class="button"
      data-big
      onClick=${() => tapped('mark', mark, null)}
    >
      Mark
    </button>
  </div>`
}
