/** Today: go on with the day that is running, start one, or open one of the past. */
import {useComputed, useSignal} from '../vendor/signals.js'
import {startDay} from '../domain/capture.js'
import {instantOf, utcMs} from '../domain/day.js'
import {go, handleOf} from '../router.js'
import {SelectField} from '../ui/field.js'
import {dayName, span} from '../ui/format.js'
import {html} from '../ui/html.js'
import {Icon} from '../ui/glyph.js'
import {t, tr} from '../ui/language.js'
import {minute} from '../ui/ticking.js'
import {dateIn} from '../domain/zone.js'
import {write} from './acting.js'
import {Frame, Heading} from './frame.js'
import {CapturedWhileLocked} from './locked-taps.js'
import {part} from './loading.js'
import {runningDay} from './running-day.js'
import {TodayMore} from './today-more.js'
import {pseudonymOf, textOf, timeOf, titleOf} from './titles.js'

/** @import {Book, Fields, RecordView, Study} from '../types.d.ts' */
/** @import {Session} from './session.js' */
/** @typedef {{date: string, study: string}} Meant which day */

/** What was said of a day before it began. */
export const PLAN = 'day.plan'

const DayMore = part('DayMore', () => html`<div class="day-more"></div>`)

/** @param {Session} props */
export function Today({book, practice}) {
  const running = useComputed(() => {
    book.changed.value
    return runningDay(book)
  }).value
  const days = useComputed(() => {
    book.changed.value
    return book.days()
  }).value.filter((day) => day.rec !== running?.rec)
  const now = book.now()
  return html`<${Frame} current="today">
    <div class="columns">
      <div class="stack" data-loose>
        <${Heading} title=${dayName(dateIn(now.tz, utcMs(now)))} />
        <${CapturedWhileLocked} book=${book} />
        ${
          running
            ? html`<${Running} book=${book} day=${running} />`
            : html`<${Start} book=${book} practice=${practice} />`
        }
        <${TodayMore}
          book=${book}
          practice=${practice}
          running=${running}
          latest=${days[0]}
        />
      </div>
      <section class="stack" aria-labelledby="past">
        <h2 id="past">Days on this device</h2>
        ${
          days.length
            ? html`<${DayList} book=${book} days=${days} />`
            : html`<p class="quiet">
                ${running ? t`No other day yet.` : t`None yet.`} A day you have
                captured, and those of your colleagues that were fetched, stand here and
                open without a network.
              </p>`
        }
      </section>
    </div>
  <//>`
}

/** @param {{book: Book, day: RecordView}} props */
function Running({book, day}) {
  const state = book.dayState(day.rec)
  const started = instantOf(day, 'observation_started_at')
  const now = state?.gap ?? state?.running
  return html`<section class="card" data-live aria-label="Running day">
    <div>
      <p class="label"><bdi>${pseudonymOf(book, day)}</bdi></p>
      <p class="quiet">
        <bdi>${book.study(day.study)?.title}</bdi>
        ${
          started &&
          ` · ${t`since ${timeOf(started)}`}${lasting(minute.value * 60_000 - utcMs(started))}`
        }
      </p>
    </div>
    <p>
      ${
        now
          ? html`${t`Now:`}${' '}<strong
                ><bdi>${titleOf(now, book.codebookOf(day.rec)).title}</bdi></strong
              >`
          : t`Nothing is running at the moment.`
      }
    </p>
    <div class="row">
      <a class="button grow" data-main href="#/capture">Resume capture</a>
      <a class="button" href=${`#/day/${handleOf(day.rec)}`}>See the day</a>
    </div>
    <${DayMore} book=${book} study=${day.study} day=${day} />
  </section>`
}

/** @param {number} ms */
const lasting = (ms) => (ms < 60_000 ? '' : `, ${span(ms)}`)

/** @param {{book: Book, practice: boolean}} props */
function Start({book, practice}) {
  const studies = book.studies.value.filter(({role}) => role !== 'analyst')
  const choices = studies.flatMap((study) =>
    study.subjects.map(({id, pseudonym}) => ({
      value: `${study.id} ${id}`,
      label: studies.length > 1 ? `${pseudonym} · ${study.title}` : pseudonym,
    })),
  )
  const last = book.setting('subject') ?? ''
  const chosen = useSignal(last)
  const busy = useSignal(false)
  const value = choices.some((choice) => choice.value === chosen.value)
    ? chosen.value
    : (choices[0]?.value ?? '')
  if (!studies.length) return html`<${NoStudy} />`
  if (!choices.length) return html`<${NoSubject} studies=${studies} />`

  const [studyId = '', subject = ''] = value.split(' ')
  const begin = async () => {
    const study = book.study(studyId)
    if (!study) return
    busy.value = true
    const at = book.now()
    const date = dateIn(study.timezone, utcMs(at))
    const changes = startDay({
      subject,
      timezone: study.timezone,
      codebookVersion: study.codebook_version,
      at,
      date,
      fields: {...comparedIn(book), ...plannedIn(book, {date, study: studyId})},
    })
    const day = changes[0].rec
    const done = await write(book, {act: 'start_day', day, study: studyId, changes})
    busy.value = false
    if (!done) return
    book.set('subject', value).catch(console.error)
    if (book.setting(PLAN)) book.set(PLAN, null).catch(console.error)
    go('/capture')
  }
  return html`<section class="card" aria-label="Start a day">
    <${SelectField}
      label="Subject"
      value=${value}
      options=${choices}
      onInput=${(/** @type {string} */ next) => {
        chosen.value = next
      }}
    />
    <button
      type="button"
      class="button"
      data-main
      data-wide
      disabled=${busy}
      onClick=${begin}
    >
      Start day
    </button>
    <p class="quiet small">
      ${
        practice
          ? t`An invented subject, and a day of which nothing is kept.`
          : t`Works without a network. Everything stays on this device until the server has it.`
      }
    </p>
    <${DayMore} key=${studyId} book=${book} study=${studyId} />
  </section>`
}

/** What the phone's clock said beside the server's, last. @param {Book} book @returns {Fields} */
function comparedIn(book) {
  const sample = book.clockSamples().at(-1)
  if (!sample) return {}
  const {wall, mono, boot, off} = sample
  const {tz, utcoff} = book.now()
  return {
    clock_offset_s: Math.round(0 - off) / 1000,
    clock_checked_at: {wall, mono, boot, tz, utcoff},
  }
}

/**
 * What was said before of this very day.
 *
 * @param {Book} book
 * @param {Meant} meant
 * @returns {Fields}
 */
export function plannedIn(book, {date, study}) {
  const plan = /** @type {Meant & {fields: Fields} | null} */ (book.setting(PLAN))
  return plan?.date === date && plan.study === study ? plan.fields : {}
}

function NoStudy() {
  return html`<section class="card">
    <h2>Begin with a study</h2>
    <p>
      A study holds the people you shadow, by pseudonym, and the codebook with the
      activities you will tap. Create one, or ask your principal investigator for an
      invitation link.
    </p>
    <p class="quiet">
      If you belong to a study already, it appears here as soon as this device has
      reached the server once.
    </p>
    <a class="button" data-main href="#/studies">Create a study</a>
  </section>`
}

/** @param {{studies: Study[]}} props */
function NoSubject({studies}) {
  const [study] = studies
  return html`<section class="card">
    <h2>Who will be shadowed?</h2>
    <p>
      <bdi>${study?.title}</bdi> has no subject yet. Add one by pseudonym, such as M1:
      names are never written down here.
    </p>
    <a class="button" data-main href=${`#/study/${handleOf(study?.id ?? '')}`}
      >Add a subject</a
    >
  </section>`
}

/** @param {{book: Book, days: RecordView[]}} props */
function DayList({book, days}) {
  const many = book.studies.value.length > 1
  return html`<ul class="list" role="list">
    ${days.map((day) => {
      const status = textOf(day, 'status')
      return html`<li key=${day.rec}>
        <a class="item" href=${`#/day/${handleOf(day.rec)}`}>
          <span class="grow">
            <strong><bdi>${pseudonymOf(book, day)}</bdi></strong>
            <span class="quiet"> · ${dayName(day.fields['date'], true)}</span>
            ${
              many &&
              html`<br /><span class="quiet small"
                  >${book.study(day.study)?.title}</span
                >`
            }
          </span>
          ${day.conflicts.length > 0 && html`<span class="tag" data-tone="warn">two versions</span>`}
          ${status && status !== 'closed' && html`<span class="tag">${tr(status)}</span>`}
          <${Icon} name="next" size=${18} />
        </a>
      </li>`
    })}
  </ul>`
}
