/** The acts a day needs seldom: off the record, striking, what was suspended, the tallies. */
import {offTheRecord, reacts, resume} from '../domain/capture.js'
import {instantOf, startOf} from '../domain/day.js'
import {suspendedIn} from '../domain/interrupt.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {perform} from './acting.js'
import {Explained} from './explained.js'
import {codeLook, textOf, timeOf, titleOf} from './titles.js'

/** @import {Child} from '../vendor/preact.js' */
/** @import {Book, Change, Codebook, DayState, Instant, RecordView} from '../types.d.ts' */
/** @import {Open} from './capture.js' */

/**
 * @param {{
 *   book: Book, state: DayState, codebook: Codebook | null,
 *   onClose: () => void, onOpen: (next: Open) => void,
 * }} props
 */
export function MoreActs({book, state, codebook, onClose, onOpen}) {
  const {running, gap} = state
  const suspended = suspendedIn(state).reverse()
  const tallies = state.rows.filter(({kind}) => kind === 'tally').reverse()
  const done = async (
    /** @type {string} */ act,
    /** @type {(now: DayState, at: Instant) => Change[]} */ make,
  ) => {
    const at = book.now()
    if (await perform(book, state.day.rec, act, make, at)) onClose()
  }
  return html`<${Sheet} title="More acts" onClose=${onClose}>
    <div class="choices" data-tall>
      <${Explained}
        words=${reactsWords(running, codebook)}
        off=${!running || Boolean(running.fields['reactivity'])}
        onTap=${() => done('reacts', reacts)}
      >
        Reacts to me
      <//>
      <${Explained}
        words=${
          gap
            ? t`Come back first: you are not observing now.`
            : t`From now on only time is kept, no words, until On the record.`
        }
        off=${Boolean(gap)}
        onTap=${() => done('off_record', offTheRecord)}
      >
        Off the record
      <//>
      <${Explained}
        words=${t`Empties the last minutes and keeps their length as a gap. You see what it meets first.`}
        onTap=${() => onOpen({name: 'strike'})}
      >
        Strike last …
      <//>
    </div>
    ${
      suspended.length > 0 &&
      html`<section class="stack" data-tight>
        <h3>Interrupted, not resumed</h3>
        <ul class="list" role="list">
          ${suspended.map((view) => {
            const {title} = titleOf(view, codebook)
            return html`<li key=${view.rec} class="item">
              <span class="grow">
                <bdi>${title}</bdi>
                ${' '}<span class="quiet small"
                  >until ${timeOf(instantOf(view, 'ended_at'))}</span
                >
              </span>
              <button
                type="button"
                class="button end"
                aria-label=${t`Resume ${title}`}
                onClick=${() =>
                  done(`resume:${title}`, (now, at) =>
                    resume(now, {at, rec: view.rec}),
                  )}
              >
                Resume
              </button>
            </li>`
          })}
        </ul>
      </section>`
    }
    <section class="stack" data-tight>
      <h3>Tallies of today</h3>
      ${
        tallies.length
          ? html`<ul class="list" role="list">
              ${tallies.map((view) => {
                const time = timeOf(startOf(view), true)
                return html`<li key=${view.rec} class="item">
                  <span
                    >${time}
                    <bdi class="quiet">${tallyWords(view, codebook)}</bdi></span
                  >
                  <button
                    type="button"
                    class="button end"
                    aria-label=${t`Tally of ${time}`}
                    onClick=${() => onOpen({name: 'tally', rec: view.rec})}
                  >
                    Who, or more
                  </button>
                </li>`
              })}
            </ul>`
          : html`<p class="quiet">
              None yet. Tally counts a contact too short to be timed; here you can say
              afterwards who it was, or make more of it.
            </p>`
      }
    </section>
  <//>`
}

/** @param {RecordView | null} running @param {Codebook | null} codebook */
function reactsWords(running, codebook) {
  if (!running) return t`Nothing is running that it could be said of.`
  const {title} = titleOf(running, codebook)
  if (running.fields['reactivity']) return t`Said of ${title} already.`
  return t`The subject speaks to you, or performs for you: marks ${title}.`
}

/** @param {RecordView} view @param {Codebook | null} codebook */
function tallyWords(view, codebook) {
  const code = textOf(view, 'code')
  const about = code ? codeLook(codebook, 'activity', code).label : ''
  return [textOf(view, 'person'), about].filter(Boolean).join(' · ')
}
