/** What the name guard found in the words being typed, and a way to put a code instead. */
import {useEffect} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {findingsIn, withCode} from '../domain/names.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {isFine, lookOf, namesOf} from './name-list.js'

/** @import {Book} from '../types.d.ts' */
/** @import {Finding, Trace} from '../domain/names.js' */

/** Nobody is to be told of a name that is half typed. */
const PAUSE_MS = 500
const SHOWN = 3

/** @type {Record<Trace, string>} */
const WORDS = texts({
  known: 'is on your list of names',
  email: 'looks like an e-mail address',
  phone: 'looks like a phone number',
  nhs: 'looks like an NHS number',
  postcode: 'looks like a postcode',
  titled: 'looks like a name',
  name: 'looks like a name',
})

/** @param {{book: Book, text: string, onInput: (text: string) => void}} props */
export function NameWarning({book, text, onInput}) {
  const seen = useSignal('')
  useEffect(() => {
    const timer = setTimeout(() => {
      seen.value = text
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  // Read so that a name just taken onto the list, or off it, counts at once.
  book.changed.value
  const found = seen.value === text ? once(findingsIn(text, lookOf(book))) : []
  const list = html`<a href="#/names">your list of names</a>`
  return html`<div role="status">
    ${
      found.length > 0 &&
      html`<div class="notice" data-tone="warn">
        ${found
          .slice(0, SHOWN)
          .map(
            (each) =>
              html`<${Found}
                key=${each.text}
                book=${book}
                found=${each}
                onCode=${(/** @type {string} */ code) =>
                  onInput(withCode(text, each, code))}
              />`,
          )}
        <p class="small">
          ${found.length > SHOWN && t`And ${found.length - SHOWN} more.`}${' '}
          ${t`It can be saved all the same.`}${' '}
          ${!namesOf(book).known.length && html`Codes are offered for names in ${list}.`}
        </p>
      </div>`
    }
  </div>`
}

/** @param {{book: Book, found: Finding, onCode: (code: string) => void}} props */
function Found({book, found, onCode}) {
  const {text, trace, codes} = found
  return html`<div class="row" data-apart>
    <p class="grow">
      <bdi><strong>${text}</strong></bdi
      >${` ${tr(WORDS[trace])}.`}
    </p>
    ${codes.map(
      (code) =>
        html`<button
          key=${code}
          type="button"
          class="button"
          onClick=${() => onCode(code)}
        >
          <span>Put ${html`<bdi>${code}</bdi>`} instead</span>
        </button>`,
    )}
    ${
      trace !== 'known' &&
      html`<button
        type="button"
        class="button"
        aria-label=${t`Not a name: ${text}`}
        onClick=${() => isFine(book, text).catch(console.error)}
      >
        Not a name
      </button>`
    }
  </div>`
}

/** The same words twice are one warning. @param {Finding[]} found */
const once = (found) =>
  found.filter(({text}, at) => found.findIndex((each) => each.text === text) === at)
