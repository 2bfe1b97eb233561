/** The way to the evening's list of one day, while there is something on it. */
import {toExpand} from '../domain/evening.js'
import {handleOf} from '../router.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'

/** @import {Book, RecordView} from '../types.d.ts' */

/** @param {{book: Book, day: RecordView}} props */
export function ExpandLink({book, day}) {
  const left = toExpand(book.recordsOf(day.rec)).length
  if (!left) return null
  return html`<span data-noprint
    ><a class="button" href=${`#/evening/${handleOf(day.rec)}`}
      >${t`Expand ${count(left, 'jotting')}`}</a
    ></span
  >`
}
