/** The codebook of a study at work: its draft, its versions, and what the records use. */
import {get, getAll, post, request, withQuery} from './api.js'
import {refreshStudies} from './studies.js'

/** @import {Answer, Book, Codebook} from '../types.d.ts' */

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
 * @param {Book} book whose days begin with the new version from now on
 * @param {string} study
 * @param {string} changeNote what is new, for those who code with it
 * @returns {Promise<Answer<Codebook>>}
 */
export async function publishCodebook(book, study, changeNote) {
  const path = `/api/studies/${study}/codebook/publish`
  const answer = await post(path, {change_note: changeNote})
  if (answer.kind === 'ok') await refreshStudies(book)
  return answer
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
