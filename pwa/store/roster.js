/**
 * Which rows there should be, each in the revision it was last written in. Pure.
 *
 * A sealed row proves that we wrote it, not that it is the last we wrote. The roster is what
 * an older row, or a missing one, is found out by. It lies in buckets, so that one tap need
 * not write all of it.
 */

/** @typedef {ReadonlyMap<string, number>} Bucket row → revision */
/** @typedef {ReadonlyArray<Bucket>} Roster */
/** @typedef {'base' | 'live' | 'landed' | 'acts'} Part of the operations, those at hand and the rest */
/** @typedef {{part: Part, key: string | number, r: number | null}} Listing null: no longer there */

export const BUCKETS = 64
/** Acts follow each other, and so do operations: neighbours share a bucket. */
const NEIGHBOURS = 16
const LETTERS = {base: 'b', live: 'l', landed: 'd', acts: 'a'}

/** @returns {Roster} */
export function emptyRoster() {
  return Array.from({length: BUCKETS}, () => new Map())
}

/**
 * @param {string | number} key
 * @returns {number}
 */
export function bucketOf(key) {
  const number =
    typeof key === 'number' ? key / NEIGHBOURS : parseInt(key.slice(0, 2), 16)
  return Math.floor(number) % BUCKETS
}

/**
 * @param {Roster} roster
 * @param {ReadonlyArray<Listing>} listings
 * @returns {{roster: Roster, touched: number[]}}
 */
export function revised(roster, listings) {
  /** @type {Map<number, Map<string, number | null>>} */
  const touched = new Map()
  for (const {part, key, r} of listings) {
    const at = bucketOf(key)
    const bucket = touched.get(at) ?? new Map(roster[at])
    touched.set(at, bucket)
    if (part === 'live') bucket.set(nameOf('landed', key), null)
    if (part === 'landed') bucket.set(nameOf('live', key), null)
    bucket.set(nameOf(part, key), r)
  }
  const next = [...roster]
  for (const [at, bucket] of touched) next[at] = new Map(present(bucket))
  return {roster: next, touched: [...touched.keys()]}
}

/**
 * @param {Roster} roster
 * @param {Part} part
 * @returns {Map<string, number>} by key, as text
 */
export function listed(roster, part) {
  const start = nameOf(part, '')
  /** @type {Map<string, number>} */
  const found = new Map()
  for (const bucket of roster) {
    for (const [name, r] of bucket) {
      if (name.startsWith(start)) found.set(name.slice(start.length), r)
    }
  }
  return found
}

/**
 * @param {Part} part
 * @param {string | number} key
 * @returns {string}
 */
export function nameOf(part, key) {
  return LETTERS[part] + key
}

/**
 * @param {ReadonlyMap<string, number | null>} bucket
 * @returns {Array<[string, number]>}
 */
function present(bucket) {
  return [...bucket].flatMap(([name, r]) => (r === null ? [] : [[name, r]]))
}
