/** One day at leisure: what happened when, and how the time divides. */
import {useComputed, useSignal} from '../vendor/signals.js'
import {instantOf, utcMs} from '../domain/day.js'
import {isLocked} from '../domain/review.js'
import {count, dayName, span} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {go, handleOf} from '../router.js'
import {minute} from '../ui/ticking.js'
import {undo} from './acting.js'
import {DayClock} from './day-clock.js'
import {Deleted, TakenOut} from './day-deleted.js'
import {TakeOut} from './day-file.js'
import {DayRows} from './day-rows.js'
import {DayStrip} from './day-strip.js'
import {DayStatus} from './day-status.js'
import {LastChange, RecordTools, ToolSheet} from './day-tools.js'
import {unfinishedIn} from './drafts.js'
import {EmbargoSheet, Embargoes} from './embargo-sheet.js'
import {Totals} from './totals-table.js'
import {Frame, Heading} from './frame.js'
import {ExpandLink} from './expand-link.js'
import {CapturedWhileLocked, isUnlooked, looked} from './locked-taps.js'
import {RecordSheet} from './record-sheet.js'
import {runningDay} from './running-day.js'
import {pseudonymOf, textOf, timeOf} from './titles.js'

/** @import {Book, DayState, RecordView} from '../types.d.ts' */
/** @import {Session} from './session.js' */
/** @import {Tool} from './day-tools.js' */

/** The status of the day, in the midst of a line. @type {Record<string, string>} */
const STANDS = texts({
  open: 'open',
  closed: 'closed',
  reviewed: 'reviewed',
  locked: 'locked',
  struck: 'struck',
})

/** @param {Session & {id: string}} props */
export function Day({book, id}) {
  const state = useComputed(() => {
    book.changed.value
    return book.dayState(id)
  }).value
  const open = useSignal(leftOpen(book, id))
  const deleted = useSignal(/** @type {RecordView | null} */ (null))
  const embargoing = useSignal(isEmbargoLeft(book, id))
  const tool = useSignal(/** @type {Tool | null} */ (null))
  if (!state) return html`<${NotHere} />`

  const codebook = book.codebookOf(id)
  const {day, rows} = state
  const nowMs = minute.value * 60_000
  const who = pseudonymOf(book, day)
  const mine = day.created_by === null || day.created_by === book.uid
  const running = mine && textOf(day, 'status') === 'open'
  const locked = isLocked(day)
  const openRecord = (/** @type {RecordView} */ view) => {
    open.value = view.rec
    looked(book, view.rec)
  }
  return html`<${Frame} current="day">
    <div class="stack" data-loose>
      <${Heading}
        title=${`${who}, ${dayName(day.fields['date'], true)}`}
        back=${{href: '#/today', name: t`Today`}}
      >
        <button
          type="button"
          class="button"
          data-noprint
          onClick=${() => {
            open.value = day.rec
          }}
        >
          About the day
        </button>
        <a
          class="button"
          data-noprint
          href=${`#/people/${handleOf(textOf(day, 'subject_id'))}`}
        >
          Contact list
        </a>
      <//>
      <p class="quiet">
        ${[
          book.study(day.study)?.title,
          hours(state),
          count(rows.length, 'record'),
          tr(STANDS[textOf(day, 'status')] ?? ''),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <${CapturedWhileLocked} book=${book} here=${id} />
      <${DayStrip}
        book=${book}
        state=${state}
        codebook=${codebook}
        nowMs=${nowMs}
        fixed=${locked}
        onOpen=${openRecord}
      />
      <div class="row day-out">
        ${mine && html`<${ExpandLink} book=${book} day=${day} />`}
        <${TakeOut} book=${book} day=${day} />
      </div>
      <div class="columns">
        <section class="stack" aria-labelledby="rows">
          <div class="row" data-apart>
            <h2 id="rows">What happened</h2>
            ${
              !locked &&
              html`<button
                type="button"
                class="button"
                data-noprint
                onClick=${() => {
                  tool.value = {what: 'insert', rec: ''}
                }}
              >
                Insert forgotten
              </button>`
            }
            <button
              type="button"
              class="button day-jump"
              data-plain
              data-noprint
              onClick=${toTotals}
            >
              Totals
            </button>
          </div>
          ${
            deleted.value && !locked
              ? html`<${Deleted}
                  book=${book}
                  view=${deleted.value}
                  onDone=${() => {
                    deleted.value = null
                  }}
                />`
              : html`<${LastChange} book=${book} state=${state} />`
          }
          <${DayRows}
            state=${state}
            codebook=${codebook}
            nowMs=${nowMs}
            isFresh=${(/** @type {string} */ rec) => isUnlooked(book, rec)}
            onOpen=${openRecord}
          />
          <${TakenOut}
            book=${book}
            day=${day}
            fixed=${locked}
            onOpen=${(/** @type {RecordView} */ view) => {
              open.value = view.rec
            }}
          />
        </section>
        <div class="stack" data-loose>
          ${
            running &&
            html`<a
              class="button"
              data-main
              data-noprint
              href=${`#/capture/${handleOf(day.rec)}`}
            >
              Go on capturing
            </a>`
          }
          ${
            // A day ended by a slip of the thumb: what it ended goes on as if it had not.
            mine &&
            !runningDay(book) &&
            book.lastAct(id)?.act === 'end_day' &&
            html`<button
              type="button"
              class="button"
              data-noprint
              onClick=${async () => {
                await undo(book, id)
                go(`/capture/${handleOf(id)}`, {replace: true})
              }}
            >
              The day goes on
            </button>`
          }
          <${Embargoes} book=${book} state=${state} />
          <button
            type="button"
            class="button"
            data-noprint
            onClick=${() => {
              embargoing.value = true
            }}
          >
            Embargo a stretch
          </button>
          <${DayStatus} book=${book} state=${state} />
          <section class="stack" aria-labelledby="totals">
            <h2 id="totals" tabindex="-1">How the time divides</h2>
            <p class="quiet">${t`Observed: ${span(state.observedMs)}.`}</p>
            ${
              state.reportedMs > 0 &&
              html`<p class="quiet">
                Reported, not observed: ${span(state.reportedMs)}.
              </p>`
            }
            <${Totals}
              totals=${state.totals}
              whole=${state.observedMs}
              codebook=${codebook}
              caption=${t`Time per code, without what was not observed. Alongside activities count too, so shares can exceed 100 %.`}
            />
            <${DayClock} book=${book} day=${day} />
          </section>
        </div>
      </div>
    </div>
    ${
      embargoing.value &&
      html`<${EmbargoSheet}
        book=${book}
        state=${state}
        codebook=${codebook}
        onClose=${() => {
          embargoing.value = false
        }}
      />`
    }
    ${
      open.value &&
      html`<${RecordSheet}
        key=${open.value}
        book=${book}
        rec=${open.value}
        onClose=${() => {
          open.value = ''
        }}
        onDeleted=${(/** @type {RecordView} */ view) => {
          deleted.value = view
        }}
        tools=${(/** @type {RecordView} */ view) =>
          html`<${RecordTools}
            state=${state}
            view=${view}
            onTool=${(/** @type {Tool} */ chosen) => {
              open.value = ''
              tool.value = chosen
            }}
          />`}
      />`
    }
    ${
      tool.value &&
      html`<${ToolSheet}
        book=${book}
        state=${state}
        codebook=${codebook}
        tool=${tool.value}
        onClose=${() => {
          // The history is looked at from the record and left for it again.
          if (tool.value?.what === 'history') open.value = tool.value.rec
          tool.value = null
        }}
      />`
    }
  <//>`
}

/** The record in whose sheet words were left unfinished. @param {import('../types.d.ts').Book} book @param {string} day */
function leftOpen(book, day) {
  const left = unfinishedIn(book)
  return left?.day === day && left.sheet !== 'embargo' ? left.rec : ''
}

/** Whether an embargo of this day was being written. @param {Book} book @param {string} day */
function isEmbargoLeft(book, day) {
  const left = unfinishedIn(book)
  return left?.sheet === 'embargo' && left.day === day
}

/** @param {DayState} state */
function hours({day}) {
  const from = instantOf(day, 'observation_started_at')
  const to = instantOf(day, 'observation_ended_at')
  if (!from) return ''
  return to
    ? `${timeOf(from)}–${timeOf(to)} (${span(utcMs(to) - utcMs(from))})`
    : t`since ${timeOf(from)}`
}

/** A day's list is long on a phone, and the totals stand below it. */
function toTotals() {
  const heading = document.getElementById('totals')
  heading?.scrollIntoView()
  heading?.focus({preventScroll: true})
}

function NotHere() {
  return html`<${Frame} current="day">
    <div class="stack narrow">
      <${Heading}
        title="This day is not on this device"
        back=${{href: '#/today', name: t`Today`}}
      />
      <p>
        It may belong to another account, or not have been fetched yet. Sync brings it
        here.
      </p>
      <p><a class="button" href="#/sync">Look at the sync</a></p>
    </div>
  <//>`
}
