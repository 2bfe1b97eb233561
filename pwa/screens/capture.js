/** The capture screen: one tap, one moment. Grid and bar stand at the bottom and never move. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useComputed, useSignal} from '../vendor/signals.js'
import {alongside, interrupted, switchTo} from '../domain/capture.js'
import {html} from '../ui/html.js'
import {go, handleOf} from '../router.js'
import {bounced, perform} from './acting.js'
import {AlarmBrief} from './alarms.js'
import {Bar} from './capture-bar.js'
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
/** @typedef {'more' | 'source' | 'jot' | 'reason' | 'record' | 'end' | 'acts' | 'strike' | 'tally'} SheetName */
/** @typedef {{name: SheetName, rec?: string}} Open */
/** @typedef {'switch' | 'alongside' | 'interrupt'} Mode what the next code button does */

const STARTS = {switch: switchTo, alongside, interrupt: interrupted}

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
  const mode = useSignal(/** @type {Mode} */ ('switch'))
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
    const act = mode.value
    mode.value = 'switch'
    pressed.value = code.code
    await perform(
      book,
      day,
      `${act}:${code.label}`,
      (/** @type {DayState} */ now) =>
        STARTS[act](now, {code: code.code, at, fields: fieldsOf(act)}),
      at,
    )
    pressed.value = ''
  }
  /** What stands beside does not take the place and the people of what goes on. */
  const fieldsOf = (/** @type {Mode} */ act) =>
    act === 'alongside' ? {} : stickyFields(book, day)
  const closeSheet = () => {
    sheet.value = null
  }

  return html`<div class="capture" data-mode=${mode.value}>
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
        mode=${mode.value}
        pressed=${pressed.value}
        onCode=${tapCode}
        onMore=${() => {
          sheet.value = {name: 'more'}
        }}
      />
      <${Bar}
        book=${book}
        day=${day}
        state=${state}
        codebook=${codebook}
        mode=${mode}
        sheet=${sheet}
      />
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
        onOpen=${(/** @type {Open} */ next) => {
          sheet.value = next
        }}
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
