/** Words on their way: kept while they are typed, and offered again where they were typed. */
import {useLayoutEffect, useMemo} from '../vendor/hooks.js'
import {notSaved} from '../ui/alarm.js'

/** @import {Book, Fields} from '../types.d.ts' */
/** @typedef {'embargo' | 'jot' | 'record' | 'source' | 'evening' | 'paper'} Sheet */
/** @typedef {{sheet: Exclude<Sheet, 'evening' | 'paper'>, rec: string}} Unfinished */

/** A phone that dies takes no more than the last second with it. */
const KEEP_MS = 800
const UNFINISHED = 'unfinished'
/** Screens of their own: whoever comes back to them finds her words there. */
const SCREENS = new Set(['evening', 'paper'])
/** Sheets that ask for one field only, and which. */
const SHORT = /** @type {const} */ ({jot: 'text', source: 'title'})

/** @type {Set<() => Promise<boolean>>} */
const open = new Set()

/**
 * Puts aside at once whatever is being typed anywhere.
 *
 * @returns {Promise<boolean>} false when some of it could not be written down
 */
export async function keepDrafts() {
  const kept = await Promise.all([...open].map((keep) => keep()))
  return kept.every(Boolean)
}

/**
 * The draft of one sheet. Closing keeps the words for the next time the sheet is opened;
 * dropping is for words that are saved, or given up.
 *
 * @param {Book} book
 * @param {Sheet} sheet
 * @param {string} rec
 */
export function useDraft(book, sheet, rec) {
  const draft = useMemo(() => draftOf(book, sheet, rec), [book, sheet, rec])
  useLayoutEffect(() => {
    open.add(draft.keep)
    return () => {
      void draft.keep()
      open.delete(draft.keep)
    }
  }, [draft])
  return draft
}

/**
 * @param {Book} book
 * @param {Sheet} sheet
 * @param {string} rec
 */
function draftOf(book, sheet, rec) {
  const key = `${sheet} ${rec}`
  let text = ''
  let fresh = false
  let named = SCREENS.has(sheet)
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  /** @type {Promise<boolean>} */
  let underway = Promise.resolve(true)

  /** One after the other: what is dropped must not be written down again behind it. */
  function keep() {
    clearTimeout(timer)
    timer = undefined
    underway = underway.then(keepNow)
    return underway
  }

  async function keepNow() {
    if (!fresh) return true
    fresh = false
    const words = text
    try {
      await book.keepDraft(key, words)
      if (!named) await book.keepDraft(UNFINISHED, key)
      named = true
      return true
    } catch (error) {
      console.error(error)
      fresh = true
      notSaved.value ??= {text: words, retry}
      return false
    }
  }

  async function retry() {
    const kept = await keep()
    if (kept && notSaved.peek()?.retry === retry) notSaved.value = null
    return kept
  }

  /** @param {string} name */
  const forget = (name) => book.keepDraft(name, null).catch(() => undefined)

  return {
    keep,
    kept: () => book.draft(key) ?? '',
    /** @param {string} words */
    type(words) {
      text = words
      fresh = true
      timer ??= setTimeout(keep, KEEP_MS)
    },
    async close() {
      await keep()
      if (book.draft(UNFINISHED) === key) await forget(UNFINISHED)
    },
    async drop() {
      clearTimeout(timer)
      timer = undefined
      fresh = false
      await underway
      if (book.draft(UNFINISHED) === key) await forget(UNFINISHED)
      if (book.draft(key)) await forget(key)
    },
  }
}

/**
 * The sheet whose words were left unfinished by a lock or a kill.
 *
 * @param {Book} book
 * @returns {(Unfinished & {day: string}) | null}
 */
export function unfinishedIn(book) {
  const [sheet, rec = ''] = (book.draft(UNFINISHED) ?? '').split(' ')
  const view = rec && book.record(rec)
  if (!view || view.deleted) return null
  const day = view.kind === 'day' ? view.rec : (view.parent ?? '')
  return {sheet: /** @type {Unfinished['sheet']} */ (sheet), rec, day}
}

/**
 * What was begun of a record in a sheet that does not open any more once its day is over.
 *
 * @param {Book} book
 * @param {string} rec
 * @returns {Fields}
 */
export function begunShort(book, rec) {
  const found = Object.entries(SHORT).flatMap(([sheet, field]) => {
    const words = book.draft(`${sheet} ${rec}`)
    return words ? [[field, words]] : []
  })
  return Object.fromEntries(found)
}

/**
 * @param {Book} book
 * @param {string} rec
 * @param {boolean} saved else the words stay for the next time
 */
export async function closeShort(book, rec, saved) {
  const keys = Object.keys(SHORT).map((sheet) => `${sheet} ${rec}`)
  if (keys.includes(book.draft(UNFINISHED) ?? ''))
    await book.keepDraft(UNFINISHED, null)
  if (saved) for (const key of keys) await book.keepDraft(key, null)
}

/**
 * Records with words that were begun and neither saved nor given up.
 *
 * @param {Book} book
 * @returns {string[]}
 */
export function begunIn(book) {
  const recs = Object.entries(book.drafts()).flatMap(([key, text]) =>
    text && key !== UNFINISHED ? (key.split(' ')[1] ?? []) : [],
  )
  return recs.filter((rec) => !book.record(rec)?.deleted)
}
