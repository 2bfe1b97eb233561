/** Signing in and out, and the account's devices. Capture needs none of it. */
import {get, post, request} from './api.js'
import {bound} from './binding.js'
import {enterByPasskey} from './factors.js'

/** @import {Account, Answer} from '../types.d.ts' */

/**
 * @typedef {object} Welcome
 * @property {Account} account
 * @property {string} [device]
 * @property {'capture' | 'work' | 'elevated'} [reach] what the session may do now
 * @property {{enrolled: boolean, required: boolean}} [second_factor]
 */
/** @typedef {{login: string, password: string, code?: string, device?: string}} Credentials */
/** @typedef {{token: string, login: string, name: string, password: string}} Newcomer */

/**
 * @typedef {object} Device
 * @property {string} id
 * @property {string | null} label
 * @property {string | null} app
 * @property {number | null} waiting
 * @property {string} created_at
 * @property {string} last_seen_at
 * @property {string | null} [retired_at] asked to send what it holds and then to go
 * @property {string | null} revoked_at
 * @property {boolean} current
 */

/**
 * @param {Credentials} who
 * @returns {Promise<Answer<Welcome>>}
 */
export function signIn(who) {
  return enter('/api/session', who)
}

/**
 * @param {{login: string, device?: string}} who
 * @returns {Promise<Answer<Welcome>>}
 */
export function signInByPasskey({login, ...browser}) {
  const here = {...browser, device_label: deviceLabel()}
  return bound((lock) => enterByPasskey({login}, here, lock))
}

/**
 * Proves again who is signed in, so that the session may do more for a while.
 *
 * @param {{password: string, code?: string}} proof
 * @returns {Promise<Answer<Welcome>>}
 */
export function elevate(proof) {
  return post('/api/session/elevate', proof)
}

/** @returns {Promise<Answer<Welcome>>} */
export function elevateByPasskey() {
  return enterByPasskey({})
}

/**
 * The first account of a new installation.
 *
 * @param {Newcomer} newcomer
 * @returns {Promise<Answer<Welcome>>}
 */
export function setup(newcomer) {
  return enter('/api/setup', newcomer)
}

/**
 * Joins the study of an invitation, as a newcomer or as whoever is signed in.
 *
 * @param {Newcomer | {token: string}} who
 * @returns {Promise<Answer<Welcome & {study: {id: string}}>>}
 */
export function acceptInvitation(who) {
  const path = '/api/invitations/accept'
  return 'login' in who ? enter(path, who) : post(path, who)
}

/**
 * Ends the session. The log stays on the phone, sent or not.
 *
 * @returns {Promise<Answer<null>>}
 */
export function signOut() {
  return request('DELETE', '/api/session')
}

/**
 * Ends every session of this account but this one.
 *
 * @returns {Promise<Answer<null>>}
 */
export function signOutOthers() {
  return request('DELETE', '/api/session/others')
}

/**
 * @param {{current: string, password: string}} change
 * @returns {Promise<Answer<null>>}
 */
export function changePassword(change) {
  return post('/api/password', change)
}

/**
 * With the one-time token of a reset link.
 *
 * @param {{token: string, password: string}} reset
 * @returns {Promise<Answer<null>>}
 */
export function resetPassword(reset) {
  return post('/api/password/reset', reset)
}

/**
 * @returns {Promise<Answer<Welcome>>}
 */
export function whoAmI() {
  return get('/api/session')
}

/**
 * @returns {Promise<Answer<{items: Device[], next: string | null}>>}
 */
export function listDevices() {
  return get('/api/devices')
}

/**
 * Lets a device send what it holds once more; then it deletes its vault and signs out.
 *
 * @param {string} id
 * @returns {Promise<Answer<null>>}
 */
export function retireDevice(id) {
  return post(`/api/devices/${encodeURIComponent(id)}/retire`, {})
}

/**
 * Nothing is taken from the device any more.
 *
 * @param {string} id
 * @returns {Promise<Answer<null>>}
 */
export function revokeDevice(id) {
  return request('DELETE', `/api/devices/${encodeURIComponent(id)}`)
}

/**
 * Without a device named, the server knows this browser again or gives it a name.
 *
 * @param {string} path
 * @param {object} who
 * @returns {Promise<Answer<any>>}
 */
function enter(path, who) {
  const asked = {...who, device_label: deviceLabel()}
  return bound((lock) => post(path, asked, {lock}))
}

/**
 * What a person would call this browser: `Chrome on Android`.
 *
 * @param {string} [agent]
 * @returns {string}
 */
export function deviceLabel(agent = navigator.userAgent) {
  const browser =
    ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name)) ??
    'Browser'
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux'].find((name) =>
    agent.includes(name),
  )
  const name = browser === 'Edg' ? 'Edge' : browser
  return system ? `${name} on ${system}` : name
}
