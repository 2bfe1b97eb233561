/** What a record has been: who changed what of it, when and why, oldest first. */
import {useEffect} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {fieldsOf} from '../domain/kinds.js'
import {linesOf, stepOf} from '../domain/trace.js'
import {getHistory} from '../sync/desk.js'
import {localMoment} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {problemOf} from '../ui/problem.js'
import {Sheet} from '../ui/sheet.js'
import {fieldWords, KIND_WORDS, labelWords} from '../ui/words.js'
import {shownValue} from './conflicts.js'
import {titleOf} from './titles.js'

/** @import {Answer, Book, Codebook, RecordView} from '../types.d.ts' */
/** @import {Line, Step} from '../domain/trace.js' */
/** @import {HistoryItem} from '../sync/desk.js' */

/** @type {Record<string, string>} */
const VERBS = texts({put: 'Changed', del: 'Deleted', restore: 'Restored'})

/** @param {{book: Book, view: RecordView, codebook: Codebook | null, day: string, onClose: () => void}} props */
export function HistorySheet({book, view, codebook, day, onClose}) {
  const told = useSignal(
    /** @type {{steps: Step[], from: 'server' | 'device', why: string} | null} */ (
      null
    ),
  )
  const look = async () => {
    told.value = null
    const own = await ownSteps(book, view)
    const answer = await getHistory(day, view.rec)
    if (answer.kind === 'ok') {
      const waiting = own.filter(({waits}) => waits)
      const steps = [...answer.body.items.map(stepFrom), ...waiting]
      told.value = {steps, from: 'server', why: ''}
    } else told.value = {steps: own, from: 'device', why: whyNot(answer)}
  }
  useEffect(() => {
    void look()
  }, [])
  const {steps = [], from = '', why = ''} = told.value ?? {}
  const {title} = titleOf(view, codebook)
  return html`<${Sheet} title=${html`History: <bdi>${title}</bdi>`} onClose=${onClose}>
    ${!told.value && html`<p role="status">Looking…</p>`}
    ${
      from === 'server' &&
      html`<p class="quiet small">From the server: everything anybody wrote.</p>`
    }
    ${
      from === 'device' &&
      html`<div class="notice" role="status">
        <p>From this device: only what was written here, as far as it is still kept.</p>
        <p>${why}</p>
        <div>
          <button type="button" class="button" onClick=${look}>
            Ask the server again
          </button>
        </div>
      </div>`
    }
    ${
      from &&
      !steps.length &&
      html`<p class="quiet">Nothing of it was written on this device.</p>`
    }
    <ol class="list" role="list">
      ${linesOf(steps).map(
        (line) =>
          html`<${Change}
            book=${book}
            view=${view}
            codebook=${codebook}
            line=${line}
          />`,
      )}
    </ol>
  <//>`
}

/** @param {{book: Book, view: RecordView, codebook: Codebook | null, line: Line}} props */
function Change({book, view, codebook, line}) {
  const {step, first, why, values} = line
  const shown = (/** @type {string} */ field, /** @type {unknown} */ value) =>
    shownValue(book, view, field, value, codebook)
  const order = fieldsOf(view.kind).map(({name}) => name)
  const sorted = [...values].sort(
    (a, b) => order.indexOf(a.field) - order.indexOf(b.field),
  )
  const verb = first
    ? t`${tr(KIND_WORDS[view.kind] ?? view.kind)} made`
    : tr(VERBS[step.op] ?? step.op)
  return html`<li class="item">
    <div class="stack" data-tight>
      <p>
        <strong>${verb}</strong>
        <span class="quiet">
          ${` ${localMoment(step.at)} · `}
          <bdi>${whoWords(book, view.study, step)}</bdi>
        </span>
        ${why && html` <span class="tag">${labelWords('edit_reason', why) || why}</span>`}
        ${step.waits && html` <span class="tag" data-tone="warn">not on the server yet</span>`}
      </p>
      ${
        values.length > 0 &&
        html`<dl class="facts small">
          ${sorted.map(
            ({field, before, after}) =>
              html`<dt key=${field}>${fieldWords(field)}</dt>
                <dd>
                  ${
                    before !== null &&
                    html`<s><bdi>${shown(field, before)}</bdi></s>
                      <span class="unseen"> became </span> `
                  }
                  <bdi>${shown(field, after)}</bdi>
                </dd>`,
          )}
        </dl>`
      }
    </div>
  </li>`
}

/** @param {Book} book @param {string} study @param {Step} step */
function whoWords(book, study, {who, device}) {
  const members = book.study(study)?.members ?? []
  const name = members.find(({observer_code: code}) => code === who)?.name
  const where = device === book.device ? t`this device` : t`device …${device.slice(-6)}`
  return [who && name ? `${who} (${name})` : who || t`you`, where].join(', ')
}

/** @param {Book} book @param {RecordView} view @returns {Promise<Step[]>} */
async function ownSteps(book, view) {
  const who = book.study(view.study)?.observer_code ?? ''
  const entries = await book.entriesOf(view.rec)
  return entries.map((entry) => stepOf(entry, who))
}

/** @param {HistoryItem} item @returns {Step} */
function stepFrom({made_at: at, by, device, op, set}) {
  return {at, who: by.observer_code, device, op, set, waits: false}
}

/** @param {Answer} answer */
function whyNot(answer) {
  return answer.status === 404
    ? t`The server does not have this record yet.`
    : problemOf(answer).text
}
