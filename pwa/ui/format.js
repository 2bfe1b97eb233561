/** Times, spans and counts as people read them. */

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
  return `${Math.round(hours / 24)} days`
}

/** @param {number} part @param {number} whole */
export function share(part, whole) {
  return whole > 0 ? `${Math.round((part / whole) * 100)} %` : '–'
}

/** @param {number} n @param {string} one @param {string} [many] */
export function count(n, one, many = `${one}s`) {
  return `${n} ${n === 1 ? one : many}`
}

const long = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const short = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** A calendar date in words; what is no date is shown as it is. @param {unknown} date 'YYYY-MM-DD' @param {boolean} [brief] */
export function dayName(date, brief = false) {
  const at = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return String(date ?? '')
  return (brief ? short : long).format(at)
}

const stamp = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment on this device's clock and calendar. @param {number} ms */
export const localMoment = (ms) => stamp.format(ms)

/** A word out of a name of ours: `own_search` → `Own search`. @param {string} code */
export function wordsOf(code) {
  const text = code.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
