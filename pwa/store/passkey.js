/**
 * A passkey that can also unlock: what its PRF extension answers to a salt is a secret only
 * this passkey knows (WebAuthn level 3, 10.1.4). The server has no part in it.
 */
import {random, same} from './bytes.js'

/** @import {Bytes} from './bytes.js' */
/** @import {PrfWrap} from './header.js' */

/** What is said of a passkey that does not unlock. */
export const REFUSALS = {
  cannot: 'This passkey cannot unlock.',
  another: 'Another passkey answered.',
  none: 'No passkey answered.',
}

/** The passkey cannot do what is asked, or nobody touched it. */
export class NoPasskey extends Error {
  name = 'NoPasskey'
}

/** @returns {Promise<boolean>} whether it is worth offering */
export async function prfPossible() {
  if (!globalThis.PublicKeyCredential) return false
  const told = await PublicKeyCredential.getClientCapabilities?.().catch(() => null)
  if (told && 'extension:prf' in told) return told['extension:prf'] === true
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(
    () => false,
  )
}

/**
 * @returns {Promise<{id: Bytes, salt: Bytes, output: Bytes}>}
 */
export async function newPasskey() {
  const salt = random(32)
  const made = /** @type {PublicKeyCredential | null} */ (
    await navigator.credentials
      .create({
        publicKey: {
          rp: {name: 'Shadowlog'},
          // Shown in the phone's list of passkeys, to anybody: it says nobody's name.
          user: {id: random(32), name: 'This device', displayName: 'This device'},
          challenge: random(32),
          pubKeyCredParams: [
            {type: 'public-key', alg: -7},
            {type: 'public-key', alg: -257},
          ],
          authenticatorSelection: {
            residentKey: 'preferred',
            userVerification: 'required',
          },
          extensions: {prf: {eval: {first: salt}}},
        },
      })
      .catch(refused)
  )
  const {prf} = made?.getClientExtensionResults() ?? {}
  if (!made || !(prf?.enabled || prf?.results)) {
    throw new NoPasskey(REFUSALS.cannot)
  }
  const id = new Uint8Array(made.rawId)
  // Many answer to a salt only once they have been made.
  const output = bytesOf(prf.results?.first) ?? (await answer([{id, salt}])).output
  return {id, salt, output}
}

/**
 * @param {ReadonlyArray<PrfWrap>} wraps
 * @returns {Promise<{wrap: PrfWrap, output: Bytes}>} which of them answered, and what
 */
export async function prfOutput(wraps) {
  const {id, output} = await answer(wraps)
  const wrap = wraps.find((each) => same(each.id, id))
  if (!wrap) throw new NoPasskey(REFUSALS.another)
  return {wrap, output}
}

/**
 * @param {ReadonlyArray<{id: Bytes, salt: Bytes}>} known
 * @returns {Promise<{id: Bytes, output: Bytes}>}
 */
async function answer(known) {
  const salts = known.map(({id, salt}) => [base64url(id), {first: salt}])
  const given = /** @type {PublicKeyCredential | null} */ (
    await navigator.credentials
      .get({
        publicKey: {
          challenge: random(32),
          allowCredentials: known.map(({id}) => ({type: 'public-key', id})),
          userVerification: 'required',
          extensions: {prf: {evalByCredential: Object.fromEntries(salts)}},
        },
      })
      .catch(refused)
  )
  const output = bytesOf(given?.getClientExtensionResults().prf?.results?.first)
  if (!given || !output) throw new NoPasskey(REFUSALS.cannot)
  return {id: new Uint8Array(given.rawId), output}
}

/**
 * @param {BufferSource | undefined} source
 * @returns {Bytes | null}
 */
function bytesOf(source) {
  if (!source) return null
  return new Uint8Array(
    /** @type {ArrayBuffer} */ (ArrayBuffer.isView(source) ? source.buffer : source),
  )
}

/**
 * @param {Bytes} bytes
 * @returns {string}
 */
function base64url(bytes) {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @param {unknown} error */
function refused(error) {
  throw new NoPasskey(REFUSALS.none, {cause: error})
}
