/** The grid a paper day is typed into: read while it is typed, saved as one act. */
import {useSignal} from '../vendor/signals.js'
import {utcMs} from '../domain/day.js'
import {emptyRow, isEmpty, paperDay, readGrid} from '../domain/paper.js'
import {minutesOf} from '../domain/paper-time.js'
import {dateIn} from '../domain/zone.js'
import {go, handleOf} from '../router.js'
import {SelectField, TextField} from '../ui/field.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t, tr} from '../ui/language.js'
import {write} from './acting.js'
import {useDraft} from './drafts.js'
import {PaperRows} from './paper-rows.js'
import {textOf} from './titles.js'

/** @import {Book, Study} from '../types.d.ts' */
/** @import {Grid, Read} from '../domain/paper.js' */

const FIRST_ROWS = 5

/** @param {{book: Book, studies: ReadonlyArray<Study>}} props */
export function PaperDay({book, studies}) {
  const draft = useDraft(book, 'paper', 'grid')
  const grid = useSignal(
    /** @type {Grid} */ (JSON.parse(draft.kept() || 'null') ?? fresh()),
  )
  const asked = useSignal(false)
  const busy = useSignal(false)
  const subjects = subjectsOf(studies)
  const value = grid.value.subject
    ? `${grid.value.study} ${grid.value.subject}`
    : (subjects[0]?.value ?? '')
  const [studyId = '', subject = ''] = value.split(' ')
  const study = book.study(studyId)
  const zone = study?.timezone ?? 'UTC'
  const versions = Object.keys(study?.codebooks ?? {})
  const version = grid.value.version ?? study?.codebook_version ?? null
  const codebook = study?.codebooks[String(version)] ?? null
  const whole = {...grid.value, study: studyId, subject, version}
  const read = readGrid(whole, {codebook, zone, worded: tr})
  if (!subjects.length)
    return html`<p data-noprint>
      To type a paper day in, the study needs a subject:
      <a href="#/studies"> add one by pseudonym</a>.
    </p>`

  const change = (/** @type {Partial<Grid>} */ part) => {
    // With the codebook it was begun with: a newer one has other numbers.
    grid.value = {...whole, ...part}
    draft.type(JSON.stringify(grid.value))
  }
  const wanting = wantingOf(whole, read.rows)
  const save = async () => {
    asked.value = true
    if (wanting.length || !study) return
    busy.value = true
    const people = book.persons(subject).map((p) => textOf(p, 'person_code'))
    const now = book.now()
    const changes = paperDay(whole, read, {zone, now, people})
    const day = changes[0]?.rec ?? ''
    const words = whole.rows.map((row) => row.words).filter(Boolean)
    const act = 'paper_day'
    const done = await write(book, {
      act,
      day,
      study: studyId,
      changes,
      words: words.join('\n'),
    })
    busy.value = false
    if (!done) return
    await draft.drop()
    go(`/day/${handleOf(day)}`)
  }
  const give = async () => {
    await draft.drop()
    grid.value = fresh()
    asked.value = false
  }
  const doubts = read.rows.filter(({faults}) => faults.length).length
  const filled = whole.rows.filter((row) => !isEmpty(row)).length
  const rows = count(filled, 'row')
  return html`<section class="stack" aria-labelledby="type-in" data-noprint>
    <h2 id="type-in">Type a paper day in</h2>
    <p class="quiet">
      Times as 905, 9:05 or 09.05. Codes by their number on the sheet, by word, or by
      first letters; G1, G2 … for what was not observed. Enter goes on, the arrows move,
      Ctrl and D takes the code of the row above.
    </p>
    <div class="paper-head" onKeyDown=${enterGoesOn}>
      <${SelectField}
        label="Subject"
        value=${value}
        options=${subjects}
        onInput=${(/** @type {string} */ next) => {
          const [study = '', subject = ''] = next.split(' ')
          change({study, subject, version: book.study(study)?.codebook_version ?? null})
        }}
      />
      ${
        versions.length > 1 &&
        html`<${SelectField}
          label="Codebook on the sheet"
          value=${String(version)}
          options=${versions.map((value) => ({value, label: t`Codebook ${value}`}))}
          onInput=${(/** @type {string} */ next) => change({version: Number(next)})}
        />`
      }
      <${TextField}
        label="Date"
        type="date"
        value=${whole.date}
        max=${dateIn(zone, utcMs(book.now()))}
        onInput=${(/** @type {string} */ date) => change({date})}
      />
      <${TextField}
        label="Start"
        inputmode="numeric"
        value=${whole.start}
        fault=${faultOf(whole.start)}
        onInput=${(/** @type {string} */ start) => change({start})}
      />
      <${TextField}
        label="End of the day"
        inputmode="numeric"
        value=${whole.end}
        fault=${faultOf(whole.end)}
        onInput=${(/** @type {string} */ end) => change({end})}
      />
    </div>
    <${PaperRows}
      rows=${read.rows}
      zone=${zone}
      onRows=${(/** @type {Grid['rows']} */ rows) => change({rows})}
    />
    ${
      hasDay(book, whole) &&
      html`<p class="notice">
        This subject has a day on this date already. Saved, this one stands beside it.
      </p>`
    }
    ${
      asked.value &&
      wanting.length > 0 &&
      html`<ul class="notice" data-tone="warn" role="alert">
        ${wanting.map((words) => html`<li key=${words}>${words}</li>`)}
      </ul>`
    }
    <div class="row">
      <button
        type="button"
        class="button"
        data-main
        disabled=${busy}
        onClick=${() => void save()}
      >
        Save the day
      </button>
      ${
        filled > 0 &&
        html`<button type="button" class="button" onClick=${() => void give()}>
          Empty the grid
        </button>`
      }
      <span class="quiet small"
        >${doubts ? t`${rows}, ${doubts} to look at` : rows}</span
      >
    </div>
  </section>`
}

/** From the head of the page to its first row without the Tab key. @param {KeyboardEvent} event */
function enterGoesOn(event) {
  const {target, key} = event
  if (key !== 'Enter' || !(target instanceof HTMLElement)) return
  event.preventDefault()
  const fields = [
    ...(target
      .closest('section')
      ?.querySelectorAll('.paper-head .input, [data-cell]') ?? []),
  ]
  const next = fields[fields.indexOf(target) + 1]
  if (next instanceof HTMLElement) next.focus()
}

/** @returns {Grid} */
const fresh = () => ({
  study: '',
  subject: '',
  version: null,
  date: '',
  start: '',
  end: '',
  rows: Array.from({length: FIRST_ROWS}, emptyRow),
})

/** @param {ReadonlyArray<Study>} studies */
const subjectsOf = (studies) =>
  studies.flatMap(({id: study, title, subjects}) =>
    subjects.map(({id, pseudonym}) => ({
      value: `${study} ${id}`,
      label: studies.length > 1 ? `${pseudonym} · ${title}` : pseudonym,
    })),
  )

/** @param {string} text */
const faultOf = (text) =>
  text.trim() && minutesOf(text) === null ? t`A time, such as 9:05.` : undefined

/**
 * What a day cannot be without. Everything else may be mended later.
 *
 * @param {Grid} grid
 * @param {ReadonlyArray<Read>} rows
 */
function wantingOf(grid, rows) {
  const timeless = rows.flatMap(({row, at}, i) => (at || isEmpty(row) ? [] : [i + 1]))
  const some = rows.some(({at}) => at)
  return [
    ...(grid.date ? [] : [t`Say on which date it was.`]),
    ...(faultOf(grid.start) || faultOf(grid.end)
      ? [t`Give the start and the end as times, or leave them empty.`]
      : []),
    ...(some || !grid.date ? [] : [t`Type at least one row with its time.`]),
    ...(grid.date
      ? timeless.map((n) => t`Row ${n} has no time: give it one, or empty it.`)
      : []),
  ]
}

/** @param {Book} book @param {Grid} grid */
const hasDay = (book, {study, subject, date}) =>
  book
    .days(study)
    .some(({fields}) => fields['subject_id'] === subject && fields['date'] === date)
