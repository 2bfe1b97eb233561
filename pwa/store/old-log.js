/**
 * A log as versions before the vault kept it: in clear. It is moved into the vault of its
 * account, and then taken off the phone.
 */
import {allIn, tableIn} from './layout.js'
import {ask, database, isThere, removeDatabase} from './idb.js'

/** @import {Found} from './reading.js' */
/** @import {Log} from './log.js' */
/** @import {Memory} from './memory.js' */

/** How many comparisons of the clocks a push takes along. */
const SAMPLES = 20

/**
 * @param {string} uid
 * @returns {Promise<Pick<Found, 'head' | 'entries' | 'acts' | 'base' | 'studies' | 'settings' | 'samples'> | null>}
 */
export async function oldLog(uid) {
  const name = nameOf(uid)
  if (!(await isThere(name))) return null
  const db = database(name, 1, () => {})
  try {
    return await db.read(['meta', 'ops', 'acts', 'base', 'clock'], async (s) => {
      const all = async (/** @type {'ops' | 'acts' | 'base' | 'clock'} */ table) =>
        (await allIn(s, table)).map(plain)
      const one = async (/** @type {string} */ k) =>
        plain(await ask(tableIn(s, 'meta').get(k)))
      const head = await one('head')
      if (!head) return null
      return {
        head: {...head, taps: 0},
        entries: await all('ops'),
        acts: await all('acts'),
        base: await all('base'),
        studies: (await one('studies')) ?? [],
        settings: (await one('settings')) ?? {},
        samples: (await all('clock')).slice(-SAMPLES),
      }
    })
  } finally {
    db.close()
  }
}

/**
 * Takes the old log off the phone, unless an old version went on writing in it.
 *
 * @param {string} uid
 * @param {Log} log the vault's own
 * @param {Memory} memory
 */
export async function removeOldLog(uid, log, memory) {
  const old = await oldLog(uid)
  const kept = new Set([...memory.entries.values()].map(({op}) => op.id))
  const sent = ['acked', 'landed']
  const unsent = old?.entries.filter(({state}) => !sent.includes(state)) ?? []
  if (unsent.some(({op}) => !kept.has(op.id))) {
    await log.note({at: Date.now(), event: 'old-log-kept'})
    return
  }
  if (await isThere(nameOf(uid))) await removeDatabase(nameOf(uid))
}

/** @param {string} uid */
function nameOf(uid) {
  return `log-${uid}`
}

/**
 * @param {any} row
 * @returns {any} whatever the old version wrote: it had no other guard than its own
 */
function plain(row) {
  return row?.sealed?.v === 0 ? row.sealed.value : undefined
}
