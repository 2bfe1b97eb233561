/** What else a day can bring: its jottings in the evening, a day on paper, a day for practice. */
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {ExpandLink} from './expand-link.js'

/** @import {Book, RecordView} from '../types.d.ts' */

/**
 * @param {{
 *   book: Book, practice: boolean, running: RecordView | null,
 *   latest: RecordView | undefined,
 * }} props
 */
export function TodayMore({book, practice, running, latest}) {
  const day = running ?? latest
  const mine = day && [null, book.uid].includes(day.created_by)
  const typed = book.draft('paper grid')
  return html`<p class="row">
    ${
      mine &&
      !day.fields['field_note_done_at'] &&
      html`<${ExpandLink} book=${book} day=${day} />`
    }
    <a class="button" href="#/paper"
      >${typed ? t`Go on with the paper day` : t`Day on paper`}</a
    >
    ${!running && !practice && html`<a class="button" data-plain href="#/practice">Practise</a>`}
  </p>`
}
