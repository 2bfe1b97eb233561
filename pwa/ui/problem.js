/** What the server's refusals say, in words and by field. */
import {signal} from '../vendor/signals.js'
import {html} from './html.js'
import {t, texts, tr} from './language.js'

/** @import {Answer} from '../types.d.ts' */

/** @type {Record<string, string>} */
const WORDS = texts({
  offline:
    'There is no network, or the server does not answer. Try again when there is one.',
  portal:
    'Something else answers in the server’s place: a Wi-Fi login page? Log in to the Wi-Fi first.',
  auth: 'The server wants you to sign in again.',
})

/** What kind of refusal an answer is: the end of its type. @param {Answer} answer */
export function slugOf({body}) {
  const type = /** @type {{type?: unknown} | null} */ (body)?.type
  return typeof type === 'string' ? type.replace(/^\/problems\//, '') : ''
}

/** Where something can be done about a refusal. @param {string} slug */
function wayOn(slug) {
  if (slug === 'second-factor-required')
    return html`${' '}<a class="link" href="#/settings">Set up a second factor</a>`
  if (slug === 'not-signed-in')
    return html`${' '}<a class="link" href="#/welcome">Sign in</a>`
  return null
}

/**
 * What a refusal says. The server speaks English: another language has its own words for
 * those whose type tells enough.
 *
 * @param {{type?: string, detail?: string}} body
 */
function saidBy({type = '', detail}) {
  const own = tr(type)
  return own === type ? detail : own
}

/**
 * @param {Answer} answer
 * @returns {{text: string, slug: string, fields: Record<string, string>}} `fields`: by first name in the pointer
 */
export function problemOf(answer) {
  const body =
    /** @type {{type?: string, detail?: string, title?: string, errors?: {pointer?: string, detail?: string}[]}} */ (
      answer.body ?? {}
    )
  const said =
    answer.kind === 'problem' || answer.kind === 'auth' ? saidBy(body) : undefined
  const text =
    said ||
    tr(WORDS[answer.kind] ?? '') ||
    body.title ||
    t`The server answered ${answer.status}.`
  /** @type {Record<string, string>} */
  const fields = {}
  for (const {pointer = '', detail = ''} of body.errors ?? []) {
    const name = pointer.replace(/^#?\//, '').split('/')[0]
    if (name) fields[name] = detail === body.detail ? text : detail
  }
  return {text, slug: slugOf(answer), fields}
}

/**
 * A form that talks to the server: busy while it does, told what was refused.
 *
 * @param {(answer: Answer) => Promise<boolean>} [provedAgain] told of each refusal; whether to ask
 *   once more
 * @returns the state of one such form; make it once per component with useMemo
 */
export function conversation(provedAgain) {
  const busy = signal(false)
  const problem = signal(/** @type {ReturnType<typeof problemOf> | null} */ (null))
  return {
    busy,
    problem,
    /** @param {string} field */
    fault: (field) => problem.value?.fields[field],
    /**
     * @template T
     * @param {() => Promise<Answer<T>>} ask
     * @returns {Promise<T | null>} the body of a good answer
     */
    async ask(ask) {
      busy.value = true
      problem.value = null
      try {
        let answer = await ask()
        if (answer.kind === 'problem' && (await provedAgain?.(answer)))
          answer = await ask()
        if (answer.kind === 'ok') return answer.body ?? /** @type {T} */ ({})
        problem.value = problemOf(answer)
      } catch (error) {
        console.error(error)
        problem.value = {text: String(error), slug: '', fields: {}}
      } finally {
        busy.value = false
      }
      return null
    },
  }
}

/** @param {{talk: ReturnType<typeof conversation>}} props */
export function Problem({talk}) {
  const problem = talk.problem.value
  if (!problem) return null
  // What stands under a field already is only said, not shown twice.
  const told = Object.values(problem.fields).includes(problem.text)
  return html`<p class=${told ? 'unseen' : 'notice'} data-tone="bad" role="alert">
    ${problem.text} ${wayOn(problem.slug)}
  </p>`
}
