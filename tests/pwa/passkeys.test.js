/** Passkeys in the JSON that the server speaks, with a browser that answers as told. */
import assert from 'node:assert/strict'
import test from 'node:test'

import {
  bytesOf,
  makePasskey,
  NoPasskey,
  textOf,
  usePasskey,
} from '../../pwa/ui/passkeys.js'

const buffer = (...bytes) => new Uint8Array(bytes).buffer

/** Has `navigator.credentials` answer with `answer`; returns what it was asked. */
function browserThat(answer) {
  const asked = []
  const act = async ({publicKey}) => {
    asked.push(publicKey)
    return answer()
  }
  Object.defineProperty(globalThis, 'navigator', {
    configurable: true,
    value: {credentials: {create: act, get: act}},
  })
  return asked
}

test('bytes come back as they went, in letters an address may hold', () => {
  const bytes = Uint8Array.from({length: 256}, (_, at) => at)
  const text = textOf(bytes.buffer)

  assert.match(text, /^[\w-]+$/)
  assert.deepEqual(bytesOf(text), bytes)
})

test('a new passkey is asked for in bytes and answered in text', async () => {
  const asked = browserThat(() => ({
    id: '_w',
    rawId: buffer(255),
    type: 'public-key',
    authenticatorAttachment: 'platform',
    response: {
      clientDataJSON: buffer(1),
      attestationObject: buffer(2),
      getTransports: () => ['internal'],
    },
  }))

  const made = await makePasskey({
    challenge: 'AQI',
    user: {id: 'Aw', name: 'ana'},
    excludeCredentials: [{id: 'BA', type: 'public-key'}],
  })

  assert.deepEqual(asked[0].challenge, Uint8Array.of(1, 2))
  assert.deepEqual(asked[0].user, {id: Uint8Array.of(3), name: 'ana'})
  assert.deepEqual(asked[0].excludeCredentials[0].id, Uint8Array.of(4))
  assert.equal(made.rawId, '_w')
  assert.deepEqual(made.response, {
    clientDataJSON: 'AQ',
    attestationObject: 'Ag',
    transports: ['internal'],
  })
})

test('what the person closes is told in words for people', async () => {
  browserThat(() => {
    throw new DOMException('The operation timed out.', 'NotAllowedError')
  })

  await assert.rejects(usePasskey({challenge: 'AQ'}), (error) => {
    return error instanceof NoPasskey && /Try again/.test(error.message)
  })
})

test('a fault of our own is not taken for a passkey refused', async () => {
  browserThat(() => {
    throw new TypeError('no such thing')
  })

  await assert.rejects(usePasskey({challenge: 'AQ'}), TypeError)
})
