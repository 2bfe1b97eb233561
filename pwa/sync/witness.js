/**
 * This phone as a witness of the server's trail: it keeps the last head it was told of each
 * study, and has the server show that this head still stands in the trail. A trail written
 * anew, cut short or brought back from an old backup cannot show that.
 */
import {phoneClock} from '../store/clock.js'

/** @import {Book, Trail} from '../types.d.ts' */

/**
 * @typedef {{seq: number, head: string}} Head
 * @typedef {{study: string, seq: number, head: string, at: number}} Alarm at: ms
 */

/** Where the book keeps what could not be shown. */
export const ALARM = 'trail.alarm'
const TOLD = 'trail.told'
const ALARMS_MOST = 20

/**
 * @param {Book} book
 * @param {string} study
 * @returns {string | null} what the server is to show
 */
export function witnessOf(book, study) {
  const last = headOf(book, study)
  return last && `${last.seq}.${last.head}`
}

/**
 * Takes in what the server says of its trail. Where it cannot show the head this phone was
 * told before, that is kept as an alarm, and the phone goes on from the new head: the old
 * one is evidence, and what breaks later is to be noticed too.
 *
 * @param {Book} book
 * @param {string} study
 * @param {Trail | undefined} trail
 */
export async function keepHead(book, study, trail) {
  const last = headOf(book, study)
  if (last && !stands(last, trail)) await raise(book, {study, ...last})
  if (!trail || (trail.seq === last?.seq && trail.head === last.head)) return
  await book.set(nameOf(study), {seq: trail.seq, head: trail.head})
}

/**
 * @param {Head} last
 * @param {Trail | undefined} trail
 * @returns {boolean} whether the trail still holds what this phone was told
 */
function stands(last, trail) {
  if (trail?.witness !== 'ok' || trail.seq < last.seq) return false
  return trail.seq > last.seq || trail.head === last.head
}

/**
 * @param {Book} book
 * @param {Omit<Alarm, 'at'>} lost
 */
async function raise(book, {study, seq, head}) {
  const known = alarms(book)
  // A server without a trail would raise the same one again with every pull.
  if ([...known, ...told(book)].some((one) => one.study === study && one.head === head))
    return
  const alarm = {study, seq, head, at: phoneClock.wall()}
  await book.set(ALARM, [...known, alarm].slice(-ALARMS_MOST))
  await book.note('trail', `${study} ${seq}`)
}

/**
 * @param {Book} book
 * @returns {Alarm[]} oldest first
 */
export function alarms(book) {
  return book.setting(ALARM) ?? []
}

/**
 * Whoever leads the study has been told: the alarm stops, what it was about is kept.
 *
 * @param {Book} book
 */
export async function silence(book) {
  await book.set(TOLD, [...told(book), ...alarms(book)].slice(-ALARMS_MOST))
  await book.set(ALARM, null)
}

/**
 * @param {Book} book
 * @returns {Alarm[]} those that stopped, oldest first
 */
export function told(book) {
  return book.setting(TOLD) ?? []
}

/**
 * @param {Book} book
 * @param {string} study
 * @returns {Head | null}
 */
function headOf(book, study) {
  return book.setting(nameOf(study)) ?? null
}

/** @param {string} study */
function nameOf(study) {
  return `trail.${study}`
}
