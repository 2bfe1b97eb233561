/** What can be done to a record besides correcting its fields, and the sheets that do it. */
import {isActivity} from '../domain/day.js'
import {touching} from '../domain/merge-activities.js'
import {isLocked} from '../domain/review.js'
import {actWords} from '../ui/words.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {undo} from './acting.js'
import {HistorySheet} from './history-sheet.js'
import {InsertSheet} from './insert-sheet.js'
import {MergeSheet} from './merge-sheet.js'
import {SplitSheet} from './split-sheet.js'

/** @import {Book, Codebook, DayState, RecordView} from '../types.d.ts' */

/** @typedef {{what: 'split' | 'merge' | 'history' | 'insert', rec: string}} Tool */

/** @param {{state: DayState, view: RecordView, onTool: (tool: Tool) => void}} props */
export function RecordTools({state, view, onTool}) {
  const can = isActivity(view) && !view.deleted && !isLocked(state.day)
  const {before, after} = touching(state, view.rec)
  const button = (/** @type {Tool['what']} */ what, /** @type {string} */ name) =>
    html`<button
      type="button"
      class="button"
      onClick=${() => onTool({what, rec: view.rec})}
    >
      ${name}
    </button>`
  return html`<div class="chips">
    ${can && button('split', t`Split…`)}
    ${can && (before || after) && button('merge', t`Merge…`)}
    ${button('history', t`History`)}
  </div>`
}

/** @param {{book: Book, state: DayState, codebook: Codebook | null, tool: Tool, onClose: () => void}} props */
export function ToolSheet({book, state, codebook, tool, onClose}) {
  const view = book.record(tool.rec)
  const props = {book, state, view, codebook, onClose}
  if (tool.what === 'insert') return html`<${InsertSheet} ...${props} />`
  if (!view) return null
  switch (tool.what) {
    case 'split':
      return html`<${SplitSheet} ...${props} />`
    case 'merge':
      return html`<${MergeSheet} ...${props} />`
    case 'history':
      return html`<${HistorySheet} ...${props} day=${state.day.rec} />`
  }
}

/** What was done last on this device, and the way back. @param {{book: Book, state: DayState}} props */
export function LastChange({book, state: {day}}) {
  const last = book.lastAct(day.rec)
  // The end of a day has a button of its own; a locked day stays as it is.
  if (!last || last.act === 'end_day' || isLocked(day)) return null
  return html`<div class="row" data-noprint>
    <button type="button" class="button" onClick=${() => undo(book, day.rec)}>
      Undo
    </button>
    <span class="quiet small grow">Last: <bdi>${actWords(last.act)}</bdi></span>
  </div>`
}
