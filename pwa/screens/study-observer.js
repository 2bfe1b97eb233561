/** What a report on the method tells of one observer. */
import {useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {changeMember} from '../sync/studies.js'
import {announce} from '../ui/announce.js'
import {AreaField, TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'

/** @import {MemberSeen} from '../sync/studies.js' */

/** @param {{study: string, member: MemberSeen, onChanged: () => Promise<void>}} props */
export function ObserverPart({study, member, onChanged}) {
  const talk = useMemo(deskTalk, [])
  const background = useSignal(member.background ?? '')
  const hours = useSignal(String(member.training_hours ?? ''))
  const first = useSignal(member.first_day ?? '')
  const last = useSignal(member.last_day ?? '')
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const said = {
      background: background.value.trim() || null,
      training_hours: hours.value === '' ? null : Number(hours.value),
      first_day: first.value || null,
      last_day: last.value || null,
    }
    if (!(await talk.ask(() => changeMember(study, member.account, said)))) return
    announce(t`Kept`)
    await onChanged()
  }
  return html`<form class="stack" data-tight onSubmit=${save}>
    <h3>About this observer</h3>
    <p class="quiet">For the account of the method. No names.</p>
    <${AreaField}
      label="Background"
      value=${background.value}
      maxlength=${4000}
      fault=${talk.fault('background')}
      onInput=${into(background)}
    />
    <${TextField}
      label="Hours of training"
      type="number"
      min="0"
      value=${hours.value}
      fault=${talk.fault('training_hours')}
      onInput=${into(hours)}
    />
    <${TextField}
      label="First day of shadowing"
      type="date"
      value=${first.value}
      fault=${talk.fault('first_day')}
      onInput=${into(first)}
    />
    <${TextField}
      label="Last day of shadowing"
      type="date"
      value=${last.value}
      fault=${talk.fault('last_day')}
      onInput=${into(last)}
    />
    <${Problem} talk=${talk} />
    <div>
      <button type="submit" class="button" disabled=${talk.busy.value}>
        Keep what is said
      </button>
    </div>
  </form>`
}
