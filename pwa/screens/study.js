/** One study: whom it shadows, who takes part, which codes, and how it is set. */
import {useComputed} from '../vendor/signals.js'
import {html} from '../ui/html.js'
import {ROLES} from '../ui/words.js'
import {CodebookView} from './study-codebook.js'
import {People} from './study-people.js'
import {Subjects} from './study-subjects.js'
import {Frame, Heading} from './frame.js'

/** @import {Study as StudyShape} from '../types.d.ts' */
/** @import {Session} from './session.js' */

/** @param {Session & {id: string}} props */
export function Study({book, id}) {
  const study = useComputed(() => book.studies.value.find((one) => one.id === id)).value
  if (!study) return html`<${Unknown} />`
  const days = book.days(id).length
  return html`<${Frame} current="study">
    <div class="stack" data-loose>
      <${Heading} title=${study.title} back=${{href: '#/studies', name: 'Studies'}} />
      <div class="columns" data-even>
        <div class="stack" data-loose>
          <${Subjects} book=${book} study=${study} />
          <${People} book=${book} study=${study} />
          <${Settings} study=${study} days=${days} />
        </div>
        <${CodebookView} study=${study} />
      </div>
    </div>
  <//>`
}

/** @param {{study: StudyShape, days: number}} props */
function Settings({study, days}) {
  const {settings} = study
  const rows = Object.entries(settings).filter(
    ([, value]) => value !== null && typeof value !== 'object',
  )
  return html`<section class="card" aria-labelledby="settings">
    <h2 id="settings">Settings</h2>
    <dl class="facts">
      <dt>Your role</dt>
      <dd>${ROLES[study.role]}</dd>
      <dt>Your observer code</dt>
      <dd>${study.observer_code ?? '–'}</dd>
      <dt>Time zone</dt>
      <dd>${study.timezone}</dd>
      <dt>Days on this device</dt>
      <dd>${days}</dd>
      ${rows.map(
        ([name, value]) => html`
          <dt>${name.replaceAll('_', ' ')}</dt>
          <dd><bdi>${String(value).replaceAll('_', ' ')}</bdi></dd>
        `,
      )}
    </dl>
  </section>`
}

function Unknown() {
  return html`<${Frame} current="study">
    <div class="stack narrow">
      <${Heading}
        title="This study is not on this device"
        back=${{href: '#/studies', name: 'Studies'}}
      />
      <p>You may not be a member of it, or it has not been fetched yet.</p>
    </div>
  <//>`
}
