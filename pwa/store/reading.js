/**
 * The log as it was last written, out of what lies on the phone.
 *
 * A row is believed if it opens where it lies and is of the revision the roster lists. What
 * is not is told and left where it is; the rest is read all the same.
 */
import {keyOf, TAPS} from './layout.js'
import {ONLY} from './log.js'
import {listed, revised} from './roster.js'
import {headingIn, judge, shelvesIn} from './shelves.js'
import {OWN} from './writing.js'

/** @import {ClockSample, Fields, Study} from '../types.d.ts' */
/** @import {Row, Table} from './layout.js' */
/** @import {ActRow, BaseRow, Drafts, Entry, Head, Log, Lying, Seen} from './log.js' */
/** @import {Part, Roster} from './roster.js' */
/** @import {Damage} from './rows.js' */
/** @import {Heading, Shelf, Tell} from './shelves.js' */

/**
 * @typedef {object} Found
 * @property {Seen} seen
 * @property {Head} head
 * @property {boolean} lost the head last written is not there any more; this one is made up
 * @property {Entry[]} entries
 * @property {ActRow[]} acts
 * @property {BaseRow[] | null} base null: as it was known
 * @property {Study[]} studies
 * @property {Fields} settings
 * @property {Drafts} drafts
 * @property {ClockSample[]} samples
 * @property {Damage[]} damaged
 *
 * @typedef {{key: string | number, r: number, value: unknown}} Believed
 * @typedef {Record<'ops' | 'acts' | 'base', Believed[]>} Contents
 */

/** Far above any revision a lost head may have given: none is ever given twice. */
const LEAP = 1_000_000

/** @type {Readonly<Record<'ops' | 'acts' | 'base', ReadonlyArray<Part>>>} */
const PARTS = {ops: ['live', 'landed'], acts: ['acts'], base: ['base']}

/**
 * @param {Log} log
 * @param {Seen | null} known what this page has read before
 * @param {{whole?: boolean, doubt?: boolean}} [how] whole: with the records of the server;
 *   doubt: the head has turned out to be older than other rows
 * @returns {Promise<Found | null>} null for a log nobody has written yet
 */
export async function readLog(log, known, {whole = !known, doubt = false} = {}) {
  const lying = await log.lies(whole)
  if (isEmpty(lying)) return null
  /** @type {Damage[]} */
  const damaged = []
  const tell = (/** @type {Damage} */ damage) => void damaged.push(damage)
  const read = await headingIn(log, lying, known)
  const heading = doubt ? null : read
  const shelves = await shelvesIn(log, lying, heading, tell)
  const sure = shelves.every((shelf) => shelf.sure)
  const roster = shelves.map((shelf) => shelf.listed)
  if (!whole && !(sure && known && isSameBase(roster, known.roster))) {
    return readLog(log, known, {whole: true, doubt})
  }
  const ops = sure && isComplete(roster, lying) ? lying.live : await log.ops()
  const contents = await contentsOf(log, {...lying, ops}, shelves, tell)
  const own = await ownOf(log, lying, heading, tell)
  const samples = await log.rows.openAll('clock', lying.clock, {due: () => ONLY, tell})
  const lies = lying.meta.find(({k}) => k === 'head')?.r ?? 0
  if (heading && log.rows.newest > lies) {
    return readLog(log, known, {whole: true, doubt: true})
  }

  if (!heading) tell({store: 'meta', key: 'head', why: whyLost(lies, read)})
  tellMissing(roster, lying, tell)
  const entries = /** @type {Entry[]} */ (valuesOf(contents.ops))
  return {
    seen: {
      lies,
      g: heading ? lies : log.rows.newest + LEAP,
      roster: sure ? roster : relisted(shelves, contents),
      revs: heading?.revs ?? own.revs,
      stale: shelves.flatMap((shelf, b) => (shelf.sure ? [] : [b])),
    },
    head: heading?.head ?? guessed(lying, read, entries),
    lost: !heading,
    entries,
    acts: /** @type {ActRow[]} */ (valuesOf(contents.acts)),
    base: lying.base && /** @type {BaseRow[]} */ (valuesOf(contents.base)),
    studies: /** @type {Study[]} */ (own.values.studies ?? []),
    settings: /** @type {Fields} */ (own.values.settings ?? {}),
    drafts: /** @type {Drafts} */ (own.values.drafts ?? {}),
    samples: /** @type {ClockSample[]} */ (samples),
    damaged,
  }
}

/**
 * @param {Log} log
 * @param {{ops: Row[], acts: Row[], base: Row[] | null}} lying
 * @param {ReadonlyArray<Shelf>} shelves
 * @param {Tell} tell
 * @returns {Promise<Contents>}
 */
async function contentsOf({rows}, lying, shelves, tell) {
  /** @param {keyof typeof PARTS} store */
  const believed = async (store) => {
    const all = (lying[store] ?? []).map(async (row) => {
      const place = {key: keyOf(store, row), r: row.r}
      const found = await rows.open(store, row)
      const why = found ? judge(shelves, PARTS[store], place) : 'changed'
      if (found && !why) return {...place, value: found.value}
      tell({store, key: place.key, why: why || 'changed'})
      return null
    })
    return (await Promise.all(all)).filter((row) => row !== null)
  }
  const [ops, acts, base] = await Promise.all([
    believed('ops'),
    believed('acts'),
    believed('base'),
  ])
  return {ops, acts, base}
}

/**
 * The few rows the head lists itself.
 *
 * @param {Log} log
 * @param {Lying} lying
 * @param {Heading | null} heading
 * @param {Tell} tell
 */
async function ownOf({rows}, {meta}, heading, tell) {
  /** @type {Record<string, unknown>} */
  const values = {}
  /** @type {Record<string, number>} */
  const revs = {}
  for (const key of OWN) {
    const row = meta.find(({k}) => k === key)
    const due = heading ? heading.revs[key] : row?.r
    const found = row ? await rows.open('meta', row) : null
    if (row && found && row.r === due) {
      values[key] = found.value
      revs[key] = row.r
    } else if (row || due !== undefined) {
      const older = row && found && row.r < (due ?? 0)
      tell({
        store: 'meta',
        key,
        why: !row ? 'missing' : older ? 'rolled back' : 'changed',
      })
    }
  }
  return {values, revs}
}

/**
 * The roster anew where it could not be believed: what is there, as it is there.
 *
 * @param {ReadonlyArray<Shelf>} shelves
 * @param {Contents} contents
 * @returns {Roster}
 */
function relisted(shelves, {ops, acts, base}) {
  const kept = shelves.map((shelf) => (shelf.sure ? shelf.listed : new Map()))
  const listings = [
    ...ops.map(({key, r, value}) => {
      const {state} = /** @type {Entry} */ (value)
      return {
        part: /** @type {Part} */ (state === 'landed' ? 'landed' : 'live'),
        key,
        r,
      }
    }),
    ...acts.map(({key, r}) => ({part: /** @type {Part} */ ('acts'), key, r})),
    ...base.map(({key, r}) => ({part: /** @type {Part} */ ('base'), key, r})),
  ]
  return revised(kept, listings).roster
}

/**
 * A head to go on from when the last is lost. What was read from the server is read again,
 * and numbers go on above all that lie there.
 *
 * @param {Lying} lying
 * @param {Heading | null} old
 * @param {ReadonlyArray<Entry>} entries
 * @returns {Head} still without a name for the device
 */
function guessed({numbers, acts, meta}, old, entries) {
  return {
    device: '',
    epoch: old?.head.epoch ?? null,
    n: Math.max(0, ...numbers.map(Number)),
    acts: Math.max(0, ...acts.map(({seq = 0}) => seq)),
    lastStamp: Math.max(0, ...entries.map(({op}) => op.stamp[0])),
    cursors: {},
    forgotAt: 0,
    taps: meta.find(({k}) => k === TAPS)?.r ?? 0,
  }
}

/**
 * @param {Roster} roster
 * @param {Lying} lying
 * @param {Tell} tell
 */
function tellMissing(roster, {numbers, acts, base}, tell) {
  const there = {
    live: new Set(numbers.map(String)),
    landed: new Set(numbers.map(String)),
    acts: new Set(acts.map(({seq}) => String(seq))),
    base: base && new Set(base.map(({k}) => String(k))),
  }
  const stores = /** @type {const} */ ({
    live: 'ops',
    landed: 'ops',
    acts: 'acts',
    base: 'base',
  })
  for (const part of /** @type {ReadonlyArray<keyof typeof stores>} */ (
    Object.keys(stores)
  )) {
    const keys = there[part]
    if (!keys) continue
    for (const key of listed(roster, part).keys()) {
      if (keys.has(key)) continue
      const store = stores[part]
      tell({store, key: store === 'base' ? key : Number(key), why: 'missing'})
    }
  }
}

/**
 * Whether every operation at hand was found by being marked as such.
 *
 * @param {Roster} roster
 * @param {Lying} lying
 * @returns {boolean}
 */
function isComplete(roster, {live, numbers}) {
  const marked = new Set(live.map(({n}) => String(n)))
  const there = new Set(numbers.map(String))
  return [...listed(roster, 'live').keys()].every((n) => marked.has(n) || !there.has(n))
}

/**
 * @param {Roster} a
 * @param {Roster} b
 * @returns {boolean}
 */
function isSameBase(a, b) {
  const [x, y] = [listed(a, 'base'), listed(b, 'base')]
  return x.size === y.size && [...x].every(([key, r]) => y.get(key) === r)
}

/**
 * @param {Lying} lying
 * @returns {boolean}
 */
function isEmpty({meta, index, numbers, acts}) {
  // A pad may have been tapped before its log was ever opened.
  const written = meta.filter(({k}) => k !== TAPS)
  return [written, index, numbers, acts].every(({length}) => length === 0)
}

/**
 * @param {number} lies
 * @param {Heading | null} read
 * @returns {Damage['why']}
 */
function whyLost(lies, read) {
  if (lies === 0) return 'missing'
  return read ? 'rolled back' : 'changed'
}

/**
 * @param {ReadonlyArray<Believed>} rows
 * @returns {unknown[]}
 */
function valuesOf(rows) {
  return rows.map(({value}) => value)
}
