/** An activity nobody tapped: what it was, from when to when, and what gives way to it. */
import {useSignal} from '../vendor/signals.js'
import {endOf, instantOf, isActivity, startOf, utcMs} from '../domain/day.js'
import {insert} from '../domain/insert.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {localOf, momentIn} from '../domain/zone.js'
import {SelectField} from '../ui/field.js'
import {clockTime} from '../ui/format.js'
import {html} from '../ui/html.js'
import {InstantField} from '../ui/instant-field.js'
import {into} from '../ui/into.js'
import {t, texts, tr} from '../ui/language.js'
import {fieldWords, labelWords} from '../ui/words.js'
import {ActivityField, CorrectionSheet} from './correction-sheet.js'
import {hindranceWords} from './hindrances.js'
import {codeLook, textOf, timeOf, titleOf} from './titles.js'

/** @import {Book, Codebook, DayState} from '../types.d.ts' */
/** @import {Effect, How} from '../domain/insert.js' */

/** @type {Record<How, string>} */
const WAYS = texts({
  cut: 'Cut what lies there',
  around: 'Only where nothing lies',
  alongside: 'Alongside what lies there',
})

/** @param {{book: Book, state: DayState, codebook: Codebook | null, onClose: () => void}} props */
export function InsertSheet({book, state, codebook, onClose}) {
  const opened = instantOf(state.day, 'observation_started_at') ?? book.now()
  const zone = textOf(state.day, 'timezone') || opened.tz
  const first = useSignal(localOf(firstHole(state), opened.utcoff))
  const last = useSignal('')
  const code = useSignal('')
  const how = useSignal(/** @type {How} */ ('cut'))
  const basis = useSignal('')
  const reason = useSignal('from_memory')
  const wanted = () => ({
    code: code.value,
    from: first.value ? momentIn(first.value, zone).ms : NaN,
    to: last.value ? momentIn(last.value, zone).ms : NaN,
    how: how.value,
    at: book.now(),
    reason: reason.value,
    basis: basis.value,
  })
  const asked = Boolean(first.value && last.value)
  const {refusal, effects, pieces} = insert(state, wanted())
  const title = code.value
    ? codeLook(codebook, 'activity', code.value).label
    : t`Activity, code open`
  const time = (/** @type {number} */ ms) => clockTime(ms, opened.utcoff, true)
  const when = pieces
    .map(([from, to]) => `${time(from)}–${time(to)}`)
    .reduce((all, next) => (all ? t`${all} and ${next}` : next), '')
  return html`<${CorrectionSheet}
    book=${book}
    state=${state}
    title="Insert a forgotten activity"
    verb="Insert"
    act=${`inserted:${title}`}
    refused=${Boolean(refusal)}
    changes=${() => insert(state, wanted()).changes}
    reason=${reason}
    onClose=${onClose}
  >
    <${ActivityField}
      codebook=${codebook}
      code=${code}
      label="What it was"
      empty="Decide later"
    />
    <${InstantField}
      label="Start"
      local=${first.value}
      zone=${zone}
      clearable=${false}
      onInput=${into(first)}
    />
    <${InstantField}
      label="End"
      local=${last.value || `${first.value.slice(0, 10)}T`}
      zone=${zone}
      clearable=${false}
      fault=${(asked && hindranceWords(refusal, codebook, opened.utcoff)) || undefined}
      onInput=${into(last)}
    />
    <${SelectField}
      label=${fieldWords('observation_basis')}
      value=${basis.value}
      options=${Object.keys(ENUMERATIONS['observation_basis'] ?? {}).map((value) => ({
        value,
        label: labelWords('observation_basis', value),
      }))}
      empty="Not said"
      onInput=${into(basis)}
    />
    <div class="choices" data-tall role="group" aria-label="What gives way">
      ${Object.entries(WAYS).map(
        ([value, label]) =>
          html`<button
            key=${value}
            type="button"
            class="button"
            aria-pressed=${how.value === value ? 'true' : 'false'}
            onClick=${() => {
              how.value = /** @type {How} */ (value)
            }}
          >
            ${tr(label)}
          </button>`,
      )}
    </div>
    ${
      asked &&
      !refusal &&
      html`<div class="notice" role="status">
        <p>
          <bdi>${title}</bdi>
          ${` ${t`${when}, marked as filled in afterwards.`}`}
        </p>
        ${
          effects.length > 0 &&
          html`<ul>
            ${effects.map(
              (effect) =>
                html`<li key=${effect.record.rec}>
                  <bdi>${effectWords(effect, codebook, pieces[0] ?? [0, 0], time)}</bdi>
                </li>`,
            )}
          </ul>`
        }
        ${how.value === 'cut' && !effects.length && html`<p>Nothing lies there.</p>`}
      </div>`
    }
  <//>`
}

/**
 * @param {Effect} effect
 * @param {Codebook | null} codebook
 * @param {[number, number]} piece
 * @param {(ms: number) => string} time
 */
function effectWords({record, what}, codebook, [from, to], time) {
  const {title} = titleOf(record, codebook)
  const end = endOf(record)
  const was = `${title}, ${timeOf(startOf(record), true)}–${end ? timeOf(end, true) : t`now`}`
  return {
    removed: t`${was}: deleted, it lies within`,
    parted: t`${was}: parted, ends at ${time(from)} and goes on from ${time(to)}`,
    ends: t`${was}: ends at ${time(from)}`,
    starts: t`${was}: starts at ${time(to)}`,
  }[what]
}

/** Where something is most likely missing: the first silence of a minute or more. @param {DayState} state */
function firstHole({day, rows}) {
  const opened = instantOf(day, 'observation_started_at')
  let covered = opened ? utcMs(opened) : 0
  for (const row of rows.filter(isActivity)) {
    const [start, end] = [startOf(row), endOf(row)]
    if (start && utcMs(start) - covered >= 60_000) break
    covered = Math.max(covered, end ? utcMs(end) : covered)
  }
  return Math.ceil(covered / 1000) * 1000
}
