/** The sheets of capture: what asks a little more than one tap. */
import {allCodes, codesOf} from '../domain/codebook.js'
import {edit} from '../domain/capture.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {CodeGlyph} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {Sheet} from '../ui/sheet.js'
import {write} from './acting.js'
import {EndSheet} from './capture-end.js'
import {JotSheet} from './jot-sheet.js'
import {CodebookMore} from './later.js'
import {SourceSheet} from './capture-source.js'
import {RecordSheet} from './record-sheet.js'

/** @import {Book, Code, Codebook, DayState, RecordView} from '../types.d.ts' */
/** @import {Open} from './capture.js' */

/**
 * @param {{
 *   open: Open, book: Book, state: DayState, codebook: Codebook | null,
 *   onClose: () => void, onCode: (code: Code) => void, onEnded: () => void,
 * }} props
 */
export function CaptureSheet({open, book, state, codebook, onClose, onCode, onEnded}) {
  const view = open.rec ? book.record(open.rec) : null
  switch (open.name) {
    case 'more':
      return html`<${MoreSheet}
        book=${book}
        study=${state.day.study}
        codebook=${codebook}
        onClose=${onClose}
        onCode=${onCode}
      />`
    case 'source':
      return (
        view &&
        html`<${SourceSheet}
          book=${book}
          view=${view}
          codebook=${codebook}
          onClose=${onClose}
        />`
      )
    case 'end':
      return html`<${EndSheet}
        book=${book}
        state=${state}
        codebook=${codebook}
        onClose=${onClose}
        onEnded=${onEnded}
      />`
    case 'jot':
      return view && html`<${JotSheet} book=${book} view=${view} onClose=${onClose} />`
    case 'reason':
      return (
        view && html`<${ReasonSheet} book=${book} view=${view} onClose=${onClose} />`
      )
    case 'record':
      return (
        view && html`<${RecordSheet} book=${book} rec=${view.rec} onClose=${onClose} />`
      )
  }
}

/** Every code with its definition. @param {{book: Book, study: string, codebook: Codebook | null, onClose: () => void, onCode: (code: Code) => void}} props */
function MoreSheet({book, study, codebook, onClose, onCode}) {
  const codes = codesOf(codebook)
  const order = allCodes(codebook, 'activity')
  return html`<${Sheet} title="All activities" onClose=${onClose}>
    <div class="choices" data-tall>
      ${codes.map(
        (code) =>
          html`<div key=${code.code} class="explained">
            <button
              type="button"
              class="button"
              aria-describedby=${`about-${code.code}`}
              onClick=${() => onCode(code)}
            >
              <${CodeGlyph} place=${order.indexOf(code)} colour=${code.colour} />
              ${code.label}
            </button>
            <span class="small quiet" id=${`about-${code.code}`}>
              ${code.definition ?? ''}
            </span>
          </div>`,
      )}
    </div>
    <${CodebookMore}
      book=${book}
      study=${study}
      codebook=${codebook}
      onCode=${onCode}
    />
  <//>`
}

/** @param {{book: Book, view: RecordView, onClose: () => void}} props */
function ReasonSheet({book, view, onClose}) {
  const choose = async (/** @type {string} */ reason) => {
    const done = await write(book, {
      act: 'edit:why stepped out',
      day: view.parent,
      study: view.study,
      changes: edit(view, {
        reason,
        gap_kind: reason === 'observer_break' ? 'observer_break' : 'non_observed',
      }),
    })
    if (done) onClose()
  }
  return html`<${Sheet} title="Stepped out: why?" closeName="Later" onClose=${onClose}>
    <p class="quiet">The time is kept. The reason can wait.</p>
    <div class="choices">
      ${Object.entries(ENUMERATIONS['gap_reason'] ?? {}).map(
        ([reason, words]) =>
          html`<button
            key=${reason}
            type="button"
            class="button"
            aria-pressed=${view.fields['reason'] === reason ? 'true' : 'false'}
            onClick=${() => choose(reason)}
          >
            ${words}
          </button>`,
      )}
    </div>
  <//>`
}
