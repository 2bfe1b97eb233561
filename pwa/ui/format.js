/**
 * Times, spans and counts as people read them. Clock times have 24 hours in every language:
 * they are read beside the day log's.
 */
import {locale, tr} from './language.js'

/** 24-hour clock time of a moment at a given offset. @param {number} ms @param {number} utcoff minutes @param {boolean} [seconds] */
export function clockTime(ms, utcoff, seconds = false) {
  const iso = new Date(ms + utcoff * 60_000).toISOString()
  return iso.slice(11, seconds ? 19 : 16)
}

/** Running length, as a stop-watch shows it. @param {number} ms */
export function elapsed(ms) {
  const s = Math.max(0, Math.floor(ms / 1000))
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0')
  const minutes = Math.floor(s / 60) % 60
  const hours = Math.floor(s / 3600)
  return hours ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`
}

/** Length in words. @param {number} ms */
export function span(ms) {
  const s = Math.max(0, Math.round(ms / 1000))
  if (s < 60) return `${s} s`
  const minutes = Math.round(s / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return rest ? `${hours} h ${rest} min` : `${hours} h`
  return count(Math.round(hours / 24), 'day')
}

/** @param {number} part @param {number} whole */
export function share(part, whole) {
  return whole > 0 ? `${decimal((part / whole) * 100)} %` : '–'
}

/** A number of something: its words are looked up here. @param {number} n @param {string} one @param {string} [many] */
export function count(n, one, many = `${one}s`) {
  return `${decimal(n)} ${tr(n === 1 ? one : many)}`
}

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const DATES = {
  long: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  },
  short: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  },
  moment: {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
}
/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map()

/** @param {keyof typeof DATES} kind */
function dates(kind) {
  const key = `${kind} ${locale()}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale(), DATES[kind])
  formats.set(key, format)
  return format
}

/** A number as it is written where the reader is. @param {number} value @param {number} [digits] after the point */
export const decimal = (value, digits = 0) =>
  value.toLocaleString(locale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })

/** A calendar date in words; what is no date is shown as it is. @param {unknown} date 'YYYY-MM-DD' @param {boolean} [brief] */
export function dayName(date, brief = false) {
  const at = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return String(date ?? '')
  return dates(brief ? 'short' : 'long').format(at)
}

/** A moment on this device's clock and calendar. @param {number} ms */
export const localMoment = (ms) => dates('moment').format(ms)

/** A word out of a name of ours: `own_search` → `Own search`. @param {string} code */
export function wordsOf(code) {
  const text = code.replaceAll('_', ' ')
  return tr(text.charAt(0).toUpperCase() + text.slice(1))
}
