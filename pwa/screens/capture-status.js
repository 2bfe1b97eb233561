/** The status line of capture: whose day, what time it is there, what the server has. */
import {utcMs} from '../domain/day.js'
import {Badge} from '../ui/badge.js'
import {clockTime} from '../ui/format.js'
import {Icon} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {minute} from '../ui/ticking.js'
import {offsetAt} from '../domain/zone.js'
import {LockButton, SkipLink} from './frame.js'
import {pseudonymOf} from './titles.js'

/** @import {Child} from '../vendor/preact.js' */
/** @import {RecordView} from '../types.d.ts' */
/** @import {Session} from './session.js' */

/** @param {Pick<Session, 'book' | 'sync'> & {day: RecordView, children?: Child}} props */
export function StatusLine({book, sync, day, children}) {
  return html`<header class="capture-head">
    <${SkipLink} />
    <a class="button" data-plain href="#/today" aria-label="Today">
      <${Icon} name="back" />
    </a>
    <h1 tabindex="-1"><bdi>${pseudonymOf(book, day)}</bdi></h1>
    <${Clock} zone=${String(day.fields['timezone'] ?? '')} book=${book} />
    <${Badge} waiting=${book.waiting.value} status=${sync.status.value} />
    <${LockButton} />
    ${children}
  </header>`
}

/**
 * What a clock on the subject's wall says, corrected by the server's time where known.
 *
 * @param {{zone: string, book: Session['book']}} props
 */
function Clock({zone, book}) {
  minute.value
  const ms = utcMs(book.now())
  const time = clockTime(ms, offsetAt(zone, ms))
  return html`<time class="day-clock" datetime=${time}>${time}</time>`
}
