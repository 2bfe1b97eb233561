/** The grid of code buttons: at most twelve places, in an order that holds all day. */
import {codesByUse, codesOf} from '../domain/codebook.js'
import {isActivity} from '../domain/day.js'
import {CodeGlyph} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {texts, tr} from '../ui/language.js'

/** @import {Book, Code, Codebook, RecordView} from '../types.d.ts' */
/** @import {Mode} from './capture.js' */
/** @typedef {Code & {place: number}} PlacedCode */

/** @type {Record<Mode, string>} */
const NAMES = texts({
  switch: 'Switch to',
  alongside: 'Start alongside',
  interrupt: 'Interrupted by',
})

const PLACES = 12
const DAYS_LOOKED_AT = 10

/**
 * The codes of the day's codebook, most used on this device's other days first.
 *
 * @param {Book} book
 * @param {string} day
 * @param {Codebook | null} codebook
 * @returns {PlacedCode[]}
 */
export function gridOf(book, day, codebook) {
  const study = book.record(day)?.study
  const others = book
    .days(study)
    .filter(({rec}) => rec !== day)
    .slice(0, DAYS_LOOKED_AT)
  const used = others.flatMap(({rec}) => book.recordsOf(rec).filter(isActivity))
  return placed(codebook, codesByUse(codebook, used))
}

/** @param {Codebook | null} codebook @param {ReadonlyArray<Code>} codes */
function placed(codebook, codes) {
  const order = codesOf(codebook).map(({code}) => code)
  return codes.map((code) => ({...code, place: order.indexOf(code.code)}))
}

/** The codes that stand on the grid; the rest waits behind "More". @param {PlacedCode[]} codes */
export const shownOf = (codes) => codes.slice(0, PLACES - 1)

/**
 * Keeps which code has which number, for what is tapped while locked.
 *
 * @param {Book} book
 * @param {string} day
 * @param {PlacedCode[]} codes
 */
export function keepGrid(book, day, codes) {
  const grid = {day, codes: shownOf(codes).map(({code}) => code)}
  if (JSON.stringify(book.setting('grid')) === JSON.stringify(grid)) return
  book.set('grid', grid).catch(console.error)
}

/**
 * @param {{
 *   codes: PlacedCode[], running: RecordView | null, alongside: ReadonlyArray<RecordView>,
 *   mode: Mode, pressed: string, onCode: (code: Code) => void, onMore: () => void,
 * }} props
 */
export function Grid({codes, running, alongside, mode, pressed, onCode, onMore}) {
  const shown = shownOf(codes)
  const now = running?.fields['code']
  const aside = alongside.map((view) => view.fields['code'])
  return html`<div class="grid" role="group" aria-label=${tr(NAMES[mode])}>
    ${shown.map(
      (code, place) =>
        html`<button
          key=${code.code}
          type="button"
          class="button"
          aria-current=${code.code === now ? 'true' : undefined}
          data-aside=${aside.includes(code.code)}
          data-pressed=${code.code === pressed}
          onClick=${() => onCode(code)}
        >
          <${CodeGlyph} place=${code.place} colour=${code.colour} />
          <span class="code-label">${code.label}</span>
          <span class="code-place" aria-hidden="true">${place + 1}</span>
        </button>`,
    )}
    <button type="button" class="button" onClick=${onMore}>More</button>
    ${
      !codes.length &&
      html`<p class="notice">
        This study’s codebook has no codes yet. Marks, jottings, meetings and sources
        can be captured all the same, and coded later.
      </p>`
    }
  </div>`
}
