/** What was deleted on a day, and its way back. */
import {restored} from '../domain/restore.js'
import {overlapsStruck} from '../domain/review.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {write} from './acting.js'
import {titleOf} from './titles.js'

/** @import {Book, RecordView} from '../types.d.ts' */

/** @param {{book: Book, view: RecordView, onDone: () => void}} props */
export function Deleted({book, view, onDone}) {
  const {title} = titleOf(view, book.codebookOf(view.parent ?? ''))
  const takeBack = async () => {
    const now = book.record(view.rec)
    if (now && (await putBack(book, now))) onDone()
  }
  return html`<div class="notice" role="status">
    <div class="row" data-apart>
      <p>Deleted: <bdi>${title}</bdi></p>
      <button type="button" class="button" onClick=${takeBack}>Undo</button>
    </div>
  </div>`
}

/** @param {Book} book @param {RecordView} view */
const putBack = (book, view) =>
  write(book, {
    act: 'edit:restored',
    day: view.parent,
    study: view.study,
    changes: restored(book.dayState(view.parent ?? ''), view),
  })

/** What was deleted stays in reach, and says so when somebody changed it since. @param {{book: Book, day: RecordView, fixed: boolean, onOpen: (view: RecordView) => void}} props */
export function TakenOut({book, day, fixed, onOpen}) {
  const state = book.dayState(day.rec)
  const gone = book.recordsOf(day.rec).filter((view) => view.deleted)
  if (!gone.length) return null
  const codebook = book.codebookOf(day.rec)
  return html`<details class="more" data-noprint>
    <summary>${count(gone.length, 'deleted record')}</summary>
    <ul class="list" role="list">
      ${gone.map(
        (view) =>
          html`<li key=${view.rec} class="item">
            <bdi class="grow">${titleOf(view, codebook).title}</bdi>
            ${
              view.conflicts.length > 0 &&
              html`<span class="tag" data-tone="warn">changed after deletion</span>`
            }
            <button
              type="button"
              class="button"
              aria-label=${t`Look at ${titleOf(view, codebook).title}`}
              onClick=${() => onOpen(view)}
            >
              Look
            </button>
            ${
              !fixed &&
              !(state && overlapsStruck(state, view)) &&
              html`<button
                type="button"
                class="button"
                aria-label=${t`Restore ${titleOf(view, codebook).title}`}
                onClick=${() => putBack(book, view)}
              >
                Restore
              </button>`
            }
          </li>`,
      )}
    </ul>
  </details>`
}
