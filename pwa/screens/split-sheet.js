/** Where an activity was two: the moment, what the second part was, and why. */
import {useSignal} from '../vendor/signals.js'
import {endOf, startOf, utcMs} from '../domain/day.js'
import {split} from '../domain/split.js'
import {localOf, momentIn} from '../domain/zone.js'
import {clockTime} from '../ui/format.js'
import {html} from '../ui/html.js'
import {InstantField} from '../ui/instant-field.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {ActivityField, CorrectionSheet} from './correction-sheet.js'
import {hindranceWords} from './hindrances.js'
import {codeLook, textOf, timeOf, titleOf} from './titles.js'

/** @import {Book, Codebook, DayState, RecordView} from '../types.d.ts' */

const MINUTE = 60_000

/** @param {{book: Book, state: DayState, view: RecordView, codebook: Codebook | null, onClose: () => void}} props */
export function SplitSheet({book, state, view, codebook, onClose}) {
  const start = startOf(view)
  const end = endOf(view)
  const {tz = 'UTC', utcoff = 0} = start ?? {}
  const from = start ? utcMs(start) : 0
  const local = useSignal(
    localOf(halfway(from, end ? utcMs(end) : utcMs(book.now())), utcoff),
  )
  const code = useSignal(textOf(view, 'code'))
  const reason = useSignal('')
  const {title} = titleOf(view, codebook)
  const at = local.value ? momentIn(local.value, tz) : null
  const how = () => ({at: book.now(), code: code.value, reason: reason.value})
  const {refusal} = split(state, view.rec, at?.ms ?? NaN, how())
  const second = code.value ? codeLook(codebook, 'activity', code.value).label : title
  const cut = at && clockTime(at.ms, at.utcoff, true)
  return html`<${CorrectionSheet}
    book=${book}
    state=${state}
    title=${html`Split ${html`<bdi>${title}</bdi>`}`}
    verb="Split"
    act=${`split:${title}`}
    refused=${Boolean(refusal)}
    changes=${() => split(state, view.rec, at?.ms ?? NaN, how()).changes}
    reason=${reason}
    onClose=${onClose}
  >
    <${InstantField}
      label="Where to split"
      local=${local.value}
      zone=${tz}
      clearable=${false}
      fault=${hindranceWords(refusal, codebook, utcoff) || undefined}
      onInput=${into(local)}
    />
    <${ActivityField}
      codebook=${codebook}
      code=${code}
      label="The second part was"
      empty="The same"
    />
    ${
      !refusal &&
      html`<p>
        ${html`<bdi>${`${title} ${timeOf(start, true)}–${cut}`}</bdi>`}, then${' '}
        ${html`<bdi>${`${second} ${cut}–${end ? timeOf(end, true) : t`now`}`}</bdi>`}.
        The note stays with the first part; sources and jottings go with the time they
        were made.
      </p>`
    }
  <//>`
}

/** A round moment in the middle, if there is one. @param {number} from @param {number} to */
function halfway(from, to) {
  const middle = (from + to) / 2
  const round = Math.round(middle / MINUTE) * MINUTE
  return round > from && round < to ? round : Math.round(middle / 1000) * 1000
}
