/**
 * The language of the screen. English is what the sources are written in and costs nothing;
 * any other is a catalogue, loaded once, through which every text goes on its way to the
 * screen. Data never do: codes, what was typed, and files stay as they are.
 */
import {effect, signal} from '../vendor/signals.js'
import {remember, remembered} from './remember.js'

/** @typedef {import('../languages/translate.js').Translator} Translator */

/** By tag (BCP 47), each called as its speakers call it. @type {Record<string, string>} */
export const LANGUAGES = {en: 'English', de: 'Deutsch'}
const WRITTEN_IN = 'en'

/** What was chosen on this device: a tag, or 'system'. */
export const chosen = signal(remembered('language', 'system'))
/** None while texts are shown as they are written. */
export const translator = signal(/** @type {Translator | null} */ (null))

/**
 * A text in the language of the screen: t`Kept ${time}`.
 *
 * @param {TemplateStringsArray} statics
 * @param {...unknown} values
 * @returns {string}
 */
export function t(statics, ...values) {
  const worn = translator.value
  return worn ? worn.text(statics, values) : String.raw({raw: statics}, ...values)
}

/** A text that stands in a table made with `texts`. @param {string} text */
export const tr = (text) => translator.value?.word(text) ?? text

/**
 * Marks a table, or a list, whose texts are shown with `tr` and so belong into the catalogue.
 *
 * @template T
 * @param {T} table
 * @returns {T}
 */
export const texts = (table) => table

/** The tag of the language in which texts are shown now. */
export const shownIn = () => translator.value?.tag ?? WRITTEN_IN

/** The tag by which dates and numbers are written: with the region the device names. */
export function locale() {
  const tag = shownIn()
  const regional = navigator.languages?.find((known) => known.split('-')[0] === tag)
  return regional ?? (tag === WRITTEN_IN ? 'en-GB' : tag)
}

/** The tag that is wanted: what was chosen, or the first of the device's that is spoken. */
export function wanted() {
  if (Object.hasOwn(LANGUAGES, chosen.value)) return chosen.value
  const spoken = (navigator.languages ?? []).map((tag) => tag.split('-')[0] ?? '')
  return spoken.find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? WRITTEN_IN
}

/**
 * Follows the choice, now and whenever it changes.
 *
 * @returns {Promise<void>} once texts can be shown; also when a catalogue does not come
 */
export function speak() {
  /** @type {Promise<void>} */
  let ready = Promise.resolve()
  effect(() => {
    const tag = wanted()
    remember('language', chosen.value)
    ready = catalogueOf(tag).then((worn) => {
      if (tag !== wanted()) return
      translator.value = worn
      document.documentElement.lang = shownIn()
    })
  })
  return ready
}

/** @param {string} tag @returns {Promise<Translator | null>} */
async function catalogueOf(tag) {
  if (tag === WRITTEN_IN) return null
  try {
    const [{translating}, words] = await Promise.all([
      import('../languages/translate.js'),
      fetch(new URL(`languages/${tag}.json`, import.meta.url)).then((got) =>
        got.json(),
      ),
    ])
    return translating(tag, words)
  } catch (error) {
    // It comes with the rest of the app; without it, English is better than nothing.
    console.warn('language', tag, error)
    return null
  }
}
