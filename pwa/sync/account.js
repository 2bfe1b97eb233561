/** Signing in and out, and the account's devices. Capture needs none of it. */
import {deviceOf, newDevice, rememberAccount} from '../store/accounts.js'
import {get, post, request} from './api.js'

/** @import {Account, Answer} from '../types.d.ts' */

/** @typedef {{account: Account, device?: string}} Welcome */
/** @typedef {{token: string, login: string, name: string, password: string}} Newcomer */

/**
 * @typedef {object} Device
 * @property {string} id
 * @property {string | null} label
 * @property {string | null} app
 * @property {number | null} waiting
 * @property {string} created_at
 * @property {string} last_seen_at
 * @property {string | null} revoked_at
 * @property {boolean} current
 */

/**
 * @param {{login: string, password: string}} who
 * @returns {Promise<Answer<Welcome>>}
 */
export async function signIn(who) {
  return enter('/api/session', who)
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
 * @param {string} id
 * @returns {Promise<Answer<null>>}
 */
export function revokeDevice(id) {
  return request('DELETE', `/api/devices/${encodeURIComponent(id)}`)
}

/**
 * @param {string} path
 * @param {{login: string}} who
 * @returns {Promise<Answer<any>>}
 */
async function enter(path, who) {
  const device = (await deviceOf(who.login)) ?? newDevice()
  const answer = await post(path, {...who, device, device_label: deviceLabel()})
  if (answer.kind === 'ok') await rememberAccount(answer.body.account, device)
  return answer
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
