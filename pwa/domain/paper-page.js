/** How one page is divided between the key of codes and the lines to write on. */

/** A4 without its margins, the heading, and the head of the table; millimetres. */
const PAGE_MM = 275
const HEAD_MM = 29
const KEY_LINE_MM = 3.9
const KEY_HEAD_MM = 6
const LINE_MM = 7.6
const LEAST_LINES = 8

/** Labels are cut short rather than given a second line. */
export const KEY_COLUMNS = 4

/**
 * @param {number} codes
 * @param {number} gaps
 * @returns {number} lines to write on
 */
export function linesFor(codes, gaps) {
  const key = [codes, gaps]
    .filter((count) => count > 0)
    .map((count) => KEY_HEAD_MM + Math.ceil(count / KEY_COLUMNS) * KEY_LINE_MM)
    .reduce((a, b) => a + b, 0)
  return Math.max(LEAST_LINES, Math.floor((PAGE_MM - HEAD_MM - key) / LINE_MM))
}
