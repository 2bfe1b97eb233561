/** Typed and pasted text as it can be kept: the same letters, without what no store takes. */

/** Line ends of other systems, and those a word processor puts within a paragraph. */
const LINE_ENDS = /\r\n?|[\v\f\u0085]/g
/** What the server refuses: control characters, halves of a character, noncharacters. */
const UNSTORABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu

/**
 * @param {string} text
 * @returns {string}
 */
export function storable(text) {
  return text.replaceAll(LINE_ENDS, '\n').replaceAll(UNSTORABLE, '')
}
