/** Withholding a stretch of a day that somebody asked to have kept out of every export, and lifting it again. */
import {useSignal} from '../vendor/signals.js'
import {remove} from '../domain/capture.js'
import {endOf, instantOf, startOf, utcMs} from '../domain/day.js'
import {embargo, fateOf, stretchesOf} from '../domain/withheld.js'
import {localOf} from '../domain/zone.js'
import {AreaField, TextField} from '../ui/field.js'
import {count, span} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {InstantField} from '../ui/instant-field.js'
import {Sheet} from '../ui/sheet.js'
import {write} from './acting.js'
import {useDraft} from './drafts.js'
import {typed} from './record-fields.js'
import {lineOf, textOf, timeOf} from './titles.js'

/** @import {Book, Codebook, DayState, Instant, RecordView} from '../types.d.ts' */

/** @typedef {{from: string, to: string, by: string, why: string}} Said */

/** @param {{book: Book, state: DayState, codebook: Codebook | null, onClose: () => void}} props */
export function EmbargoSheet({book, state, codebook, onClose}) {
  const {day, rows} = state
  const zone = textOf(day, 'timezone') || 'UTC'
  const [first, last] = reachOf(state, book.now())
  const words = useDraft(book, 'embargo', day.rec)
  const said = useSignal({
    from: localAt(first),
    to: localAt(last),
    by: '',
    why: '',
    .../** @type {Partial<Said>} */ (JSON.parse(words.kept() || '{}')),
  })
  const busy = useSignal(false)
  const tried = useSignal(false)

  const instant = (/** @type {string} */ local, /** @type {Instant | null} */ known) =>
    local && local === localAt(known)
      ? known
      : local
        ? typed(local, zone, null, book.now())
        : null
  const {from, to, by, why} = said.value
  const opens = instant(from, first)
  const closes = instant(to, last)
  const wrong = !opens || !closes || utcMs(closes) <= utcMs(opens)
  const fault = wrong ? t`The stretch ends before it begins: mend From or To.` : ''
  const change = wrong
    ? null
    : embargo(
        {from: opens, to: closes, by: by.trim(), why: why.trim()},
        day.rec,
        book.now(),
      )
  const put = (/** @type {keyof Said} */ name) => (/** @type {string} */ value) => {
    said.value = {...said.value, [name]: value}
    words.type(JSON.stringify(said.value))
  }
  const close = async () => {
    await words.drop()
    onClose()
  }
  const save = async () => {
    tried.value = true
    if (!change || !by.trim()) return
    busy.value = true
    const done = await write(book, {
      act: 'embargo',
      day: day.rec,
      study: day.study,
      changes: [change],
      words: [by, why].join('\n'),
    })
    busy.value = false
    if (done) await close()
  }
  return html`<${Sheet}
    title="Embargo a stretch"
    onClose=${close}
    onSubmit=${save}
    foot=${html`<button type="submit" class="button" data-main disabled=${busy}>
      Embargo this stretch
    </button>`}
  >
    <p class="quiet">
      When somebody asks to have part of the day left out. Its length stays in every
      file; what was captured in it leaves none, until the embargo is lifted. Here it
      stays readable for the observer and for whoever leads the study.
    </p>
    <${InstantField}
      label="From"
      local=${from}
      zone=${zone}
      clearable=${false}
      onInput=${put('from')}
    />
    <${InstantField}
      label="To"
      local=${to}
      zone=${zone}
      clearable=${false}
      fault=${fault || undefined}
      onInput=${put('to')}
    />
    <${TextField}
      label="Who asked"
      value=${by}
      maxlength=${120}
      hint="A pseudonym or a code, never a name. It stays in the files."
      fault=${tried.value && !by.trim() ? t`Say who asked: a pseudonym or a code.` : undefined}
      onInput=${put('by')}
    />
    <${AreaField}
      label="Why"
      value=${why}
      maxlength=${4000}
      hint="Kept here; it leaves in no file."
      onInput=${put('why')}
    />
    ${change && html`<${Preview} rows=${rows} opens=${opens} closes=${closes} codebook=${codebook} />`}
  <//>`
}

/**
 * What will leave every file, before anything is written.
 *
 * @param {{rows: RecordView[], opens: Instant, closes: Instant, codebook: Codebook | null}} props
 */
function Preview({rows, opens, closes, codebook}) {
  const stretch = {rec: '', first: utcMs(opens), last: utcMs(closes), opens, closes}
  const fates = rows.map((view) => ({view, fate: fateOf(view, [stretch])}))
  const names = (/** @type {string} */ wanted) =>
    fates.filter(({fate}) => fate === wanted).map(({view}) => lineOf(view, codebook))
  const [gone, cut] = [names('withheld'), names('cut')]
  const long = span(stretch.last - stretch.first)
  const out = gone.length
    ? t`${count(gone.length, 'record')} left out`
    : t`no record left out`
  return html`<section
    class="stack"
    aria-label="What leaves every file"
    aria-live="polite"
  >
    <h3>What leaves every file</h3>
    <p>
      ${
        cut.length
          ? t`${long}: ${out}, ${count(cut.length, 'record')} cut at an edge.`
          : `${long}: ${out}.`
      }
    </p>
    ${gone.length > 0 && html`<${Named} label="Left out" names=${gone} />`}
    ${
      cut.length > 0 &&
      html`<${Named} label="Cut at an edge" names=${cut} />
        <p class="quiet small">
          Of a record that is cut, the words leave too; one that began inside keeps its
          time and loses its code.
        </p>`
    }
    <p class="quiet small">
      Words elsewhere, as in the day’s field note, are not looked at: take out by hand
      what they tell of this stretch.
    </p>
  </section>`
}

/** @param {{label: string, names: string[]}} props */
function Named({label, names}) {
  return html`<div>
    <p class="quiet small">${label}</p>
    <ul>
      ${names.map((name) => html`<li><bdi>${name}</bdi></li>`)}
    </ul>
  </div>`
}

/** The stretches withheld now, each to be lifted. @param {{book: Book, state: DayState}} props */
export function Embargoes({book, state}) {
  const stretches = stretchesOf(state.rows)
  if (!stretches.length) return null
  return html`<section class="stack" aria-labelledby="embargoes">
    <h2 id="embargoes">Embargoed</h2>
    <ul class="list" role="list">
      ${stretches.map(({rec, opens, closes}) => {
        const when = t`${timeOf(opens) || t`the beginning`} to ${timeOf(closes) || t`the end`}`
        const view = state.rows.find((row) => row.rec === rec)
        const by = view && textOf(view, 'requested_by')
        return html`<li key=${rec} class="item">
          <span class="grow">
            ${when}${by && html`<br /><bdi class="quiet small">asked for by ${by}</bdi>`}
          </span>
          <button
            type="button"
            class="button"
            data-noprint
            aria-label=${t`Lift the embargo, ${when}`}
            onClick=${() =>
              view &&
              write(book, {
                act: 'embargo lifted',
                day: state.day.rec,
                study: state.day.study,
                changes: remove(view),
              })}
          >
            Lift the embargo
          </button>
        </li>`
      })}
    </ul>
  </section>`
}

/** @param {Instant | null} at */
const localAt = (at) => (at ? localOf(utcMs(at), at.utcoff) : '')

/**
 * What is offered at first: the last stretch of the day that has both ends, as that is what
 * people withdraw; else the whole day.
 *
 * @param {DayState} state
 * @param {Instant} now
 * @returns {[Instant | null, Instant | null]}
 */
function reachOf({day, rows}, now) {
  const stretch = rows.findLast(
    (row) => (row.kind === 'meeting' || row.kind === 'activity') && endOf(row),
  )
  if (stretch) return [startOf(stretch), endOf(stretch)]
  const opened = instantOf(day, 'observation_started_at')
  return [opened, instantOf(day, 'observation_ended_at') ?? now]
}
