/** Strike last …: how long, who asked, and what it will meet before it is done. */
import {useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {strikeLast} from '../domain/strike.js'
import {TextField} from '../ui/field.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {perform} from './acting.js'
import {timeOf} from './titles.js'

/** @import {Book, Change, Fields} from '../types.d.ts' */
/** @import {Struck} from '../domain/strike.js' */

const MINUTES = [1, 2, 5, 10, 30]
const MOST = 12 * 60
const ASKED = texts({
  subject: 'The subject',
  other: 'Somebody else',
  observer: 'Nobody: my judgement',
})
const REASONS = {
  subject: 'requested_by_subject',
  other: 'requested_by_other',
  observer: 'observers_judgement',
}
const DRAFTS = ['jot', 'source', 'record']

/** @param {{book: Book, day: string, onClose: () => void}} props */
export function StrikeSheet({book, day, onClose}) {
  // The stretch ends when the sheet was asked for: choosing takes a while.
  const to = useMemo(() => book.now(), [])
  const minutes = useSignal(0)
  const other = useSignal('')
  const asked = useSignal(/** @type {keyof typeof ASKED | ''} */ (''))
  const code = useSignal('')
  const busy = useSignal(false)
  const long = minutes.value || Number(other.value)
  const state = book.dayState(day)
  const fits = long > 0 && long <= MOST
  const seen = state && fits ? strikeLast(state, {to, minutes: long}) : null
  const strike = async () => {
    if (!seen || !asked.value) return
    busy.value = true
    const why = whyOf(asked.value, code.value)
    const made = await perform(
      book,
      day,
      `strike:${long} min`,
      (now) => strikeLast(now, {to, minutes: long, why}),
      to,
    )
    if (made) await dropDrafts(book, made.changes)
    busy.value = false
    if (made) onClose()
  }
  return html`<${Sheet}
    title="Strike the last minutes"
    onClose=${onClose}
    onSubmit=${strike}
    foot=${html`<button
      type="submit"
      class="button"
      data-danger
      disabled=${busy.value || !seen?.changes.length || !asked.value}
    >
      ${fits ? t`Strike ${long} min` : t`Strike`}
    </button>`}
  >
    <div class="chips" data-tight role="group" aria-label="How long">
      ${MINUTES.map(
        (each) =>
          html`<${Choice}
            key=${each}
            on=${minutes.value === each}
            onTap=${() => {
              minutes.value = each
            }}
          >
            ${t`${each} min`}
          <//>`,
      )}
    </div>
    <${TextField}
      label="Other minutes"
      value=${minutes.value ? '' : other.value}
      inputmode="numeric"
      fault=${!minutes.value && other.value && !fits ? t`Between 1 and ${MOST}.` : undefined}
      onInput=${(/** @type {string} */ value) => {
        minutes.value = 0
        other.value = value
      }}
    />
    <div class="stack" data-tight>
      <h3 id="who-asked">Who asked?</h3>
      <div class="chips" role="group" aria-labelledby="who-asked">
        ${Object.entries(ASKED).map(
          ([who, name]) =>
            html`<${Choice}
              key=${who}
              on=${asked.value === who}
              onTap=${() => {
                asked.value = /** @type {keyof typeof ASKED} */ (who)
              }}
            >
              ${tr(name)}
            <//>`,
        )}
      </div>
    </div>
    ${
      asked.value === 'other' &&
      html`<${TextField}
        label="Who (optional, a code and never a name)"
        value=${code.value}
        maxlength=${64}
        onInput=${(/** @type {string} */ value) => {
          code.value = value
        }}
      />`
    }
    <div role="status" class="stack" data-tight>
      ${seen && html`<p class="notice" data-tone="warn">${effectOf(seen)}</p>`}
      <p class="quiet small">
        What was said before the stretch stays, words on what was going on then too.
        Undo brings everything back. What was on the server before stays in the study’s
        history.
      </p>
    </div>
  <//>`
}

/** @param {{on: boolean, onTap: () => void, children?: unknown}} props */
function Choice({on, onTap, children}) {
  return html`<button
    type="button"
    class="button"
    aria-pressed=${on ? 'true' : 'false'}
    onClick=${onTap}
  >
    ${children}
  </button>`
}

/** @param {Struck} seen */
function effectOf({changes, removed, cut, from}) {
  if (!changes.length) return t`The observation had not begun then: nothing to strike.`
  const gone = t`${count(removed, 'record')} emptied and deleted`
  const kept = t`${count(cut, 'record')} cut at the edge`
  return t`From ${timeOf(from, true)} on: ${gone}, ${kept}. The time stays as a gap.`
}

/** @param {keyof typeof ASKED} who @param {string} code @returns {Fields} */
const whyOf = (who, code) => ({
  reason: REASONS[who],
  requested_by: (who === 'other' && code.trim()) || who,
})

/** Words not saved yet are words too. @param {Book} book @param {ReadonlyArray<Change>} changes */
async function dropDrafts(book, changes) {
  const gone = changes.filter(({op}) => op === 'del')
  for (const {rec} of gone)
    for (const sheet of DRAFTS) {
      const key = `${sheet} ${rec}`
      if (book.draft(key) !== null) await book.keepDraft(key, null)
      if (book.draft('unfinished') === key) await book.keepDraft('unfinished', null)
    }
}
