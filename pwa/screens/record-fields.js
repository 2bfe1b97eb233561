/** One field of a record as a control, whatever its type: made from the tables of kinds.js. */
import {codesOf} from '../domain/codebook.js'
import {instantOf, isActivity, utcMs} from '../domain/day.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {SelectField, TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {InstantField} from '../ui/instant-field.js'
import {t} from '../ui/language.js'
import {ManyField} from '../ui/many-field.js'
import {fieldWords, labelWords} from '../ui/words.js'
import {localOf, momentIn} from '../domain/zone.js'
import {GuardedArea, GuardedText} from './guarded.js'
import {lineOf, textOf} from './titles.js'

/** @import {Book, Codebook, Instant, RecordView} from '../types.d.ts' */
/** @import {Field} from '../domain/kinds.js' */
/**
 * @typedef {{
 *   field: Field, value: unknown, set: (value: unknown) => void, book: Book, view: RecordView,
 *   codebook: Codebook | null, zone: string, people: string[], onPerson: (code: string) => void,
 * }} FieldProps
 */

const LONG_TEXT = 400

/** What a reference points at. @type {Record<string, (view: RecordView) => boolean>} */
const TARGETS = {
  activity: isActivity,
  interrupts: isActivity,
  meeting: ({kind}) => kind === 'meeting',
  jotting: ({kind}) => kind === 'jotting',
}

/** Whether a list holds person codes: a new one makes a person. @param {Field} field */
const isOfPeople = ({name}) => name !== 'functions'

/** @param {FieldProps} props */
export function RecordField(props) {
  const {field, value, set} = props
  const label = fieldWords(field.name)
  const text = value === null || value === undefined ? '' : String(value)
  const put = (/** @type {string} */ next) => set(next === '' ? null : next)
  switch (field.type) {
    case 'instant':
      return html`<${Moment} ...${props} label=${label} />`
    case 'enum':
      return select(label, text, put, wordsOf(field.of))
    case 'code':
      return coded(label, text, put, props)
    case 'codes':
      return html`<${ManyField}
        label=${label}
        values=${listOf(value)}
        options=${optionsOf(props.codebook, field.of)}
        onInput=${(/** @type {string[]} */ next) => set(next.length ? next : null)}
      />`
    case 'list':
      return html`<${ManyField}
        label=${label}
        values=${listOf(value)}
        options=${isOfPeople(field) ? props.people.map((code) => ({value: code, label: code})) : []}
        addLabel=${isOfPeople(field) ? t`New person code` : t`Another`}
        Field=${GuardedText}
        given=${{book: props.book}}
        hint="Codes, never names."
        onAdd=${isOfPeople(field) ? props.onPerson : () => undefined}
        onInput=${(/** @type {string[]} */ next) => set(next.length ? next : null)}
      />`
    case 'ref':
      return select(label, text, put, targets(props))
    case 'bool':
      return select(label, text, (next) => set(next === '' ? null : next === 'true'), [
        {value: 'true', label: t`Yes`},
        {value: 'false', label: t`No`},
      ])
    case 'int':
    case 'number':
      return html`<${TextField}
        label=${label}
        type="number"
        inputmode=${field.type === 'int' ? 'numeric' : 'decimal'}
        min=${field.least}
        max=${field.most}
        step=${field.type === 'int' ? '1' : 'any'}
        value=${text}
        onInput=${(/** @type {string} */ next) => set(numberOf(next))}
      />`
    case 'date':
      return html`<${TextField}
        label=${label}
        type="date"
        value=${text}
        onInput=${put}
      />`
    default:
      return field.type === 'text' && (field.most ?? 0) >= LONG_TEXT
        ? html`<${GuardedArea}
            book=${props.book}
            label=${label}
            value=${text}
            maxlength=${field.most}
            onInput=${put}
          />`
        : html`<${GuardedText}
            book=${props.book}
            label=${label}
            value=${text}
            maxlength=${field.most}
            list=${/person/.test(field.name) ? props.people : undefined}
            onInput=${put}
          />`
  }
}

/**
 * @param {string} label
 * @param {string} value
 * @param {(value: string) => void} put
 * @param {{value: string, label: string}[]} options
 */
const select = (label, value, put, options) =>
  html`<${SelectField}
    label=${label}
    value=${value}
    options=${options}
    empty=${t`Not said`}
    onInput=${put}
  />`

/**
 * A code of the day's codebook; where the codebook has no such list, the word itself.
 *
 * @param {string} label
 * @param {string} value
 * @param {(value: string) => void} put
 * @param {FieldProps} props
 */
function coded(label, value, put, {codebook, field}) {
  const options = optionsOf(codebook, field.of)
  if (options.length) return select(label, value, put, options)
  return html`<${TextField}
    label=${label}
    value=${value}
    maxlength=${120}
    hint="The codebook has no list for this."
    onInput=${put}
  />`
}

/** @param {FieldProps & {label: string}} props */
function Moment({label, field, value, set, book, view, zone}) {
  const instant = /** @type {Instant | null} */ (value ?? null)
  const local = instant ? localOf(utcMs(instant), instant.utcoff) : ''
  const input = (/** @type {string} */ next) => {
    if (!next) set(null)
    else if (next !== local) set(typed(next, zone, instant, book.now()))
  }
  const required = ['started_at', 'at', 'observation_started_at'].includes(field.name)
  const start = instantOf(view, 'started_at')
  return html`<${InstantField}
    label=${label}
    local=${local || (field.name === 'ended_at' && start ? '' : local)}
    zone=${instant?.tz ?? zone}
    clearable=${!required}
    onInput=${input}
  />`
}

/**
 * The instant a typed time stands for. It is written in the reading of the phone's clock,
 * as every captured one is, so that the same correction makes both true.
 *
 * @param {string} local
 * @param {string} dayZone
 * @param {Instant | null} was
 * @param {Instant} now
 * @returns {Instant}
 */
export function typed(local, dayZone, was, now) {
  const tz = was?.tz ?? dayZone
  const {ms, utcoff} = momentIn(local, tz)
  const known = was ?? now
  const wall = ms - (utcMs(known) - known.wall)
  return {wall, tz, utcoff, utc: new Date(ms).toISOString()}
}

/** @param {string} list */
const wordsOf = (list) =>
  Object.keys(ENUMERATIONS[list] ?? {}).map((value) => ({
    value,
    label: labelWords(list, value),
  }))

/** @param {Codebook | null} codebook @param {string} dimension */
const optionsOf = (codebook, dimension) =>
  codesOf(codebook, dimension).map(({code, label}) => ({value: code, label}))

/** @param {FieldProps} props */
function targets({field, view, book, codebook}) {
  const wanted = TARGETS[field.name] ?? (() => true)
  return book
    .recordsOf(view.parent ?? '')
    .filter((row) => !row.deleted && row.rec !== view.rec && wanted(row))
    .map((row) => ({value: row.rec, label: lineOf(row, codebook)}))
    .sort((a, b) => (a.label < b.label ? -1 : 1))
}

/** @param {unknown} value @returns {string[]} */
const listOf = (value) => (Array.isArray(value) ? value.map(String) : [])

/** @param {string} text */
function numberOf(text) {
  const number = Number(text)
  return text === '' || Number.isNaN(number) ? null : number
}

/** The subject whose contacts may be named in a record. @param {Book} book @param {RecordView} view */
export function subjectOf(book, view) {
  const owner = view.parent ? book.record(view.parent) : view
  return owner ? textOf(owner, 'subject_id') : ''
}
