/** What the head and the roster on the phone say, and how far they are to be believed. */
import {bucketOf, BUCKETS, nameOf} from './roster.js'

/** @import {Row} from './layout.js' */
/** @import {Head, Log, Lying, Seen} from './log.js' */
/** @import {Bucket, Part} from './roster.js' */
/** @import {Damage} from './rows.js' */

/** @typedef {(damage: Damage) => void} Tell */
/** @typedef {{head: Head, revs: Record<string, number>}} Heading */

/**
 * @typedef {object} Shelf a bucket of the roster as it lies
 * @property {Bucket} listed
 * @property {number} r
 * @property {boolean} sure whether it is the last that was written
 * @property {boolean} blank whether it could not be read
 */

/**
 * @param {Log} log
 * @param {Lying} lying
 * @param {Seen | null} known what this page has read before
 * @returns {Promise<Heading | null>} null when it is missing or does not open
 */
export async function headingIn({rows}, {meta}, known) {
  const row = meta.find(({k}) => k === 'head')
  if (!row) return null
  // Keys were unlocked a moment ago, or the passphrase was changed meanwhile in another tab.
  const found = await rows.open('meta', row, known !== null)
  if (!found) return null
  const {revs, ...head} = /** @type {Head & {revs: Record<string, number>}} */ (
    found.value
  )
  return {head, revs}
}

/**
 * @param {Log} log
 * @param {Lying} lying
 * @param {Heading | null} heading
 * @param {Tell} tell
 * @returns {Promise<Shelf[]>}
 */
export function shelvesIn({rows}, {index}, heading, tell) {
  const there = new Map(index.map((row) => [row.b, row]))
  return Promise.all(
    Array.from({length: BUCKETS}, async (_, b) => {
      const row = there.get(b)
      const due = heading?.revs[b] ?? 0
      const found = row ? await rows.open('index', row) : null
      const sure = heading !== null && (row?.r ?? 0) === due && (found !== null || !row)
      if (heading && !sure) tell({store: 'index', key: b, why: whyOf(row, found, due)})
      const value = /** @type {Record<string, number>} */ (found?.value ?? {})
      return {
        listed: new Map(Object.entries(value)),
        r: row?.r ?? 0,
        sure,
        blank: !sure && !found,
      }
    }),
  )
}

/**
 * Whether a row of this revision is the one last written, as far as its shelf tells.
 *
 * @param {ReadonlyArray<Shelf>} shelves
 * @param {ReadonlyArray<Part>} parts
 * @param {{key: string | number, r: number}} row that opened
 * @returns {'' | 'changed' | 'rolled back'} empty: it is
 */
export function judge(shelves, parts, {key, r}) {
  const shelf = shelves[bucketOf(key)]
  if (!shelf || shelf.blank) return ''
  const [due] = parts.flatMap((part) => shelf.listed.get(nameOf(part, key)) ?? [])
  if (due === r) return ''
  if (due !== undefined && r < due) return 'rolled back'
  // A shelf that is itself from before need not know of it. Otherwise the row was let go
  // once, and somebody has put it back.
  return !shelf.sure && r > shelf.r ? '' : 'changed'
}

/**
 * @param {Row | undefined} row
 * @param {object | null} found
 * @param {number} due
 * @returns {Damage['why']}
 */
function whyOf(row, found, due) {
  if (!row) return 'missing'
  return found && row.r < due ? 'rolled back' : 'changed'
}
