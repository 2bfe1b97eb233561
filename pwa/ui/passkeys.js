/**
 * Passkeys, asked of the browser in the JSON the server speaks.
 *
 * The browsers' own `parseRequestOptionsFromJSON` and `toJSON` are younger than the phones
 * people carry.
 */
import {t} from './language.js'

/** What the browser refused or the person closed; its message is for people. */
export class NoPasskey extends Error {}

export const passkeysPossible = () => typeof PublicKeyCredential === 'function'

/**
 * @param {Record<string, any>} options as the server made them
 * @returns {Promise<Record<string, unknown>>} the new credential
 */
export function makePasskey(options) {
  return asked(() =>
    navigator.credentials.create({
      publicKey: /** @type {any} */ ({
        ...options,
        challenge: bytesOf(options['challenge']),
        user: {...options['user'], id: bytesOf(options['user'].id)},
        excludeCredentials: listed(options['excludeCredentials']),
      }),
    }),
  )
}

/**
 * @param {Record<string, any>} options as the server made them
 * @returns {Promise<Record<string, unknown>>} the signed answer
 */
export function usePasskey(options) {
  return asked(() =>
    navigator.credentials.get({
      publicKey: /** @type {any} */ ({
        ...options,
        challenge: bytesOf(options['challenge']),
        allowCredentials: listed(options['allowCredentials']),
      }),
    }),
  )
}

/** @param {() => Promise<Credential | null>} ask */
async function asked(ask) {
  try {
    const found = await ask()
    if (found) return plain(/** @type {PublicKeyCredential} */ (found))
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    if (error.name === 'InvalidStateError')
      throw new NoPasskey(t`This device holds a passkey for your account already.`)
  }
  throw new NoPasskey(t`No passkey was given. Try again, or use a code instead.`)
}

const RESPONSE = [
  'clientDataJSON',
  'attestationObject',
  'authenticatorData',
  'signature',
  'userHandle',
]

/** @param {PublicKeyCredential} credential */
function plain(credential) {
  const response = /** @type {Record<string, any>} */ (
    /** @type {unknown} */ (credential.response)
  )
  const held = RESPONSE.filter((name) => response[name])
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: {},
    response: {
      ...Object.fromEntries(held.map((name) => [name, textOf(response[name])])),
      ...(response['getTransports'] ? {transports: response['getTransports']()} : {}),
    },
  }
}

/** @param {{id: string}[]} [ids] */
const listed = (ids = []) => ids.map((one) => ({...one, id: bytesOf(one.id)}))

/** @param {string} text base64url */
export const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  )

/** @param {ArrayBuffer} buffer */
export const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
