/** What may be seen to before a day, and said of it: nothing of it has to be. */
import {useComputed, useSignal} from '../vendor/signals.js'
import {edit} from '../domain/capture.js'
import {utcMs} from '../domain/day.js'
import {dateIn} from '../domain/zone.js'
import {html} from '../ui/html.js'
import {write} from './acting.js'
import {DayPlan} from './day-plan.js'
import {Ready} from './ready.js'
import {textOf} from './titles.js'
import {PLAN, plannedIn} from './today.js'

/** @import {Book, Fields, RecordView} from '../types.d.ts' */

/** @param {{book: Book, study: string, day?: RecordView}} props `day`: the running one */
export function DayMore({book, study, day}) {
  return html`<div class="day-more">
    ${!day && html`<${Ready} book=${book} />`}
    <${More} book=${book} study=${study} day=${day} />
  </div>`
}

/** @param {{book: Book, study: string, day?: RecordView}} props */
function More({book, study, day}) {
  const open = useSignal(false)
  const toggled = (/** @type {{currentTarget: HTMLDetailsElement}} */ event) => {
    open.value = event.currentTarget.open
  }
  return html`<details class="more" onToggle=${toggled}>
    <summary>More about the day</summary>
    ${
      open.value &&
      (day
        ? html`<${OfRunning} book=${book} day=${day} />`
        : html`<${OfNext} book=${book} study=${study} />`)
    }
  </details>`
}

/** @param {{book: Book, day: RecordView}} props */
function OfRunning({book, day}) {
  const put = (/** @type {Fields} */ patch) =>
    void write(book, {
      act: 'edit:about the day',
      day: day.rec,
      study: day.study,
      changes: edit(day, patch),
    })
  return html`<${DayPlan}
    book=${book}
    fields=${day.fields}
    date=${textOf(day, 'date')}
    zone=${textOf(day, 'timezone')}
    put=${put}
  />`
}

/** Kept until the day begins. @param {{book: Book, study: string}} props */
function OfNext({book, study}) {
  const zone = book.study(study)?.timezone ?? 'UTC'
  const date = dateIn(zone, utcMs(book.now()))
  const fields = useComputed(() => {
    book.changed.value
    return plannedIn(book, {date, study})
  }).value
  const put = (/** @type {Fields} */ patch) => {
    const all = Object.entries({...plannedIn(book, {date, study}), ...patch})
    const said = Object.fromEntries(all.filter(([, value]) => value !== null))
    book.set(PLAN, {date, study, fields: said}).catch(console.error)
  }
  return html`<${DayPlan}
    book=${book}
    fields=${fields}
    date=${date}
    zone=${zone}
    put=${put}
  />`
}
