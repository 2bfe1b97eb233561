/** What two people wrote differently, side by side; one tap keeps one of them. */
import {fieldsOf} from '../domain/kinds.js'
import {utcMs} from '../domain/day.js'
import {localMoment} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {fieldWords, labelWords} from '../ui/words.js'
import {write} from './acting.js'
import {codeLook, lineOf, timeOf} from './titles.js'

/** @import {Book, Codebook, FieldConflict, Instant, RecordView} from '../types.d.ts' */

/** @param {{book: Book, view: RecordView, codebook: Codebook | null, day: string}} props */
export function Conflicts({book, view, codebook, day}) {
  if (!view.conflicts.length) return null
  return html`<section class="stack" aria-label="Conflicts">
    ${view.conflicts.map(
      (conflict) =>
        html`<${Conflict}
          key=${conflict.op}
          book=${book}
          view=${view}
          conflict=${conflict}
          codebook=${codebook}
          day=${day}
        />`,
    )}
  </section>`
}

/**
 * @param {{book: Book, view: RecordView, conflict: FieldConflict, codebook: Codebook | null, day: string}} props
 */
function Conflict({book, view, conflict, codebook, day}) {
  const {field} = conflict
  if (field === 'deleted')
    return html`<${AfterDeletion} book=${book} view=${view} day=${day} />`
  // Writing the field again, having seen both, is what settles a conflict.
  const keep = (/** @type {unknown} */ value) =>
    write(book, {
      act: `field:${field}`,
      day: day || null,
      study: view.study,
      changes: [
        {rec: view.rec, kind: view.kind, op: 'put', set: {[field]: value ?? null}},
      ],
    })
  const here = view.fields[field]
  const shown = (/** @type {unknown} */ value) =>
    shownValue(book, view, field, value, codebook)
  return html`<div class="notice" data-tone="warn">
    <h3>${fieldWords(field)}: two versions</h3>
    <div class="versions">
      <div class="stack" data-tight>
        <span class="quiet small">Shown now</span>
        <p><bdi>${shown(here)}</bdi></p>
        <button type="button" class="button" onClick=${() => keep(here)}>
          Keep this one
        </button>
      </div>
      <div class="stack" data-tight>
        <span class="quiet small"
          ><bdi>${byWords(book, view.study, conflict)}</bdi></span
        >
        <p><bdi>${shown(conflict.value)}</bdi></p>
        <button type="button" class="button" onClick=${() => keep(conflict.value)}>
          Keep this one
        </button>
      </div>
    </div>
  </div>`
}

/** Changed by one while another deleted it. @param {{book: Book, view: RecordView, day: string}} props */
function AfterDeletion({book, view, day}) {
  const settle = (/** @type {'del' | 'restore'} */ op) =>
    write(book, {
      act: op === 'del' ? 'delete' : 'edit:restored',
      day: day || null,
      study: view.study,
      changes: [{rec: view.rec, kind: view.kind, op}],
    })
  return html`<div class="notice" data-tone="warn">
    <h3>Changed by one, deleted by another</h3>
    <div class="row">
      <button type="button" class="button" onClick=${() => settle('restore')}>
        Keep the record
      </button>
      <button type="button" class="button" onClick=${() => settle('del')}>
        Keep it deleted
      </button>
    </div>
  </div>`
}

/** Whose it is, as far as the phone can tell from the device. @param {Book} book @param {string} study @param {FieldConflict} conflict */
function byWords(book, study, {by, at}) {
  const from = by === book.device ? t`From this device` : whose(book, study, by ?? '')
  return at ? `${from}, ${localMoment(at)}` : from
}

/** @param {Book} book @param {string} study @param {string} device */
function whose(book, study, device) {
  const owner = book.ownerOf(device)
  if (owner === book.uid) return t`From another device of yours`
  const member = book.study(study)?.members.find(({account}) => account === owner)
  const name = member?.observer_code || member?.name
  return name ? t`From ${name}` : t`From another device`
}

/**
 * A value as its form shows it.
 *
 * @param {Book} book
 * @param {RecordView} view
 * @param {string} name
 * @param {unknown} value
 * @param {Codebook | null} codebook
 */
export function shownValue(book, view, name, value, codebook) {
  if (value === null || value === undefined || value === '') return t`(empty)`
  const field = fieldsOf(view.kind).find((known) => known.name === name)
  switch (field?.type) {
    case 'instant': {
      const instant = /** @type {Instant} */ (value)
      return `${timeOf(instant, true)} (${localMoment(utcMs(instant))})`
    }
    case 'enum':
      return labelWords(field.of, String(value)) || String(value)
    case 'bool':
      return value ? t`true` : t`false`
    case 'code':
      return codeLook(codebook, field.of, String(value)).label
    case 'ref': {
      const target = book.record(String(value))
      return target ? lineOf(target, codebook) : String(value)
    }
    default:
      return Array.isArray(value) ? value.join(', ') : String(value)
  }
}
