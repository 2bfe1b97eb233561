/** What only the server has: lists over all days, and its own files of them. */
import {get, getAll, post, withQuery} from './api.js'

/** @import {Answer} from '../types.d.ts' */

/** @typedef {'statistics' | 'spreadsheet'} Flavour */
/** @typedef {{subject?: string, observer?: string, from?: string, to?: string, cursor?: string}} Filter */

/**
 * @param {string} study
 * @param {Filter} [filter]
 * @returns {Promise<Answer<{items: Array<Record<string, any>>, next: string | null}>>}
 */
export function listDays(study, filter = {}) {
  return get(withQuery(`/api/studies/${study}/days`, {...filter}))
}

/**
 * @param {string} day
 * @returns {Promise<Answer<Record<string, any>>>}
 */
export function getDay(day) {
  return get(`/api/days/${day}`)
}

/**
 * @typedef {object} HistoryItem
 * @property {number} made_at ms since 1970, UTC
 * @property {{observer_code: string}} by
 * @property {string} device
 * @property {string} op
 * @property {Record<string, unknown>} set
 */

/**
 * Everything a record of a day ever was, oldest first.
 *
 * @param {string} day
 * @param {string} rec
 * @returns {Promise<Answer<{items: HistoryItem[]}>>}
 */
export function getHistory(day, rec) {
  return get(`/api/days/${day}/records/${rec}/history`)
}

/**
 * The server's own file of all days of a study, as it lies there: with the mark of order that
 * spreadsheets need, which a text would lose.
 *
 * @param {string} study
 * @param {Flavour} flavour
 * @returns {Promise<Answer<{file: Blob, name: string}>>}
 */
export function fetchStudyLog(study, flavour) {
  return get(withQuery(`/api/studies/${study}/log.csv`, {flavour}), {expect: 'csv'})
}

/**
 * @typedef {object} Entry
 * @property {number} seq
 * @property {string} at
 * @property {{id: string, name: string} | null} actor
 * @property {string | null} device
 * @property {string} action
 * @property {string} target_id
 * @property {string} outcome
 * @property {Record<string, unknown>} detail
 */

/**
 * @param {string} study
 * @param {{action?: string | undefined, cursor?: string | undefined}} [asked]
 * @returns {Promise<Answer<{items: Entry[], next: string | null}>>} newest first
 */
export function listTrail(study, asked = {}) {
  return get(withQuery(`/api/studies/${study}/trail`, {...asked, limit: 50}))
}

/**
 * @typedef {object} AccountSeen
 * @property {string} id
 * @property {string} login
 * @property {string} name
 * @property {boolean} is_operator
 * @property {string} created_at
 * @property {string | null} last_seen_at
 * @property {boolean} second_factor
 * @property {boolean} locked
 */

/** @returns {Promise<Answer<AccountSeen[]>>} */
export function listAccounts() {
  return getAll('/api/accounts')
}

/**
 * A link with which somebody who forgot the password chooses a new one.
 *
 * @param {string} account
 * @returns {Promise<Answer<{link: string, expires_at: string}>>}
 */
export function makeReset(account) {
  return post(`/api/accounts/${account}/reset`, {})
}
