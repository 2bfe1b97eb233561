/** CSV as text: exact for statistics, harmless for spreadsheets. */

/**
 * A spreadsheet may run what begins with one of these, full-width forms included, and
 * drops NUL, spaces and the like before it looks. The apostrophe that tames them is itself
 * tamed, or the way back would be lost. Spelled out, because `\s` is not what Python takes
 * for a space.
 */
const RISKY =
  /^[=+\-@|%\uff1d\uff0b\uff0d\uff20\0\t\n\v\f\r\x1c-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff']/

/**
 * How a file begins, and how a row is written; `text` tells which cells are text.
 *
 * @typedef {object} Flavour
 * @property {string} bom
 * @property {(cells: ReadonlyArray<string>, text: ReadonlySet<number>) => string} line
 */

/** @type {Record<string, Flavour>} */
export const FLAVOURS = {
  statistics: {bom: '', line: statisticsLine},
  spreadsheet: {bom: '\ufeff', line: spreadsheetLine},
}

/**
 * RFC 4180, quoting only what needs it.
 *
 * @param {ReadonlyArray<string>} cells
 */
function statisticsLine(cells) {
  return (
    cells.map((cell) => (/[",\r\n]/.test(cell) ? quoted(cell) : cell)).join() + '\r\n'
  )
}

/**
 * Every cell quoted, and text that a spreadsheet might run made harmless.
 *
 * @param {ReadonlyArray<string>} cells
 * @param {ReadonlySet<number>} text
 */
function spreadsheetLine(cells, text) {
  const safe = cells.map((cell, i) =>
    text.has(i) && RISKY.test(cell) ? `'${cell}` : cell,
  )
  return safe.map(quoted).join() + '\r\n'
}

/** @param {string} cell */
function quoted(cell) {
  return `"${cell.replaceAll('"', '""')}"`
}

/**
 * The text as it was before it was made harmless.
 *
 * @param {string} cell
 * @returns {string}
 */
export function unescape(cell) {
  return cell.startsWith("'") ? cell.slice(1) : cell
}
