/** Where an activity was two: the moment, what the second part was, and why. */
import {useSignal} from '../vendor/signals.js'
import {codesOf} from '../domain/codebook.js'
import {endOf, startOf, utcMs} from '../domain/day.js'
import {split} from '../domain/split.js'
import {localOf, momentIn} from '../domain/zone.js'
import {SelectField} from '../ui/field.js'
import {clockTime} from '../ui/format.js'
import {html} from '../ui/html.js'
import {InstantField} from '../ui/instant-field.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {write} from './acting.js'
import {hindranceWords} from './hindrances.js'
import {ReasonChips} from './reason-chips.js'
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
  const save = async () => {
    if (refusal || !at) return
    const {changes} = split(state, view.rec, at.ms, how())
    const {day} = state
    const act = `split:${title}`
    if (await write(book, {act, day: day.rec, study: day.study, changes})) onClose()
  }
  const second = code.value ? codeLook(codebook, 'activity', code.value).label : title
  const cut = at && clockTime(at.ms, at.utcoff, true)
  return html`<${Sheet}
    title=${html`Split ${html`<bdi>${title}</bdi>`}`}
    onClose=${onClose}
    onSubmit=${save}
    foot=${html`<button
      type="submit"
      class="button"
      data-main
      disabled=${Boolean(refusal)}
    >
      Split
    </button>`}
  >
    <${InstantField}
      label="Where to split"
      local=${local.value}
      zone=${tz}
      clearable=${false}
      fault=${hindranceWords(refusal, codebook, utcoff) || undefined}
      onInput=${into(local)}
    />
    <${SelectField}
      label="The second part was"
      value=${code.value}
      options=${codesOf(codebook).map(({code: value, label}) => ({value, label}))}
      empty="The same"
      onInput=${into(code)}
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
    <p class="label">Why? <span class="quiet">(may be left open)</span></p>
    <${ReasonChips} value=${reason.value} onInput=${into(reason)} />
  <//>`
}

/** A round moment in the middle, if there is one. @param {number} from @param {number} to */
function halfway(from, to) {
  const middle = (from + to) / 2
  const round = Math.round(middle / MINUTE) * MINUTE
  return round > from && round < to ? round : Math.round(middle / 1000) * 1000
}
