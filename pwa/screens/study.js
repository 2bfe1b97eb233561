/** One study: whom it shadows, who takes part, which codes, and how it is set. */
import {useComputed} from '../vendor/signals.js'
import {html} from '../ui/html.js'
import {Icon} from '../ui/glyph.js'
import {t} from '../ui/language.js'
import {handleOf} from '../router.js'
import {Desk} from './desk.js'
import {CodebookView} from './study-codebook.js'
import {People} from './study-people.js'
import {StudySettings, WhoseDays} from './study-settings.js'
import {Subjects} from './study-subjects.js'
import {Frame, Heading} from './frame.js'

/** @import {Session} from './session.js' */

/** @param {Session & {id: string}} props */
export function Study({book, id}) {
  const study = useComputed(() => book.studies.value.find((one) => one.id === id)).value
  if (!study) return html`<${Unknown} />`
  const days = book.days(id).length
  return html`<${Desk} current="study">
    <div class="stack" data-loose>
      <${Heading} title=${study.title} back=${{href: '#/studies', name: t`Studies`}} />
      <div class="columns" data-even>
        <div class="stack" data-loose>
          <${Subjects} book=${book} study=${study} />
          <${People} book=${book} study=${study} />
          <${WhoseDays} book=${book} study=${study} />
          ${study.role === 'pi' && html`<${ToTrail} id=${id} />`}
          <${StudySettings} study=${study} days=${days} />
        </div>
        <${CodebookView} study=${study} />
      </div>
    </div>
  <//>`
}

/** @param {{id: string}} props */
function ToTrail({id}) {
  return html`<a class="list item" href=${`#/trail/${handleOf(id)}`}>
    <span class="grow">
      <strong>Trail</strong><br />
      <span class="quiet small">Who did what in this study, and when.</span>
    </span>
    <${Icon} name="next" size=${18} />
  </a>`
}

function Unknown() {
  return html`<${Frame} current="study">
    <div class="stack narrow">
      <${Heading}
        title="This study is not on this device"
        back=${{href: '#/studies', name: t`Studies`}}
      />
      <p>You may not be a member of it, or it has not been fetched yet.</p>
    </div>
  <//>`
}
