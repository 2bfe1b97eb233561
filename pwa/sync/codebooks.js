/** The codebook of a study at work: its draft, its versions, and what the records use. */
import {get, getAll, request, withQuery} from './api.js'

/** @import {Answer, Codebook} from '../types.d.ts' */

/**
 * @typedef {object} CodeUse
 * @property {string} dimension
 * @property {string} code
 * @property {string | null} label what the records call it themselves
 * @property {number} records
 * @property {number} days
 * @property {string | null} first_date
 *
 * @typedef {object} Version
 * @property {number} version
 * @property {string} published_at
 * @property {string | null} change_note
 */

/**
 * @param {string} study
 * @param {number | 'draft' | 'current'} version
 * @returns {Promise<Answer<Codebook>>}
 */
export function fetchCodebook(study, version) {
  const asked = version === 'current' ? {} : {version}
  return get(withQuery(`/api/studies/${study}/codebook`, asked))
}

/**
 * @param {string} study
 * @param {unknown} body
 * @returns {Promise<Answer<Codebook>>}
 */
export function saveDraft(study, body) {
  return request('PUT', `/api/studies/${study}/codebook/draft`, {body})
}

/**
 * @param {string} study
 * @returns {Promise<Answer<Version[]>>} newest first
 */
export function listVersions(study) {
  return getAll(`/api/studies/${study}/codebook/versions`)
}

/**
 * @param {string} study
 * @returns {Promise<Answer<CodeUse[]>>}
 */
export function listCodeUse(study) {
  return getAll(`/api/studies/${study}/codebook/use`)
}
