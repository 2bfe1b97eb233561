/** How a study is set: who sees whose days, and the rest to read. */
import {useMemo} from '../vendor/hooks.js'
import {changeStudy} from '../sync/studies.js'
import {announce} from '../ui/announce.js'
import {Card} from '../ui/card.js'
import {html} from '../ui/html.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {ROLES} from '../ui/words.js'

/** @import {Book, Study} from '../types.d.ts' */

const WHOSE_DAYS = [
  {
    value: 'own',
    label: 'Each observer sees only her own days',
    hint: 'The investigators see all of them. Right for most studies: who shadowed whom stays between two people and the lead.',
  },
  {
    value: 'study',
    label: 'Observers see and correct each other’s days',
    hint: 'For teams that code the same days together and compare.',
  },
]

/** @param {{book: Book, study: Study}} props */
export function WhoseDays({book, study}) {
  const talk = useMemo(deskTalk, [])
  const now = study.settings['peer_days']
  const choose = async (/** @type {string} */ peer_days) => {
    const asked = () => changeStudy(book, study.id, {settings: {peer_days}})
    if (await talk.ask(asked)) announce('Changed')
  }
  if (study.role !== 'pi')
    return html`<${Card} title="Who sees whose days">
      <p>${WHOSE_DAYS.find(({value}) => value === now)?.label ?? ''}.</p>
    <//>`
  return html`<${Card} title="Who sees whose days">
    <fieldset class="stack" data-tight disabled=${talk.busy.value}>
      <legend class="unseen">Who sees whose days</legend>
      ${WHOSE_DAYS.map(
        ({value, label, hint}) =>
          html`<label key=${value} class="check option">
            <input
              type="radio"
              autocomplete="off"
              name="peer-days"
              value=${value}
              checked=${now === value}
              onChange=${() => choose(value)}
            />
            <span>
              <strong>${label}</strong><br /><span class="quiet small">${hint}</span>
            </span>
          </label>`,
      )}
    </fieldset>
    <p class="quiet small">
      Nobody outside the study sees anything of it, whoever looks after the server
      included.
    </p>
    <${Problem} talk=${talk} />
  <//>`
}

/** @param {{study: Study, days: number}} props */
export function StudySettings({study, days}) {
  const rows = Object.entries(study.settings).filter(
    ([name, value]) =>
      name !== 'peer_days' && value !== null && typeof value !== 'object',
  )
  return html`<${Card} title="Settings">
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
  <//>`
}
