/** A device without a vault for this account: a passphrase is given to it, by whoever will type it. */
import {useEffect} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {LEAST, LEAST_DIGITS, passphraseFault} from '../store/words.js'
import {fourWords} from '../sync/words.js'
import {announce} from '../ui/announce.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {SecretField} from '../ui/secret-field.js'
import {protect} from './door.js'
import {Frame, Heading} from './frame.js'

/** @import {Account} from '../types.d.ts' */
/** @import {Poor} from '../store/words.js' */

/** @param {string} text */
const tidy = (text) => text.trim().split(/\s+/).join(' ').toLowerCase()

/** @param {{account: Account, device: string | undefined}} props */
export function Protect({account, device}) {
  const words = useSignal('')
  const own = useSignal(false)
  const typed = useSignal('')
  const tried = useSignal(false)
  const busy = useSignal(false)
  const failed = useSignal('')
  useEffect(() => {
    fourWords()
      .then((four) => {
        words.value = four
      })
      .catch(() => {
        own.value = true
      })
  }, [])
  const fault = own.value
    ? faultOfOwn(typed.value)
    : faultOfWords(typed.value, words.value)
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    tried.value = true
    if (fault || busy.peek()) return
    busy.value = true
    failed.value = ''
    try {
      await protect(account, device, own.value ? typed.value : words.value)
      typed.value = ''
    } catch (error) {
      console.error(error)
      failed.value = t`This device could not keep it. Free some storage and try again.`
    } finally {
      busy.value = false
    }
  }
  // The rules of one's own choice are told while typing, the words only compared at the end.
  const shown = own.value ? typed.value && fault : tried.value && fault
  return html`<${Frame} current="">
    <form class="stack narrow" onSubmit=${submit}>
      <${Heading} title="Protect this device" />
      <p>
        Everything kept here is sealed with a passphrase, which never leaves this
        device. You type it a few times a day; capture goes on while it is locked.
      </p>
      ${!own.value && html`<${Words} words=${words.value} />`}
      <${SecretField}
        label="Passphrase"
        value=${typed.value}
        autocomplete="new-password"
        hint=${
          own.value
            ? t`At least 14 characters: a sentence of yours, not one from a book or a song.`
            : t`Type the four words once, so that you have typed them before.`
        }
        fault=${shown || undefined}
        onInput=${(/** @type {string} */ value) => {
          typed.value = value
          tried.value = false
        }}
      />
      <p class="notice" data-tone="warn">
        <strong>Nobody can tell you a forgotten passphrase.</strong>
        ${' '}
        <span>
          What is on the server by then is not lost: you sign in again and begin anew.
          What is not on the server yet is lost with it, unless it is remembered after
          all and opens the encrypted backup file.
        </span>
      </p>
      ${failed.value && html`<p class="notice" data-tone="bad" role="alert">${failed}</p>`}
      <button type="submit" class="button" data-main data-wide disabled=${busy.value}>
        Protect this device
      </button>
      ${
        words.value &&
        html`<button
          type="button"
          class="button"
          data-plain
          onClick=${() => {
            own.value = !own.value
            typed.value = ''
            tried.value = false
          }}
        >
          ${own.value ? t`Use four words` : t`Choose my own`}
        </button>`
      }
    </form>
  <//>`
}

/** @param {{words: string}} props */
export function Words({words}) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words)
      announce(t`Copied`)
    } catch {
      announce(t`The browser does not let it be copied. Write the words down.`)
    }
  }
  return html`<div class="card">
    <p class="four-words" aria-label="Your four words"><bdi>${words || '…'}</bdi></p>
    <p class="quiet">
      Chosen by chance. Write them on paper, kept apart from this device, or let your
      password manager keep them.
    </p>
    <div>
      <button type="button" class="button" onClick=${copy}>Copy the words</button>
    </div>
  </div>`
}

/** @type {Record<Poor, () => string>} */
const POOR = {
  short: () => t`At least ${LEAST} characters.`,
  few_digits: () =>
    t`Of digits alone at least ${LEAST_DIGITS}, otherwise ${LEAST} characters.`,
  digits: () => t`Too easily guessed: a row of digits.`,
  pattern: () => t`Too easily guessed: one pattern repeated.`,
  words: () => t`Too easily guessed: the words repeat.`,
  few: () => t`Too easily guessed: too few different characters.`,
  known: () => t`Too easily guessed: everybody’s first idea.`,
}

/** @param {string} typed */
export function faultOfOwn(typed) {
  const fault = passphraseFault(typed)
  return fault ? POOR[fault]() : ''
}

/** @param {string} typed @param {string} words */
export function faultOfWords(typed, words) {
  if (words && tidy(typed) === words) return ''
  return t`These are not the four words above.`
}
