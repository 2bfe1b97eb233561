/** The codebook in the hands of whoever leads the study: changed, compared, published. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {addDimension} from '../domain/codebook-draft.js'
import {nameFor} from '../domain/new-code.js'
import {handleOf} from '../router.js'
import {TextField} from '../ui/field.js'
import {count} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {Changes} from './codebook-changes.js'
import {DimensionPart} from './codebook-dimension.js'
import {editing} from './codebook-editing.js'
import {ProvisionalCodes} from './codebook-provisional.js'
import {PublishSheet} from './codebook-publish.js'
import {Versions} from './codebook-versions.js'
import {Desk} from './desk.js'
import {Heading} from './frame.js'

/** @import {Editing} from './codebook-editing.js' */
/** @import {Session} from './session.js' */

/** @param {Session & {id: string}} props */
export function CodebookEditor({book, id}) {
  const study = book.studies.value.find((one) => one.id === id)
  const back = {href: `#/study/${handleOf(id)}`, name: study?.title ?? t`Study`}
  return html`<${Desk} current="study">
    <div class="stack" data-loose>
      <${Heading} title="Codebook" back=${back} />
      ${
        study?.role === 'pi'
          ? html`<${Editor} book=${book} id=${id} />`
          : html`<p class="narrow">
              Whoever leads the study changes its codebook. To read it, go back to the
              study.
            </p>`
      }
    </div>
  <//>`
}

/** @param {{book: Session['book'], id: string}} props */
function Editor({book, id}) {
  const edit = useMemo(() => editing(book, id), [book, id])
  useEffect(() => {
    void edit.load()
  }, [edit])
  const published = edit.published.value
  if (!published)
    return html`<div class="stack narrow">
      <${Problem} talk=${edit.talk} />
      ${
        edit.talk.problem.value
          ? html`<div>
              <button type="button" class="button" onClick=${edit.load}>
                Try again
              </button>
            </div>`
          : html`<p class="quiet" role="status">Fetching the codebook…</p>`
      }
    </div>`
  return html`
    <p class="quiet narrow">
      New days are coded with version ${published.version}. What you change here becomes
      version ${published.version + 1} once it is published; days that have begun keep
      theirs, and records are never changed.
    </p>
    <${DraftBar} edit=${edit} />
    <div class="columns">
      <div class="stack" data-loose>
        <${ProvisionalCodes} edit=${edit} />
        ${edit.draft.value.map(
          ({name}) =>
            html`<${DimensionPart} key=${name} edit=${edit} dimension=${name} />`,
        )}
        <${NewDimension} edit=${edit} />
      </div>
      <div class="stack" data-loose>
        <${Changes} edit=${edit} />
        <${Versions} edit=${edit} />
      </div>
    </div>
  `
}

/** Where the draft stands, and what can be done with it as a whole. @param {{edit: Editing}} props */
function DraftBar({edit}) {
  const publishing = useSignal(false)
  const n = edit.changes.value.length
  const busy = edit.talk.busy.value
  const state = !n
    ? t`Nothing differs from the published version.`
    : edit.unsaved.value
      ? t`${count(n, 'change')}, kept on this device only.`
      : t`${count(n, 'change')}, saved as a draft.`
  return html`<section class="card draft-bar" aria-label="Draft">
    <div class="row" data-apart>
      <p role="status">${state}</p>
      <div class="row">
        ${
          edit.unsaved.value &&
          html`<button
              type="button"
              class="button"
              disabled=${busy}
              onClick=${edit.discard}
            >
              Drop what is not saved
            </button>
            <button type="button" class="button" disabled=${busy} onClick=${edit.save}>
              Save draft
            </button>`
        }
        <button
          type="button"
          class="button"
          data-main
          disabled=${busy || !n}
          onClick=${() => into(publishing)(true)}
        >
          Publish…
        </button>
      </div>
    </div>
    ${!publishing.value && html`<${Problem} talk=${edit.talk} />`}
    ${publishing.value && html`<${PublishSheet} edit=${edit} onClose=${() => into(publishing)(false)} />`}
  </section>`
}

/** @param {{edit: Editing}} props */
function NewDimension({edit}) {
  const title = useSignal('')
  const fault = useSignal('')
  const add = (/** @type {Event} */ event) => {
    event.preventDefault()
    const words = title.value.trim()
    fault.value = words ? '' : t`Say what its codes tell of.`
    if (!words) return
    const taken = edit.draft.value.map(({name}) => name)
    edit.change(addDimension(edit.draft.value, nameFor(words, taken)))
    title.value = ''
  }
  return html`<details class="more">
    <summary>Add a dimension</summary>
    <form class="stack" novalidate onSubmit=${add}>
      <${TextField}
        label="Name of the dimension"
        hint="Which list of codes it is, such as place, purpose or information tool."
        value=${title.value}
        fault=${fault.value}
        maxlength=${60}
        onInput=${into(title)}
      />
      <div><button type="submit" class="button">Add dimension</button></div>
    </form>
  </details>`
}
