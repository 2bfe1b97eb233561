/** Making the draft the version that new days are coded with. */
import {useSignal} from '../vendor/signals.js'
import {AreaField} from '../ui/field.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {Sheet} from '../ui/sheet.js'

/** @import {Editing} from './codebook-editing.js' */

/** @param {{edit: Editing, onClose: () => void}} props */
export function PublishSheet({edit, onClose}) {
  const note = useSignal('')
  const publish = async () => {
    if (await edit.publish(note.value.trim())) onClose()
  }
  const next = (edit.published.value?.version ?? 0) + 1
  return html`<${Sheet}
    title=${t`Publish version ${next}`}
    closeName="Cancel"
    onClose=${onClose}
    onSubmit=${publish}
    foot=${html`<button
      type="submit"
      class="button"
      data-main
      disabled=${edit.talk.busy.value}
    >
      Publish
    </button>`}
  >
    <p>
      ${count(edit.changes.value.length, 'change')}. Days that begin from now on are
      coded with version ${next}, on each phone once it has synced. A published version
      never changes.
    </p>
    <${AreaField}
      label="What is new"
      hint="For those who code with it, and for the methods section. Name nobody."
      value=${note.value}
      maxlength=${1000}
      onInput=${into(note)}
    />
    <${Problem} talk=${edit.talk} />
  <//>`
}
