/** The sheets of capture: what asks a little more than one tap. */
import {allCodes, codesOf} from '../domain/codebook.js'
import {isOffTheRecord} from '../domain/away.js'
import {edit} from '../domain/capture.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {CodeGlyph} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {t, tr} from '../ui/language.js'
import {Sheet} from '../ui/sheet.js'
import {write} from './acting.js'
import {JotSheet} from './jot-sheet.js'
import {CodebookMore} from './later.js'
import {SourceSheet} from './capture-source.js'
import {EndSheet, MoreActs, RecordSheet, StrikeSheet, TallySheet} from './later.js'

/** @import {Book, Code, Codebook, DayState, RecordView} from '../types.d.ts' */
/** @import {Open} from './capture.js' */

/**
 * @param {{
 *   open: Open, book: Book, state: DayState, codebook: Codebook | null,
 *   onClose: () => void, onCode: (code: Code) => void, onEnded: () => void,
 *   onOpen: (next: Open) => void,
 * }} props
 */
export function CaptureSheet(props) {
  const {open, book, state, codebook, onClose, onCode, onEnded, onOpen} = props
  const view = open.rec ? book.record(open.rec) : null
  const wordless = isOffTheRecord(state)
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
          wordless=${wordless}
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
    case 'acts':
      return html`<${MoreActs}
        book=${book}
        state=${state}
        codebook=${codebook}
        onClose=${onClose}
        onOpen=${onOpen}
      />`
    case 'strike':
      return html`<${StrikeSheet}
        book=${book}
        day=${state.day.rec}
        onClose=${onClose}
      />`
    case 'tally':
      return (
        view &&
        html`<${TallySheet}
          book=${book}
          state=${state}
          view=${view}
          codebook=${codebook}
          onClose=${onClose}
          onOpen=${onOpen}
        />`
      )
    case 'jot':
      if (wordless) return html`<${WordlessSheet} onClose=${onClose} />`
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

/** Why no words are asked for. @param {{onClose: () => void}} props */
function WordlessSheet({onClose}) {
  return html`<${Sheet} title="Off the record" onClose=${onClose}>
    <p>
      The moment is kept, without words. Nothing can be written down until you tap
      <strong> On the record</strong>.
    </p>
  <//>`
}

/** The one that concerns nobody but the observer stands first. */
const REASONS = Object.entries(ENUMERATIONS['gap_reason'] ?? {}).sort(
  ([a], [b]) => Number(b === 'observer_break') - Number(a === 'observer_break'),
)

/** @param {{book: Book, view: RecordView, onClose: () => void}} props */
function ReasonSheet({book, view, onClose}) {
  const present = view.fields['gap_kind'] === 'off_the_record'
  const kindFor = (/** @type {string} */ reason) =>
    reason === 'observer_break' ? 'observer_break' : 'non_observed'
  const choose = async (/** @type {string} */ reason) => {
    const done = await write(book, {
      act: present ? 'edit:why off the record' : 'edit:why stepped out',
      day: view.parent,
      study: view.study,
      changes: edit(view, {
        reason,
        ...(present ? {} : {gap_kind: kindFor(reason)}),
      }),
    })
    if (done) onClose()
  }
  return html`<${Sheet}
    title=${present ? t`Off the record: why?` : t`Stepped out: why?`}
    closeName="Later"
    onClose=${onClose}
  >
    <p class="quiet">The time is kept. The reason can wait.</p>
    <div class="choices">
      ${REASONS.map(
        ([reason, words]) =>
          html`<button
            key=${reason}
            type="button"
            class="button"
            aria-pressed=${view.fields['reason'] === reason ? 'true' : 'false'}
            onClick=${() => choose(reason)}
          >
            ${tr(words)}
          </button>`,
      )}
    </div>
  <//>`
}
