/** The bar of capture: the acts besides the codes, each in a place of its own that holds. */
import {
  back,
  interrupted,
  jot,
  mark,
  meeting,
  resume,
  source,
  stepOut,
  tally,
} from '../domain/capture.js'
import {isOffTheRecord} from '../domain/away.js'
import {suspendedIn} from '../domain/interrupt.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {actWords} from '../ui/words.js'
import {bounced, changesOf, perform, undo} from './acting.js'
import {Explained} from './explained.js'
import {stickyFields} from './sticky.js'
import {titleOf} from './titles.js'

/** @import {Child} from '../vendor/preact.js' */
/** @import {Book, Change, Codebook, DayState, Instant} from '../types.d.ts' */
/** @import {Mode, Open, SheetName} from './capture.js' */

/** Acts that stand in one place, where the bounce of one would be the other. */
const PLACES = new Map([
  ['step_out', 'away'],
  ['back', 'away'],
  ['on_record', 'away'],
  ['resume', 'resume'],
])

/**
 * @param {{
 *   book: Book, day: string, state: DayState, codebook: Codebook | null,
 *   mode: {value: Mode}, sheet: {value: Open | null},
 * }} props
 */
export function Bar({book, day, state, codebook, mode, sheet}) {
  const last = book.lastAct(day)
  const takesBack = last && last.act !== 'start_day' ? actWords(last.act) : ''
  const suspended = suspendedIn(state).at(-1)
  const title = suspended ? titleOf(suspended, codebook).title : ''
  const tallies = state.rows.filter(({kind}) => kind === 'tally').length
  /**
   * @param {string} act
   * @param {(now: DayState, at: Instant) => Change[]} make
   * @param {SheetName} [then]
   */
  const tapped = async (act, make, then) => {
    const at = book.now()
    const place = PLACES.get(act.split(':', 1)[0] ?? act)
    if (place && bounced(place)) return
    const made = await perform(book, day, act, make, at)
    const rec = made && changesOf(made).at(-1)?.rec
    if (rec && then) sheet.value = {name: then, rec}
  }
  const meet = () => {
    const by = mode.value === 'interrupt'
    if (by) mode.value = 'switch'
    return tapped(
      by ? 'interrupt:meeting' : 'meeting',
      (now, at) => {
        const fields = stickyFields(book, day)
        return by
          ? interrupted(now, {at, kind: 'meeting', fields})
          : meeting(now, {at, fields})
      },
      'record',
    )
  }
  return html`<div class="bar" role="group" aria-label="Acts">
    <${Toggle} mode=${mode} sets="alongside">Alongside<//>
    <${Toggle} mode=${mode} sets="interrupt">Interrupted<//>
    <${Explained}
      words=${title || t`nothing waits`}
      off=${!suspended}
      onTap=${() =>
        tapped(`resume:${title}`, (now, at) =>
          resume(now, {at, ...(suspended ? {rec: suspended.rec} : {})}),
        )}
    >
      Resume
    <//>
    <${Plain} onTap=${meet}>Meeting<//>
    <${Plain} onTap=${() => tapped('source', (now, at) => source(now, {at}), 'source')}>
      Source
    <//>
    <${Plain} onTap=${() => tapped('jot', jot, 'jot')}>Jot<//>
    <${Explained}
      words=${tallies ? t`${tallies} today` : t`none yet`}
      onTap=${() => tapped('tally', (now, at) => tally(now, {at}))}
    >
      Tally
    <//>
    <${Away} state=${state} tapped=${tapped} />
    <${Plain}
      onTap=${() => {
        sheet.value = {name: 'acts'}
      }}
    >
      More acts
    <//>
    <${Explained}
      words=${takesBack || t`nothing yet`}
      off=${!takesBack}
      onTap=${() => undo(book, day)}
    >
      Undo
    <//>
    <button type="button" class="button" data-big onClick=${() => tapped('mark', mark)}>
      Mark
    </button>
  </div>`
}

/** @param {{onTap: () => void, children?: Child}} props */
function Plain({onTap, children}) {
  return html`<button type="button" class="button" onClick=${onTap}>
    ${children}
  </button>`
}

/**
 * Says what the next code button does, for one tap.
 *
 * @param {{mode: {value: Mode}, sets: Mode, children?: Child}} props
 */
function Toggle({mode, sets, children}) {
  const on = mode.value === sets
  return html`<button
    type="button"
    class="button"
    aria-pressed=${on ? 'true' : 'false'}
    onClick=${() => {
      mode.value = on ? 'switch' : sets
    }}
  >
    ${children}
  </button>`
}

/**
 * Leaving and coming back stand in one place.
 *
 * @param {{
 *   state: DayState,
 *   tapped: (
 *     act: string,
 *     make: (now: DayState, at: Instant) => Change[],
 *     then?: SheetName,
 *   ) => Promise<void>,
 * }} props
 */
function Away({state, tapped}) {
  if (!state.gap)
    return html`<${Plain}
      onTap=${() => tapped('step_out', (now, at) => stepOut(now, {at}), 'reason')}
    >
      Step out
    <//>`
  const off = isOffTheRecord(state)
  return html`<button
    type="button"
    class="button"
    data-main
    onClick=${() => tapped(off ? 'on_record' : 'back', back)}
  >
    ${off ? t`On the record` : t`Back`}
  </button>`
}
