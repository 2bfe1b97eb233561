/** How the observed time of a study divides over its codes, from the days on this device. */
import {useComputed, useSignal} from '../vendor/signals.js'
import {useMemo} from '../vendor/hooks.js'
import {countedTotals} from '../domain/counted.js'
import {utcMs} from '../domain/day.js'
import {handleOf} from '../router.js'
import {fetchStudyLog} from '../sync/desk.js'
import {Card} from '../ui/card.js'
import {download} from '../ui/download.js'
import {SelectField} from '../ui/field.js'
import {count, dayName, decimal, span} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {Desk} from './desk.js'
import {Frame, Heading} from './frame.js'
import {pseudonymOf} from './titles.js'
import {Totals} from './totals-table.js'

/** @import {Book, CodeTotal, DayState, Study} from '../types.d.ts' */
/** @import {Flavour} from '../sync/desk.js' */
/** @import {Session} from './session.js' */

/** @param {Session} props */
export function Reports({book, sync}) {
  const chosen = useSignal('')
  const studies = book.studies.value
  const study = studies.find(({id}) => id === chosen.value) ?? studies[0]
  const way = html`<a href="#/studies">create one or join one</a>`
  if (!study)
    return html`<${Frame} current="reports">
      <div class="stack narrow">
        <${Heading} title="Reports" />
        <p class="quiet">
          Reports add up the days of a study. There is no study yet: ${way}.
        </p>
      </div>
    <//>`
  return html`<${Desk} current="reports">
    <div class="stack" data-loose>
      <${Heading} title="Reports" />
      ${
        studies.length > 1 &&
        html`<div class="narrow">
          <${SelectField}
            label="Study"
            value=${study.id}
            options=${studies.map(({id, title}) => ({value: id, label: title}))}
            onInput=${(/** @type {string} */ value) => {
              chosen.value = value
            }}
          />
        </div>`
      }
      <${StudyReport}
        key=${study.id}
        book=${book}
        study=${study}
        online=${sync.status.value.state !== 'offline'}
      />
    </div>
  <//>`
}

/** @param {{book: Book, study: Study, online: boolean}} props */
function StudyReport({book, study, online}) {
  const states = useComputed(() => {
    book.changed.value
    return book.days(study.id).flatMap((day) => book.dayState(day.rec) ?? [])
  }).value
  const codebook = study.codebooks[String(study.codebook_version)] ?? null
  const nowMs = utcMs(book.now())
  const totals = addedUp(states.map((state) => countedTotals(state, codebook, nowMs)))
  const observed = states.reduce((sum, {observedMs}) => sum + observedMs, 0)
  if (!states.length)
    return html`<p class="quiet">
      No day of ${html`<bdi>${study.title}</bdi>`} is on this device yet. They appear as
      they are captured here or fetched from the server.
    </p>`
  return html`<div class="columns">
    <section class="stack" aria-labelledby="budget">
      <h2 id="budget">Time per code</h2>
      <p class="quiet">
        ${count(states.length, 'day')} on this device, ${span(observed)} observed. What
        was stepped out of is in neither figure.
      </p>
      <${Totals}
        totals=${totals}
        whole=${observed}
        codebook=${codebook}
        mean=${true}
        caption=${t`Share: of the observed time. Alongside activities count too, so shares can exceed 100 %. A retired code counts as what the current codebook says it does.`}
      />
    </section>
    <div class="stack" data-loose>
      <${Download} study=${study} online=${online} />
      <section class="stack" aria-labelledby="days">
        <h2 id="days">Days</h2>
        <${DaysTable} book=${book} states=${states} />
      </section>
    </div>
  </div>`
}

/** @param {{book: Book, states: DayState[]}} props */
function DaysTable({book, states}) {
  return html`<div class="wide-content" tabindex="0" role="group" aria-label="Days">
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col" data-number>Observed</th>
          <th scope="col" data-number>Records</th>
          <th scope="col" data-number>Per hour</th>
        </tr>
      </thead>
      <tbody>
        ${states.map(
          ({day, observedMs, rows}) =>
            html`<tr key=${day.rec}>
              <th scope="row">
                <a href=${`#/day/${handleOf(day.rec)}`}>
                  <bdi>${pseudonymOf(book, day)}</bdi>
                  ${`, ${dayName(day.fields['date'], true)}`}
                </a>
              </th>
              <td data-number>${span(observedMs)}</td>
              <td data-number>${rows.length}</td>
              <td data-number>${perHour(rows.length, observedMs)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** @param {number} n @param {number} ms */
const perHour = (n, ms) => (ms > 0 ? decimal(n / (ms / 3_600_000), 1) : '–')

/** @param {{study: Study, online: boolean}} props */
function Download({study, online}) {
  const talk = useMemo(deskTalk, [])
  if (study.role === 'analyst') return null
  const save = async (/** @type {Flavour} */ flavour) => {
    const made = await talk.ask(() => fetchStudyLog(study.id, flavour))
    if (made) download(made.name, made.file)
  }
  const button = (/** @type {Flavour} */ flavour, /** @type {string} */ name) =>
    html`<button
      type="button"
      class="button"
      disabled=${talk.busy.value}
      onClick=${() => save(flavour)}
    >
      ${name}
    </button>`
  return html`<${Card} title="All days as one file">
    ${
      online
        ? html`<p class="quiet small">
              Made by the server, of what it has. Every download stands on the study’s
              trail.
            </p>
            <div class="row">
              ${button('statistics', t`CSV for statistics`)}
              ${button('spreadsheet', t`CSV for spreadsheets`)}
            </div>
            <${Problem} talk=${talk} />`
        : html`<p class="quiet">
            Needs the server, which cannot be reached now. A single day can be
            downloaded from its own page without a network.
          </p>`
    }
  <//>`
}

/** @param {ReadonlyArray<CodeTotal>[]} days @returns {CodeTotal[]} */
function addedUp(days) {
  /** @type {Map<string, {code: string, label: string, ms: number, count: number}>} */
  const sums = new Map()
  for (const totals of days) {
    for (const {code, label, ms, count: times} of totals) {
      const sum = sums.get(code) ?? {code, label, ms: 0, count: 0}
      sums.set(code, {...sum, ms: sum.ms + ms, count: sum.count + times})
    }
  }
  return [...sums.values()].sort((a, b) => b.ms - a.ms || (a.code < b.code ? -1 : 1))
}
