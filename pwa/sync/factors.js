/** The second factor: an authenticator app, passkeys, and recovery codes for bad days. */
import {makePasskey, NoPasskey, usePasskey} from '../ui/passkeys.js'
import {get, post, request} from './api.js'

/** @import {Answer} from '../types.d.ts' */

/** @typedef {{id: string, label: string, created_at: string, last_used_at: string | null}} Passkey */
/**
 * @typedef {object} Factors
 * @property {boolean} totp
 * @property {Passkey[]} passkeys
 * @property {boolean} passkeys_possible whether this installation's address allows them
 * @property {number} recovery_codes_left
 */
/** @typedef {{recovery_codes?: string[] | null}} Codes the codes, if new ones were made */

const FACTORS = '/api/factors'

/** @returns {Promise<Answer<Factors>>} */
export function getFactors() {
  return get(FACTORS)
}

/** @returns {Promise<Answer<{secret: string, uri: string}>>} */
export function beginTotp() {
  return post(`${FACTORS}/totp`, {})
}

/**
 * @param {string} code
 * @returns {Promise<Answer<Codes>>}
 */
export function confirmTotp(code) {
  return post(`${FACTORS}/totp/confirm`, {code})
}

/** @returns {Promise<Answer<null>>} */
export function removeTotp() {
  return request('DELETE', `${FACTORS}/totp`)
}

/** @returns {Promise<Answer<Codes>>} */
export function renewRecoveryCodes() {
  return post(`${FACTORS}/recovery-codes`, {})
}

/**
 * @param {string} label
 * @returns {Promise<Answer<Codes>>}
 */
export function addPasskey(label) {
  return ceremony(post(`${FACTORS}/passkeys/options`, {}), async ({options}) => {
    const credential = await makePasskey(options)
    return post(`${FACTORS}/passkeys`, {label, credential})
  })
}

/**
 * @param {string} id
 * @returns {Promise<Answer<null>>}
 */
export function removePasskey(id) {
  return request('DELETE', `${FACTORS}/passkeys/${id}`)
}

/**
 * Signs in with a passkey, which counts as password and second factor at once; whoever is
 * signed in has proved who it is.
 *
 * @param {{login?: string}} who
 * @param {{device?: string, device_label?: string}} [browser]
 * @param {string} [lock] what the session is to be bound to, if it is to be a new one
 * @returns {Promise<Answer<any>>}
 */
export function enterByPasskey(who, browser = {}, lock) {
  const begun = post('/api/session/passkey/options', who)
  return ceremony(begun, async ({options, ceremony: name}) => {
    const credential = await usePasskey(options)
    const body = {ceremony: name, credential, ...browser}
    return post('/api/session/passkey', body, lock ? {lock} : {})
  })
}

/**
 * What the browser refuses is an answer like any other.
 *
 * @param {Promise<Answer<any>>} begun
 * @param {(body: Record<string, any>) => Promise<Answer<any>>} goOn
 * @returns {Promise<Answer<any>>}
 */
async function ceremony(begun, goOn) {
  const options = await begun
  if (options.kind !== 'ok') return options
  try {
    return await goOn(options.body)
  } catch (error) {
    if (!(error instanceof NoPasskey)) throw error
    return {kind: 'problem', status: 0, body: {detail: error.message}}
  }
}
