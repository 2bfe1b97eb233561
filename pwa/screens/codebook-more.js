/** Below all activities: a code of one's own, and what every code means. */
import {useSignal} from '../vendor/signals.js'
import {codesOf} from '../domain/codebook.js'
import {calledSo, newCode} from '../domain/new-code.js'
import {TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {CodesExplained} from './codebook-explained.js'

/** @import {Book, Code, Codebook} from '../types.d.ts' */

const LONGEST = 120

/**
 * @param {{
 *   book: Book, study: string, codebook: Codebook | null, onCode: (code: Code) => void,
 * }} props
 */
export function CodebookMore({book, study, codebook, onCode}) {
  return html`
    ${
      codebook &&
      html`<details class="more" onToggle=${intoView}>
        <summary>New code…</summary>
        <${NewCode} book=${book} study=${study} codebook=${codebook} onCode=${onCode} />
      </details>`
    }
    <details class="more" onToggle=${intoView}>
      <summary>About the codes</summary>
      <${CodesExplained} codebook=${codebook} />
    </details>
  `
}

/** What is opened down here would stay below the edge. @param {{currentTarget: HTMLDetailsElement}} event */
function intoView({currentTarget}) {
  if (currentTarget.open) currentTarget.scrollIntoView({block: 'nearest'})
}

/** @param {{book: Book, study: string, codebook: Codebook, onCode: (code: Code) => void}} props */
function NewCode({book, study, codebook, onCode}) {
  const label = useSignal('')
  const fault = useSignal('')
  const make = async () => {
    const words = label.value.trim()
    if (!words) {
      fault.value = t`Say in a word or two what it is.`
      return
    }
    const there = calledSo(words, codesOf(codebook))
    if (there) return onCode(there)
    const versions = Object.values(book.study(study)?.codebooks ?? {})
    const code = newCode(words, [codebook, ...versions])
    const made = book.setting('made') ?? {}
    try {
      const others = made[study] ?? []
      await book.set('made', {...made, [study]: [...others, code]})
      onCode(code)
    } catch (error) {
      console.error(error)
      fault.value = t`It could not be kept on this device. Try again, or use Mark.`
    }
  }
  return html`<form
    class="stack"
    novalidate
    onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault()
      void make()
    }}
  >
    <${TextField}
      label="What is it?"
      hint="For what no code fits. It stays provisional until whoever leads the study takes it into the codebook or says which code it counts as."
      value=${label.value}
      fault=${fault.value}
      maxlength=${LONGEST}
      onInput=${into(label)}
    />
    <button type="submit" class="button" data-main>Start with the new code</button>
  </form>`
}
