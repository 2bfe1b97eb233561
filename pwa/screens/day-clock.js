/** How far the clock of a day can be trusted, as the server would say it too. */
import {useComputed, useSignal} from '../vendor/signals.js'
import {clockReport, momentsOf} from '../domain/clock-report.js'
import {instantOf, utcMs} from '../domain/day.js'
import {clockTime} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {stepsIn, stepWords} from './clock-steps.js'
import {apart, short} from './clock-words.js'
import {textOf} from './titles.js'

/** @import {ClockReport} from '../domain/clock-report.js' */
/** @import {Book, RecordView} from '../types.d.ts' */

/** @type {Record<string, string>} */
const QUALITIES = texts({
  synced: 'Times compared with the server',
  interpolated: 'Times between comparisons that differ, or of another start of the app',
  stepped: 'Times across a change of the clock',
  unsynced: 'Times by the phone’s clock alone',
})

/** @param {{book: Book, day: RecordView}} props */
export function DayClock({book, day}) {
  const open = useSignal(false)
  return html`<details
    class="more"
    data-noprint
    onToggle=${(/** @type {{currentTarget: HTMLDetailsElement}} */ event) => {
      open.value = event.currentTarget.open
    }}
  >
    <summary>Clock</summary>
    ${open.value && html`<${Report} book=${book} day=${day} />`}
  </details>`
}

/** @param {{book: Book, day: RecordView}} props */
function Report({book, day}) {
  const report = useComputed(() => {
    book.changed.value
    const records = book.recordsOf(day.rec).filter(({deleted}) => !deleted)
    const mine = day.created_by === null || day.created_by === book.uid
    const moments = momentsOf([book.record(day.rec) ?? day, ...records])
    return clockReport(moments, mine ? book.clockSamples() : [])
  }).value
  const {offset_ms: off, uncertainty_ms: unc, drift_ppm: drift} = report
  const largest = report.largest_uncertainty_ms
  const at = (/** @type {number} */ ms) => clockTime(ms, offsetIn(report, ms), true)
  const steps = stepsIn(book).filter(({boot}) => bootsOf(book, day).has(boot))
  return html`<div class="stack">
    <dl class="facts">
      <dt>Comparisons with the server</dt>
      <dd>${report.samples || t`none on this device`}</dd>
      <dt>The phone’s clock was</dt>
      <dd>${off === null || unc === null ? t`not compared` : apart(off, unc)}</dd>
      <dt>Drift</dt>
      <dd>${driftWords(drift)}</dd>
      <dt>Most any time may be off</dt>
      <dd>${largest === null ? t`not known` : short(largest)}</dd>
      ${Object.entries(report.instants).map(
        ([quality, n]) =>
          n > 0 &&
          html`<dt key=${quality}>${tr(QUALITIES[quality] ?? quality)}</dt>
            <dd>${n}</dd>`,
      )}
      <dt>Set during the day</dt>
      <dd>
        ${
          report.jumps.length
            ? report.jumps
                .map(({at: ms, size_ms: size}) =>
                  size > 0
                    ? t`${at(ms)}: forward by ${short(size)}`
                    : t`${at(ms)}: back by ${short(size)}`,
                )
                .join(' · ')
            : t`no sign of it`
        }
      </dd>
      <dt>Time zone</dt>
      <dd>
        ${
          report.zones
            .map(({at: ms, timezone}, i) =>
              i ? t`${timezone} from ${at(ms)}` : timezone,
            )
            .join(' · ') || t`not known`
        }
      </dd>
      <${JointTaps} book=${book} day=${day} />
    </dl>
    ${
      steps.length > 0 &&
      html`<p class="quiet">What this phone noticed of its clock:</p>
        <ul>
          ${steps.map((step) => html`<li key=${`${step.kind} ${step.mono}`}>${stepWords(step)}</li>`)}
        </ul>`
    }
  </div>`
}

/** How far the phones of two observers are apart. @param {{book: Book, day: RecordView}} props */
function JointTaps({book, day}) {
  const tap = instantOf(day, 'sync_tap_at')
  if (!tap) return null
  const code = textOf(day, 'joint_session_id')
  const others = book
    .days(day.study)
    .filter((one) => one.rec !== day.rec && textOf(one, 'joint_session_id') === code)
    .map((one) => instantOf(one, 'sync_tap_at'))
    .filter((one) => one !== null)
  return html`<dt>Sync tap</dt>
    <dd>
      ${clockTime(utcMs(tap), tap.utcoff, true)}
      ${
        code && others.length > 0
          ? others.map((one) => {
              const apart = utcMs(one) - utcMs(tap)
              return apart < 0
                ? t`, the other phone ${short(apart)} before`
                : t`, the other phone ${short(apart)} after`
            })
          : t`, the other phone’s day is not on this device`
      }
    </dd>`
}

/** @param {number | null} ppm */
function driftWords(ppm) {
  if (ppm === null) return t`cannot be told`
  if (ppm === 0) return t`none to be seen`
  const perDay = short(Math.abs(ppm) * 86.4)
  return ppm > 0 ? t`${perDay} a day slow` : t`${perDay} a day fast`
}

/** The offset of the zone the phone was in at a moment. @param {ClockReport} report @param {number} ms */
const offsetIn = ({zones}, ms) =>
  (zones.findLast(({at}) => at <= ms) ?? zones[0])?.utcoff ?? 0

/** The starts of the app in which the day was captured. @param {Book} book @param {RecordView} day */
function bootsOf(book, day) {
  const records = [day, ...book.recordsOf(day.rec)]
  const moments = momentsOf(records)
  return new Set(moments.map(({boot}) => boot ?? ''))
}
