/** What only the server has: lists over all days, and its own files of them. */
import {get, withQuery} from './api.js'

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
 * @param {string} day
 * @param {Flavour} flavour
 * @returns {string}
 */
export function dayLogUrl(day, flavour) {
  return withQuery(`/api/days/${day}/log.csv`, {flavour})
}

/**
 * @param {string} study
 * @param {Flavour} flavour
 * @returns {string}
 */
export function studyLogUrl(study, flavour) {
  return withQuery(`/api/studies/${study}/log.csv`, {flavour})
}

/**
 * The server's own file of a day.
 *
 * @param {string} day
 * @param {Flavour} flavour
 * @returns {Promise<Answer<string>>}
 */
export function fetchDayLog(day, flavour) {
  return get(dayLogUrl(day, flavour), {expect: 'csv'})
}
