/** Studies and the people in them: fetched whole, so that a day can be worked without network. */
import {get, getAll, post, request, withQuery} from './api.js'

/** @import {Answer, Book, Codebook, Member, Study, Subject} from '../types.d.ts' */

/** @typedef {Omit<Study, 'codebooks' | 'subjects' | 'members'>} StudyFacts */

/**
 * Brings the phone's studies up to date. A study of which some part could not be had keeps
 * what was known of it.
 *
 * @param {Book} book
 * @returns {Promise<Answer<ReadonlyArray<Study>>>}
 */
export async function refreshStudies(book) {
  const listed = await getAll('/api/studies')
  if (listed.kind !== 'ok') return listed
  const facts = /** @type {StudyFacts[]} */ (listed.body)
  const studies = []
  for (const fact of facts) studies.push(await bundled(book, fact))
  await book.putStudies([...studies, ...left(book, facts)])
  return {...listed, body: studies}
}

/**
 * @param {Book} book
 * @param {{title: string, template: string, timezone: string}} study
 * @returns {Promise<Answer<StudyFacts>>}
 */
export async function createStudy(book, study) {
  return thenRefresh(book, await post('/api/studies', study))
}

/**
 * @param {Book} book
 * @param {string} study
 * @param {{pseudonym: string}} subject
 * @returns {Promise<Answer<Subject>>}
 */
export async function addSubject(book, study, subject) {
  return thenRefresh(book, await post(`/api/studies/${study}/subjects`, subject))
}

/**
 * @param {Book} book
 * @param {string} study
 * @param {string} subject
 * @param {Partial<Omit<Subject, 'id'>>} change
 * @returns {Promise<Answer<Subject>>}
 */
export async function changeSubject(book, study, subject, change) {
  const path = `/api/studies/${study}/subjects/${subject}`
  return thenRefresh(book, await request('PATCH', path, {body: change}))
}

/**
 * @param {Book} book
 * @param {string} study
 * @param {{settings: Record<string, unknown>}} change
 * @returns {Promise<Answer<StudyFacts>>}
 */
export async function changeStudy(book, study, change) {
  return thenRefresh(
    book,
    await request('PATCH', `/api/studies/${study}`, {body: change}),
  )
}

/**
 * @param {string} study
 * @param {{role: string}} invitation
 * @returns {Promise<Answer<{id: string, token: string, link: string, role: string, expires_at: string}>>}
 */
export function invite(study, invitation) {
  return post(`/api/studies/${study}/invitations`, invitation)
}

/**
 * @typedef {object} Invitation
 * @property {string} id
 * @property {string} role
 * @property {string} created_at
 * @property {string} expires_at
 * @property {'open' | 'accepted' | 'expired' | 'revoked'} state
 */

/**
 * @param {string} study
 * @returns {Promise<Answer<Invitation[]>>}
 */
export function listInvitations(study) {
  return getAll(`/api/studies/${study}/invitations`)
}

/**
 * @param {string} study
 * @param {string} invitation
 * @returns {Promise<Answer<null>>}
 */
export function revokeInvitation(study, invitation) {
  return request('DELETE', `/api/studies/${study}/invitations/${invitation}`)
}

/**
 * @typedef {object} Observer what a report on the method tells of who observed
 * @property {string | null} [background]
 * @property {number | null} [training_hours]
 * @property {string | null} [first_day] YYYY-MM-DD
 * @property {string | null} [last_day]
 *
 * @typedef {Member & Observer & {login?: string, state?: 'active' | 'removed'}} MemberSeen
 */

/**
 * Those who left as well.
 *
 * @param {string} study
 * @returns {Promise<Answer<MemberSeen[]>>}
 */
export function listMembers(study) {
  return getAll(`/api/studies/${study}/members?state=all`)
}

/**
 * Lets somebody in who has an account; one who comes back keeps the observer code of old.
 *
 * @param {string} study
 * @param {{login: string, role: string}} member
 * @returns {Promise<Answer<MemberSeen>>}
 */
export function addMember(study, member) {
  return post(`/api/studies/${study}/members`, member)
}

/**
 * @param {string} study
 * @param {string} account
 * @param {{role?: string} & Observer} change
 * @returns {Promise<Answer<MemberSeen>>}
 */
export function changeMember(study, account, change) {
  return request('PATCH', `/api/studies/${study}/members/${account}`, {body: change})
}

/**
 * @param {string} study
 * @param {string} account
 * @returns {Promise<Answer<null>>}
 */
export function removeMember(study, account) {
  return request('DELETE', `/api/studies/${study}/members/${account}`)
}

/**
 * @param {Book} book
 * @param {StudyFacts} fact
 * @returns {Promise<Study>}
 */
async function bundled(book, fact) {
  const path = `/api/studies/${fact.id}`
  const known = book.study(fact.id)
  const [subjects, members, codebooks] = await Promise.all([
    getAll(`${path}/subjects`),
    // Those who left as well: their codes are on the days they made.
    getAll(`${path}/members?state=all`),
    codebooksOf(book, fact),
  ])
  return {
    ...fact,
    codebooks,
    subjects: subjects.kind === 'ok' ? subjects.body : (known?.subjects ?? []),
    members: members.kind === 'ok' ? members.body : (known?.members ?? []),
  }
}

/**
 * The current version and every version a day on this phone is pinned to. A published
 * version never changes, so what is here already is not asked for again.
 *
 * @param {Book} book
 * @param {StudyFacts} fact
 * @returns {Promise<Record<string, Codebook>>}
 */
async function codebooksOf(book, fact) {
  /** @type {Record<string, Codebook>} */
  const codebooks = {...book.study(fact.id)?.codebooks}
  const pinned = book.days(fact.id).map(({fields}) => fields.codebook_version)
  const wanted = new Set([fact.codebook_version, ...pinned].filter(isVersion))
  for (const version of wanted) {
    if (codebooks[version]) continue
    const path = withQuery(`/api/studies/${fact.id}/codebook`, {version})
    const answer = await get(path)
    if (answer.kind === 'ok') codebooks[version] = answer.body
  }
  return codebooks
}

/**
 * Studies this account has left that days on this phone still belong to.
 *
 * @param {Book} book
 * @param {ReadonlyArray<StudyFacts>} facts
 * @returns {Study[]}
 */
function left(book, facts) {
  const listed = new Set(facts.map(({id}) => id))
  return book.studies
    .peek()
    .filter(({id}) => !listed.has(id) && book.days(id).length > 0)
}

/**
 * @template T
 * @param {Book} book
 * @param {Answer<T>} answer
 * @returns {Promise<Answer<T>>}
 */
async function thenRefresh(book, answer) {
  if (answer.kind === 'ok') await refreshStudies(book)
  return answer
}

/**
 * @param {unknown} version
 * @returns {version is number}
 */
function isVersion(version) {
  return typeof version === 'number'
}
