/** Which neighbour an activity is one with, and what the two of them were. */
import {useSignal} from '../vendor/signals.js'
import {endOf, startOf} from '../domain/day.js'
import {merge, touching} from '../domain/merge-activities.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {ActivityField, CorrectionSheet} from './correction-sheet.js'
import {hindranceWords} from './hindrances.js'
import {lineOf, textOf, timeOf, titleOf} from './titles.js'

/** @import {Book, Codebook, DayState, RecordView} from '../types.d.ts' */

/** @param {{book: Book, state: DayState, view: RecordView, codebook: Codebook | null, onClose: () => void}} props */
export function MergeSheet({book, state, view, codebook, onClose}) {
  const {before, after} = touching(state, view.rec)
  const side = useSignal(/** @type {'before' | 'after'} */ (after ? 'after' : 'before'))
  const code = useSignal('')
  const reason = useSignal('')
  const other = side.value === 'after' ? after : before
  const [first, second] = side.value === 'after' ? [view, after] : [before, view]
  const differ = first && second && textOf(first, 'code') !== textOf(second, 'code')
  const how = {...(code.value ? {code: code.value} : {}), reason: reason.value}
  const {changes, refusal} =
    first && second
      ? merge(state, first, second, how)
      : {changes: [], refusal: {code: /** @type {const} */ ('gone')}}
  const {title} = titleOf(view, codebook)
  const end = second && endOf(second)
  const from = timeOf(first && startOf(first), true)
  const until = end ? timeOf(end, true) : t`now`
  return html`<${CorrectionSheet}
    book=${book}
    state=${state}
    title=${html`Merge ${html`<bdi>${title}</bdi>`}`}
    verb="Merge"
    act=${`merged:${title}`}
    refused=${Boolean(refusal)}
    changes=${() => changes}
    reason=${reason}
    onClose=${onClose}
  >
    <div class="choices" role="group" aria-label="With">
      ${[
        {which: /** @type {const} */ ('before'), there: before},
        {which: /** @type {const} */ ('after'), there: after},
      ].map(
        ({which, there}) =>
          there &&
          html`<button
            key=${which}
            type="button"
            class="button"
            aria-pressed=${side.value === which ? 'true' : 'false'}
            onClick=${() => {
              side.value = which
            }}
          >
            <bdi>${lineOf(there, codebook)}</bdi>
          </button>`,
      )}
    </div>
    ${
      differ &&
      html`<${ActivityField}
        codebook=${codebook}
        code=${code}
        label="Together they were"
        empty="Choose"
      />`
    }
    ${
      refusal
        ? html`<p class="notice" data-tone="warn" role="status">
            ${hindranceWords(refusal, codebook, 0)}
          </p>`
        : other &&
          html`<p>
            One record from ${from} to ${until}. Notes are joined, and what only one of
            them said is kept; where both said something different the other can still
            be looked at among the deleted records.
          </p>`
    }
  <//>`
}
