/** What an observer has pinned: every next activity of the day begins with it. */

/** @import {Book, Fields} from '../types.d.ts' */

/** @param {Book} book @param {string} day @returns {Fields} */
export function stickyFields(book, day) {
  const pins = /** @type {{day: string, fields: Fields} | undefined} */ (
    book.setting('pins')
  )
  return pins?.day === day ? pins.fields : {}
}
