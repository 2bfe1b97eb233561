/** How a study is set: who sees whose days, and the rest to read. */
import {useMemo} from '../vendor/hooks.js'
import {changeStudy} from '../sync/studies.js'
import {announce} from '../ui/announce.js'
import {Card} from '../ui/card.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {ROLES} from '../ui/words.js'

/** @import {Book, Study} from '../types.d.ts' */

const WHOSE_DAYS = texts([
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
])

/** The settings that are words, their choices, and those that are numbers. */
const SETTINGS = texts([
  'shadowing mode',
  'mixed',
  'learning',
  'recording behaviour',
  'understanding perspectives',
  'unit rule',
  'activity type changes',
  'participants change',
  'place changes',
  'any',
  'gap policy',
  'exclude',
  'separate',
  'break policy',
  'in work time',
  'with observer policy',
  'include',
  'overlap policy',
  'of work time',
  'allocated',
  'split',
  'withdrawal policy',
  'negotiate',
  'delete all',
  'delete raw keep anonymised',
  'keep to date',
  'min duration s',
  'time rounding s',
  'fragment threshold s',
  'long threshold s',
  'cooling off hours',
])

/** Notes are told as they were written. @param {unknown} said */
function settingWords(said) {
  const words = String(said).replaceAll('_', ' ')
  return SETTINGS.includes(words) ? tr(words) : words
}

/** @param {{book: Book, study: Study}} props */
export function WhoseDays({book, study}) {
  const talk = useMemo(deskTalk, [])
  const now = study.settings['peer_days']
  const choose = async (/** @type {string} */ peer_days) => {
    const asked = () => changeStudy(book, study.id, {settings: {peer_days}})
    if (await talk.ask(asked)) announce(t`Changed`)
  }
  if (study.role !== 'pi')
    return html`<${Card} title="Who sees whose days">
      <p>${tr(WHOSE_DAYS.find(({value}) => value === now)?.label ?? '')}.</p>
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
              <strong>${tr(label)}</strong><br /><span class="quiet small"
                >${tr(hint)}</span
              >
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
      <dd>${tr(ROLES[study.role] ?? '')}</dd>
      <dt>Your observer code</dt>
      <dd>${study.observer_code ?? '–'}</dd>
      <dt>Time zone</dt>
      <dd>${study.timezone}</dd>
      <dt>Days on this device</dt>
      <dd>${days}</dd>
      ${rows.map(
        ([name, value]) => html`
          <dt>${settingWords(name)}</dt>
          <dd><bdi>${settingWords(value)}</bdi></dd>
        `,
      )}
    </dl>
  <//>`
}
