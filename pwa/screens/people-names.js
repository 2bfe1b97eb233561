/** Names and the codes that stand for them: kept on this device, for whoever unlocks it. */
import {useComputed, useSignal} from '../vendor/signals.js'
import {codeOf, sameCode} from '../domain/people.js'
import {announce} from '../ui/announce.js'
import {Card} from '../ui/card.js'
import {TextField} from '../ui/field.js'
import {Icon} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {Desk} from './desk.js'
import {Heading} from './frame.js'
import {keepNames, namesOf} from './name-list.js'

/** @import {Book} from '../types.d.ts' */
/** @import {NameList} from './name-list.js' */
/** @import {Session} from './session.js' */

/** @param {Session} props */
export function Names({book}) {
  const list = useComputed(() => {
    book.changed.value
    return namesOf(book)
  }).value
  const fault = useSignal('')
  const before = useSignal(/** @type {NameList | null} */ (null))
  const keep = async (/** @type {Partial<NameList>} */ change) => {
    try {
      await keepNames(book, change)
      fault.value = ''
      return true
    } catch (error) {
      console.error(error)
      fault.value = t`It could not be written down on this device. Free some room on it and try again.`
      return false
    }
  }
  const drop = async (/** @type {Partial<NameList>} */ change) => {
    const was = list
    if (!(await keep(change))) return
    before.value = was
    announce(t`Removed`)
  }
  return html`<${Desk} current="settings">
    <div class="stack narrow" data-loose>
      <${Heading}
        title="Names on this device"
        back=${{href: '#/settings', name: t`Settings`}}
      />
      <p>
        While you type, the app looks for these names and offers the code to put
        instead.
      </p>
      <p class="notice">
        This list lives on this device and nowhere else, sealed like all the rest under
        your passphrase. It is never sent, not to the server and not to your other
        devices, and is in no day log and no export. The encrypted backup file of this
        device holds it, sealed. When the device is cleared or lost, the list is gone
        with it: the key to your codes belongs on paper.
      </p>
      ${fault.value && html`<p class="notice" data-tone="bad" role="alert">${fault.value}</p>`}
      ${
        before.value &&
        html`<div class="notice" role="status">
          <div class="row" data-apart>
            <p>Removed.</p>
            <button
              type="button"
              class="button"
              onClick=${async () => {
                if (before.value && (await keep(before.value))) before.value = null
              }}
            >
              Undo
            </button>
          </div>
        </div>`
      }
      <${AddName} book=${book} list=${list} onKeep=${keep} />
      ${
        list.known.length > 0
          ? html`<ul class="list" role="list" aria-label="Names">
              ${list.known.map(
                (one) =>
                  html`<li key=${one.name} class="item">
                    <bdi class="grow">${one.name}</bdi>
                    <strong><bdi>${one.code}</bdi></strong>
                    <button
                      type="button"
                      class="button"
                      aria-label=${t`Remove ${one.name}`}
                      onClick=${() =>
                        drop({known: list.known.filter((each) => each !== one)})}
                    >
                      Remove
                    </button>
                  </li>`,
              )}
            </ul>`
          : html`<p class="quiet">
              No names yet. Without them, too, what looks like a name, an address, a
              phone number or a patient’s number is pointed at while you type.
            </p>`
      }
      ${
        list.fine.length > 0 &&
        html`<${Card} title="Not names">
          <p class="quiet">You said that these name nobody. They are passed over.</p>
          <ul class="list" role="list">
            ${list.fine.map(
              (text) =>
                html`<li key=${text} class="item">
                  <bdi class="grow">${text}</bdi>
                  <button
                    type="button"
                    class="button"
                    aria-label=${t`Point at ${text} again`}
                    onClick=${() => drop({fine: list.fine.filter((one) => one !== text)})}
                  >
                    Point at it again
                  </button>
                </li>`,
            )}
          </ul>
        <//>`
      }
    </div>
  <//>`
}

/**
 * @param {{
 *   book: Book, list: NameList, onKeep: (change: Partial<NameList>) => Promise<boolean>,
 * }} props
 */
function AddName({book, list, onKeep}) {
  const name = useSignal('')
  const code = useSignal('')
  const add = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const one = {name: name.value.trim(), code: code.value.trim()}
    if (!one.name || !one.code) return
    const others = list.known.filter(
      (each) => sameCode(each.name) !== sameCode(one.name),
    )
    if (!(await onKeep({known: [...others, one].sort(byName)}))) return
    name.value = ''
    code.value = ''
  }
  return html`<form class="row" onSubmit=${add}>
    <div class="grow">
      <${TextField}
        label="Name"
        hint="First name and surname."
        value=${name.value}
        maxlength=${120}
        autocapitalize="words"
        onInput=${into(name)}
      />
    </div>
    <div class="grow">
      <${TextField}
        label="Code"
        hint="A person’s code, or a subject’s pseudonym."
        value=${code.value}
        maxlength=${64}
        autocapitalize="characters"
        list=${codesOn(book)}
        onInput=${into(code)}
      />
    </div>
    <button
      type="submit"
      class="button push-down"
      disabled=${!name.value || !code.value}
    >
      Keep the name
    </button>
  </form>`
}

/** The way here from other screens. */
export const ToNames = () =>
  html`<a class="list item" href="#/names">
    <span class="grow">
      <strong>Names on this device</strong><br />
      <span class="quiet small">
        Who stands behind the codes, for your eyes only: you are warned while you type.
      </span>
    </span>
    <${Icon} name="next" size=${18} />
  </a>`

/** @param {{name: string}} a @param {{name: string}} b */
const byName = (a, b) => a.name.localeCompare(b.name)

/** @param {Book} book */
function codesOn(book) {
  const subjects = book.studies.value.flatMap((study) => study.subjects)
  const codes = subjects.flatMap(({id, pseudonym}) => [
    pseudonym,
    ...book.persons(id).map(codeOf),
  ])
  return [...new Set(codes)].filter(Boolean)
}
