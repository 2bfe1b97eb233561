/**
 * The name guard: what in a text could tell who somebody is.
 *
 * It is a second pair of eyes, not a lock: it misses names that are plain words, and takes a
 * thing for a person now and then. What it finds it only points at.
 */
import {COMMON, FIRST_NAMES, THINGS} from './name-words.js'

/**
 * @typedef {'known' | 'email' | 'phone' | 'nhs' | 'postcode' | 'titled' | 'name'} Trace
 * @typedef {{trace: Trace, text: string, start: number, end: number, codes: string[]}} Finding
 *   `codes`: what stands for a known name
 * @typedef {{name: string, code: string}} Known
 * @typedef {{known?: ReadonlyArray<Known>, fine?: ReadonlyArray<string>}} Look
 *   `fine`: what names nobody here, whatever it looks like: places, for one
 */

const EMAIL =
  /[\p{L}\d._%+'-]+(?:@|\s?[([]at[)\]]\s?)[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/giu
const NUMBER = /(?<![\w.,/:+])(?:\+|0|\(0\d+\))[\d\s()./-]{6,}\d(?![\w:])/g
const EXTENSION =
  /\b(?:ext(?:ension)?|bleep|pager|tel(?:ephone)?|mob(?:ile)?)\b[.:]?\s*(?:no\.?\s*)?\d{3,}\b/gi
const DATE = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/
const NHS = /(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])/g
const POSTCODE =
  /\b(?:gir ?0aa|[a-pr-uwyz](?:[a-hk-y]?\d{1,2}|[a-hk-y]?\d[a-z])\s?(\d[abd-hjlnp-uw-z]{2}))\b/gi
/** `M1 2nd visit` and `b2 4hr wait` are notes. */
const ORDINAL = /^(?:\dst|\dnd|\drd|\dth|\dhr)$/i
const TITLED =
  /(?<![\p{L}\d])(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|baroness|rev|reverend|cllr|councillor|sister|nurse|matron)\.?\s+((?:\p{Lu}\.?\s+){0,2})(\p{L}[\p{L}'’-]+)/giu
/** These are followed by a name even where nobody troubles with capitals. */
const ALWAYS_TITLES = /^(?:mr|mrs|mx)\b/i
const MORE_NAMES = /^(?:\s+\p{Lu}\p{Ll}[\p{L}'’-]*){1,3}/u
const CAPITALISED = /(?<![\p{L}\d])\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*/gu
const INITIALS = /(?<![\p{L}\d])(?:\p{Lu}\.\s?){1,3}\p{Lu}\p{Ll}[\p{L}'’-]+/gu
const BEGINS = /(?:^|[.!?:;•–—]|\n\s*[-*]?)\s*["'“‘(]?\s*$/u
const NEAR = 12
/** What a letter with a full stop may stand behind without being an initial. */
const LETTERED =
  /(?:appendix|block|group|option|part|plan|point|room|section|sister|site|team|unit|ward)\s$/i

/**
 * @param {string} text
 * @param {Look} [look]
 * @returns {Finding[]} in the order of the text; no two of them overlap
 */
export function findingsIn(text, {known = [], fine = []} = {}) {
  const allowed = new Set(fine.map(folded))
  /** @type {Finding[]} */
  const kept = []
  const all = [
    ...knownIn(text, known),
    ...matches(text, EMAIL, 'email'),
    ...numbersIn(text),
    ...matches(text, EXTENSION, 'phone'),
    ...matches(text, POSTCODE, 'postcode', isPostcode),
    ...titledIn(text),
    ...matches(text, INITIALS, 'name', hasInitials),
    ...namesIn(text, allowed),
  ]
  for (const found of all) {
    const free = kept.every(({start, end}) => found.end <= start || found.start >= end)
    if (free && !allowed.has(folded(found.text))) kept.push(found)
  }
  return kept.sort((a, b) => a.start - b.start)
}

/**
 * @param {string} text
 * @param {Finding} found in this very text
 * @param {string} code
 */
export function withCode(text, {start, end}, code) {
  return text.slice(0, start) + code + text.slice(end)
}

/**
 * A text to compare names by, letter for letter as long as the text itself.
 *
 * @param {string} text
 * @returns {string}
 */
export function folded(text) {
  return text
    .replaceAll(/[^\0-\x7f]/g, (letter) =>
      letter === '’' ? "'" : letter.normalize('NFD').charAt(0) || letter,
    )
    .toLowerCase()
}

/**
 * Known names, whole; and their first and last words, where they are capitalised.
 *
 * @param {string} text
 * @param {ReadonlyArray<Known>} known
 * @returns {Finding[]}
 */
function knownIn(text, known) {
  /** @type {Map<string, {codes: Set<string>, whole: boolean}>} */
  const wanted = new Map()
  const want = (
    /** @type {string} */ name,
    /** @type {string} */ code,
    whole = false,
  ) => {
    const entry = wanted.get(name) ?? {codes: new Set(), whole}
    wanted.set(name, {codes: entry.codes.add(code), whole: entry.whole || whole})
  }
  for (const {name, code} of known) {
    const words = folded(name).split(/\s+/).filter(Boolean)
    if (!words.length) continue
    want(words.join(' '), code, true)
    for (const word of [words.at(0), words.at(-1)])
      if (words.length > 1 && word && word.length > 2) want(word, code)
  }
  const plain = folded(text)
  return [...wanted]
    .sort(([a], [b]) => b.length - a.length)
    .flatMap(([name, {codes, whole}]) => {
      const pattern = new RegExp(
        `(?<![\\p{L}\\d])${escaped(name)}(?![\\p{L}\\d])`.replaceAll(' ', '\\s+'),
        'gu',
      )
      return [...plain.matchAll(pattern)]
        .map((found) => ({...spot(text, found, 'known'), codes: [...codes]}))
        .filter(({text: words}) => whole || /^\p{Lu}/u.test(words))
    })
}

/** @param {string} name */
const escaped = (name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * @param {string} text
 * @param {RegExp} pattern
 * @param {Trace} trace
 * @param {(found: RegExpMatchArray) => boolean} [holds]
 * @returns {Finding[]}
 */
function matches(text, pattern, trace, holds = () => true) {
  return [...text.matchAll(pattern)]
    .filter(holds)
    .map((found) => spot(text, found, trace))
}

/**
 * @param {string} text
 * @param {RegExpMatchArray} found
 * @param {Trace} trace
 * @returns {Finding}
 */
function spot(text, found, trace) {
  const start = found.index ?? 0
  const end = start + found[0].length
  return {trace, text: text.slice(start, end), start, end, codes: []}
}

/** @param {string} text @returns {Finding[]} */
function numbersIn(text) {
  const nhs = (/** @type {RegExpMatchArray} */ [number]) => isNhsNumber(number)
  return [...matches(text, NUMBER, 'phone', isPhone), ...matches(text, NHS, 'nhs', nhs)]
}

/** @param {RegExpMatchArray} found */
function isPhone([number]) {
  if (DATE.test(number)) return false
  const digits = number.replaceAll(/\D/g, '').replace(/^00/, '+')
  const abroad = number.startsWith('+') || digits.startsWith('+')
  const many = digits.replace('+', '').length
  return abroad ? many >= 8 && many <= 15 : many === 10 || many === 11
}

/**
 * The last of the ten digits checks the nine before it.
 *
 * @param {string} text
 * @returns {boolean}
 */
export function isNhsNumber(text) {
  const digits = text.replaceAll(/\D/g, '').split('').map(Number)
  if (digits.length !== 10 || new Set(digits).size === 1) return false
  const sum = digits.slice(0, 9).reduce((all, digit, at) => all + digit * (10 - at), 0)
  return (11 - (sum % 11)) % 11 === digits[9]
}

/** @param {RegExpMatchArray} found */
function isPostcode([whole, inward = '']) {
  const letters = whole.replaceAll(/[^a-z]/gi, '')
  const even = letters === letters.toUpperCase() || letters === letters.toLowerCase()
  return even && !ORDINAL.test(inward)
}

/** @param {string} text @returns {Finding[]} */
function titledIn(text) {
  return matches(text, TITLED, 'titled', ([whole, , surname = '']) => {
    const capital = /^\p{Lu}/u.test(surname)
    const titled = /^\p{Lu}/u.test(whole) || /^dr|^prof/i.test(whole)
    if (COMMON.has(folded(surname))) return false
    return capital ? titled || ALWAYS_TITLES.test(whole) : ALWAYS_TITLES.test(whole)
  }).map((found) => {
    const [more = ''] = MORE_NAMES.exec(text.slice(found.end)) ?? []
    const named = more
      .trim()
      .split(/\s+/)
      .every((word) => !COMMON.has(folded(word)))
    const end = found.end + (named ? more.length : 0)
    return {...found, end, text: text.slice(found.start, end)}
  })
}

/** The little that stands before a word. @param {string} text @param {number} at */
const before = (text, at) =>
  at > NEAR ? `x${text.slice(at - NEAR, at)}` : text.slice(0, at)

/** @param {RegExpMatchArray} found */
function hasInitials({0: whole, index = 0, input = ''}) {
  const surname = folded(whole.split(/[.\s]+/).at(-1) ?? '')
  return !COMMON.has(surname) && !LETTERED.test(before(input, index))
}

/**
 * @typedef {{text: string, start: number, end: number, first: boolean, given: boolean, plain: boolean}} Word
 *   `first` of a sentence; `given`: a first name; `plain`: names nobody
 */

/**
 * First names, and capitalised words side by side.
 *
 * @param {string} text
 * @param {ReadonlySet<string>} allowed
 * @returns {Finding[]}
 */
function namesIn(text, allowed) {
  return runsOf(text).flatMap((run) => {
    const whole = folded(run.map((word) => word.text).join(' '))
    if ([...allowed].some((place) => place.includes(whole))) return []
    if (THINGS.has(folded(run.at(-1)?.text ?? ''))) return []
    const from = run.findIndex((word, at) => isBegin(word, run[at + 1]))
    if (from < 0) return []
    const rest = run.slice(from)
    const stop = rest.findIndex(({plain}) => plain)
    const named = stop < 0 ? rest : rest.slice(0, stop)
    const [first] = named
    const last = named.at(-1)
    if (!first || !last) return []
    const {start} = first
    return [
      {
        trace: 'name',
        text: text.slice(start, last.end),
        start,
        end: last.end,
        codes: [],
      },
    ]
  })
}

/** @param {Word} word @param {Word | undefined} next */
function isBegin(word, next) {
  if (word.plain) return false
  if (word.given) return true
  // Every sentence begins with a capital.
  return !word.first && next !== undefined && !next.plain
}

/**
 * Capitalised words with nothing but spaces between them.
 *
 * @param {string} text
 * @returns {Word[][]}
 */
function runsOf(text) {
  /** @type {Word[][]} */
  const runs = []
  let end = -1
  for (const found of text.matchAll(CAPITALISED)) {
    const word = wordOf(text, found)
    const joined = end >= 0 && /^[^\S\n]+$/.test(text.slice(end, word.start))
    if (joined) runs.at(-1)?.push(word)
    else runs.push([word])
    end = word.end
  }
  return runs
}

/**
 * @param {string} text
 * @param {RegExpMatchArray} found
 * @returns {Word}
 */
function wordOf(text, found) {
  const start = found.index ?? 0
  // What somebody owns is not part of his name.
  const word = found[0].replace(/(?:['’]s|['’-])$/u, '')
  const plain = folded(word)
  return {
    text: word,
    start,
    end: start + word.length,
    first: BEGINS.test(before(text, start)),
    given: FIRST_NAMES.has(plain),
    plain: COMMON.has(plain) || COMMON.has(plain.replace(/s$/, '')),
  }
}
