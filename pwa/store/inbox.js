/**
 * What is captured while the app is locked, one row a tap, sealed to the phone's public key.
 *
 * Putting in needs no secret, and nobody without the passphrase gets anything out again, who
 * has just put it in neither.
 */
import {utf8} from './bytes.js'
import {open, seal} from './hpke.js'
import {ask, NotSaved} from './idb.js'
import {allIn, append, logOf, tableIn, TAPS} from './layout.js'
import {padded} from './seal.js'

/** @import {Bytes} from './bytes.js' */
/** @import {Message} from './hpke.js' */
/** @import {Database} from './idb.js' */
/** @import {Opened} from './vaults.js' */

/** @typedef {import('../domain/locked.js').LockedEvent} LockedEvent */
/** @typedef {Message & {v: 1, alg: string}} SealedTap */
/** @typedef {{seq: number, sealed: SealedTap}} TapRow */
/** @typedef {{seq: number, tap: LockedEvent | null}} Waiting null: it does not open here */

/** The year 9999: no moment after it can be written down. */
const LATEST_MS = 253_402_300_799_999
const DAY_MINUTES = 1_440
const TEXT_MOST = 64
const ALG = 'HPKE-P256-HKDF-SHA256-A256GCM'

/** @type {Map<string, {db: Database, tail: Promise<unknown>}>} */
const boxes = new Map()
/** What was tried for a tap whose transaction was given up: it may have come through.
 * @type {WeakMap<LockedEvent, TapRow[]>} */
const tries = new WeakMap()

/**
 * Resolves once the tap is on disk. Given again after a failure, it is not put in twice.
 *
 * @param {{vault: string, pub: Bytes}} to
 * @param {LockedEvent} event
 * @returns {Promise<void>}
 */
export function putLocked({vault, pub}, event) {
  const tried = tries.get(event) ?? []
  tries.set(event, tried)
  return inTurn(vault, async (db) => {
    const plain = padded(event)
    const sealedFor = async (/** @type {number} */ seq) => {
      const message = await seal(pub, infoOf(vault, seq), plain)
      return {seq, sealed: /** @type {SealedTap} */ ({v: 1, alg: ALG, ...message})}
    }
    await append(db, 'inbox', sealedFor, tried).catch((error) => {
      throw new NotSaved(error)
    })
  })
}

/**
 * How many taps wait to be taken in.
 *
 * @param {string} vault
 * @returns {Promise<number>}
 */
export function countLocked(vault) {
  return inTurn(vault, (db) =>
    db.read(['inbox', 'meta'], async (s) => {
      const [seqs, given] = await Promise.all([
        ask(tableIn(s, 'inbox').getAllKeys()),
        ask(tableIn(s, 'meta').get(TAPS)),
      ])
      return seqs.filter((seq) => Number(seq) > Number(given?.r ?? 0)).length
    }),
  )
}

/**
 * All that waits, in the order of the taps.
 *
 * @param {Database} db
 * @param {Pick<Opened, 'vault' | 'inboxKeys'>} opened
 * @returns {Promise<Waiting[]>}
 */
export async function waitingTaps(db, {vault, inboxKeys}) {
  const rows = /** @type {TapRow[]} */ (
    /** @type {unknown} */ (await db.read(['inbox'], (s) => allIn(s, 'inbox')))
  )
  return Promise.all(
    rows.map(async ({seq, sealed}) => {
      if (sealed?.v !== 1 || sealed.alg !== ALG) return {seq, tap: null}
      for (const {priv, pub} of inboxKeys) {
        const plain = await open(priv, pub, infoOf(vault, seq), sealed).catch(
          () => null,
        )
        if (plain) return {seq, tap: tapIn(plain)}
      }
      return {seq, tap: null}
    }),
  )
}

/**
 * Whoever has the public key can seal anything: that it opens does not make it a tap. What
 * no clock says would keep the day from being shown, and the server from taking it.
 *
 * @param {Bytes} plain
 * @returns {LockedEvent | null}
 */
function tapIn(plain) {
  try {
    const {t, p, at} = JSON.parse(new TextDecoder().decode(plain)).value
    const {wall, mono, boot, tz, utcoff} = at
    const texts = [t, tz, boot ?? '']
    const sound =
      isWhole(wall, LATEST_MS) &&
      isWhole(utcoff, DAY_MINUTES) &&
      isWhole(p ?? 0, Number.MAX_SAFE_INTEGER) &&
      Math.abs(mono ?? 0) < Number.MAX_SAFE_INTEGER &&
      texts.every((value) => typeof value === 'string' && value.length <= TEXT_MOST)
    return sound ? {t, p, at: {wall, mono, boot, tz, utcoff}} : null
  } catch {
    return null
  }
}

/**
 * @param {unknown} value
 * @param {number} most
 * @returns {boolean}
 */
function isWhole(value, most) {
  return Number.isSafeInteger(value) && Math.abs(Number(value)) < most
}

/**
 * @param {string} vault
 * @param {number} seq
 * @returns {Bytes}
 */
function infoOf(vault, seq) {
  return utf8(`shadowlog|1|${vault}|inbox|${seq}`)
}

/**
 * One after the other: a tap must not overtake the one before it.
 *
 * @template T
 * @param {string} vault
 * @param {(db: Database) => Promise<T>} job
 * @returns {Promise<T>}
 */
function inTurn(vault, job) {
  const box = boxes.get(vault) ?? {db: logOf(vault), tail: Promise.resolve()}
  boxes.set(vault, box)
  const turn = box.tail.then(() => job(box.db))
  box.tail = turn.catch(() => {})
  return turn
}
