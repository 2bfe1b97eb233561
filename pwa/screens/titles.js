/** What a record is called on the screen, and which mark stands beside it. */
import {allCodes} from '../domain/codebook.js'
import {instantOf, isEmbargo, startOf, utcMs} from '../domain/day.js'
import {clockTime} from '../ui/format.js'
import {t, tr} from '../ui/language.js'
import {KIND_WORDS, labelWords} from '../ui/words.js'

/** @import {Book, Codebook, Instant, RecordView} from '../types.d.ts' */

/** @param {RecordView} view @param {string} field */
export const textOf = (view, field) =>
  typeof view.fields[field] === 'string'
    ? /** @type {string} */ (view.fields[field])
    : ''

/**
 * @param {Codebook | null} codebook
 * @param {string} dimension
 * @param {string} code
 */
export function codeLook(codebook, dimension, code) {
  const codes = allCodes(codebook, dimension)
  const place = codes.findIndex((known) => known.code === code)
  const known = codes[place]
  return {place, label: known?.label || code, colour: known?.colour}
}

/**
 * @param {RecordView} view
 * @param {Codebook | null} codebook
 * @returns {{title: string, place: number, colour: string | null | undefined}}
 */
export function titleOf(view, codebook) {
  const plain = (/** @type {string} */ title) => ({title, place: -1, colour: null})
  const coded = (/** @type {string} */ dimension, /** @type {string} */ field) => {
    const code = textOf(view, field)
    if (!code) return null
    const {label: title, ...look} = codeLook(codebook, dimension, code)
    return {title, ...look}
  }
  switch (view.kind) {
    case 'knowledge_source':
      return coded('source_kind', 'source_kind') ?? plain(t`Source, kind open`)
    case 'jotting':
      return plain(jottingTitle(view))
    case 'gap': {
      if (isEmbargo(view)) return plain(t`Embargo`)
      const reason = textOf(view, 'reason')
      const kind = textOf(view, 'gap_kind')
      const name = NAMED_GAPS.has(kind) ? labelWords('gap_kind', kind) : t`Gap`
      return plain(
        reason ? `${name}: ${labelWords('gap_reason', reason) || reason}` : name,
      )
    }
    case 'meeting': {
      const type = textOf(view, 'meeting_type')
      return (
        coded('activity', 'code') ??
        plain(type ? labelWords('meeting_type', type) || type : t`Meeting`)
      )
    }
    default:
      return coded('activity', 'code') ?? plain(tr(KIND_WORDS[view.kind] ?? view.kind))
  }
}

/** Gaps in which the observer was there all the same. */
const NAMED_GAPS = new Set(['off_the_record', 'struck'])

/** @param {RecordView} view */
function jottingTitle(view) {
  const kind = textOf(view, 'jotting_kind')
  if (kind === 'bare_mark') return t`Mark`
  // What a jotting is unless said otherwise needs no saying.
  if (kind === 'observation') return t`Jotting`
  return labelWords('jotting_kind', kind) || t`Jotting`
}

/** Clock time of an instant where it was captured. @param {Instant | null} instant @param {boolean} [seconds] */
export const timeOf = (instant, seconds = false) =>
  instant ? clockTime(utcMs(instant), instant.utcoff, seconds) : ''

/** One line that tells a record from its neighbours. @param {RecordView} view @param {Codebook | null} codebook */
export const lineOf = (view, codebook) =>
  `${timeOf(startOf(view))} ${titleOf(view, codebook).title}`.trim()

/** The running length of an open stretch, or its length. @param {RecordView} view @param {number} nowMs */
export function lengthOfView(view, nowMs) {
  const start = instantOf(view, 'started_at')
  const end = instantOf(view, 'ended_at')
  return start ? (end ? utcMs(end) : nowMs) - utcMs(start) : 0
}

/** @param {Book} book @param {RecordView} day */
export function pseudonymOf(book, day) {
  const subjects = book.study(day.study)?.subjects ?? []
  return (
    subjects.find(({id}) => id === day.fields['subject_id'])?.pseudonym ?? t`Subject`
  )
}
