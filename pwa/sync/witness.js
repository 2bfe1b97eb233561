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
 * @param {Trail | undefined} told
 */
export async function keepHead(book, study, told) {
  const last = headOf(book, study)
  if (last && !stands(last, told)) await raise(book, {study, ...last})
  if (!told || (told.seq === last?.seq && told.head === last.head)) return
  await book.set(nameOf(study), {seq: told.seq, head: told.head})
}

/**
 * @param {Head} last
 * @param {Trail | undefined} told
 * @returns {boolean} whether the trail still holds what this phone was told
 */
function stands(last, told) {
  if (told?.witness !== 'ok' || told.seq < last.seq) return false
  return told.seq > last.seq || told.head === last.head
}

/**
 * @param {Book} book
 * @param {Omit<Alarm, 'at'>} lost
 */
async function raise(book, {study, seq, head}) {
  const known = alarms(book)
  if (known.some((one) => one.study === study && one.head === head)) return
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

/** Somebody has told whoever leads the study. @param {Book} book */
export async function silence(book) {
  await book.set(ALARM, [])
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
