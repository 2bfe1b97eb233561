/** The studies of this account, and the making of a new one. */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {go, handleOf} from '../router.js'
import {createStudy, refreshStudies} from '../sync/studies.js'
import {SelectField} from '../ui/field.js'
import {count} from '../ui/format.js'
import {Icon} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t, tr} from '../ui/language.js'
import {Problem} from '../ui/problem.js'
import {deskTalk} from '../ui/reauth.js'
import {Sheet} from '../ui/sheet.js'
import {ROLES, TEMPLATES} from '../ui/words.js'
import {Desk} from './desk.js'
import {Heading} from './frame.js'
import {GuardedText} from './guarded.js'

/** @import {Book} from '../types.d.ts' */
/** @import {Session} from './session.js' */

/** @param {Session} props */
export function Studies({book}) {
  const making = useSignal(false)
  useEffect(() => {
    // What is on the device shows at once; the server's news follow when it can be reached.
    refreshStudies(book).catch(() => undefined)
  }, [book])
  const studies = book.studies.value
  return html`<${Desk} current="studies">
    <div class="stack narrow" data-loose>
      <${Heading} title="Studies">
        <button
          type="button"
          class="button"
          data-main=${!studies.length}
          onClick=${() => into(making)(true)}
        >
          <${Icon} name="plus" size=${18} /> New study
        </button>
      <//>
      ${
        studies.length
          ? html`<ul class="list" role="list">
              ${studies.map(
                (study) =>
                  html`<li key=${study.id}>
                    <a class="item" href=${`#/study/${handleOf(study.id)}`}>
                      <span class="grow">
                        <strong><bdi>${study.title}</bdi></strong
                        ><br />
                        <span class="quiet small">
                          ${[
                            tr(ROLES[study.role] ?? ''),
                            count(study.subjects.length, 'subject'),
                            t`codebook ${study.codebook_version ?? '–'}`,
                          ].join(' · ')}
                        </span>
                      </span>
                      <${Icon} name="next" size=${18} />
                    </a>
                  </li>`,
              )}
            </ul>`
          : html`<div class="card">
              <h2>What a study is</h2>
              <p>
                One research project: the people you shadow by pseudonym, the people who
                observe, and a codebook with what can be tapped. Start from a ready
                codebook or a blank one; it can be changed, and days keep the version
                they were captured with.
              </p>
              <p class="quiet">
                Joining somebody else’s study? Open the invitation link on this device.
              </p>
            </div>`
      }
    </div>
    ${
      making.value &&
      html`<${NewStudy} book=${book} onClose=${() => into(making)(false)} />`
    }
  <//>`
}

/** @param {{book: Book, onClose: () => void}} props */
function NewStudy({book, onClose}) {
  const talk = useMemo(deskTalk, [])
  const title = useSignal('')
  const template = useSignal('kmobilis_like')
  const zone = useSignal(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const create = async () => {
    const made = await talk.ask(() =>
      createStudy(book, {
        title: title.value.trim(),
        template: template.value,
        timezone: zone.value,
      }),
    )
    if (!made) return
    onClose()
    go(`/study/${handleOf(/** @type {{id: string}} */ (made).id)}`)
  }
  return html`<${Sheet}
    title="New study"
    onClose=${onClose}
    onSubmit=${create}
    foot=${html`<button
      type="submit"
      class="button"
      data-main
      disabled=${talk.busy.value}
    >
      Create study
    </button>`}
  >
    <${GuardedText}
      book=${book}
      label="Title"
      value=${title.value}
      fault=${talk.fault('title')}
      maxlength=${200}
      autocomplete="off"
      autofocus=${true}
      onInput=${into(title)}
    />
    <fieldset class="stack" data-tight>
      <legend class="label">Codebook to start from</legend>
      ${TEMPLATES.map(
        ({value, label, hint}) =>
          html`<label key=${value} class="check option">
            <input
              type="radio"
              autocomplete="off"
              name="template"
              value=${value}
              checked=${template.value === value}
              onChange=${() => {
                template.value = value
              }}
            />
            <span
              ><strong>${tr(label)}</strong><br /><span class="quiet small"
                >${tr(hint)}</span
              ></span
            >
          </label>`,
      )}
    </fieldset>
    <${SelectField}
      label="Time zone"
      value=${zone.value}
      options=${zones(zone.value)}
      hint="Where the days are observed."
      onInput=${into(zone)}
    />
    <${Problem} talk=${talk} />
  <//>`
}

/** @param {string} own */
function zones(own) {
  const all = Intl.supportedValuesOf('timeZone')
  return [...new Set([own, 'UTC', ...all])].map((value) => ({value, label: value}))
}
