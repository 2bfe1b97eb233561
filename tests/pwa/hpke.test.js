import assert from 'node:assert/strict'
import {test} from 'node:test'
import {hex, random, utf8} from '../../pwa/store/bytes.js'
import {
  AES_128,
  CannotOpen,
  newPair,
  open,
  privateKey,
  seal,
} from '../../pwa/store/hpke.js'

// RFC 9180, A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode.
const VECTOR = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  skE: '4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb',
  pkE: '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
  skR: 'f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2',
  pkR: '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
  pt: '4265617574792069732074727574682c20747275746820626561757479',
  aad: '436f756e742d30',
  ct: '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
}

const unhex = (text) => Uint8Array.from(Buffer.from(text, 'hex'))

async function pairOf(sk, pk) {
  const part = (from, to) =>
    Buffer.from(unhex(pk).slice(from, to)).toString('base64url')
  const jwk = {kty: 'EC', crv: 'P-256', x: part(1, 33), y: part(33, 65)}
  const d = Buffer.from(unhex(sk)).toString('base64url')
  const how = {name: 'ECDH', namedCurve: 'P-256'}
  const load = (key, uses) => crypto.subtle.importKey('jwk', key, how, true, uses)
  return {
    publicKey: await load(jwk, []),
    privateKey: await load({...jwk, d}, ['deriveBits']),
  }
}

async function recipient() {
  const {publicKey, privateKey: secret} = await newPair()
  const out = async (form, key) =>
    new Uint8Array(await crypto.subtle.exportKey(form, key))
  const priv = await privateKey(await out('pkcs8', secret))
  return {pub: await out('raw', publicKey), priv}
}

test('sealing makes what the RFC says, byte for byte', async () => {
  const ephemeral = await pairOf(VECTOR.skE, VECTOR.pkE)
  const how = {ephemeral, aead: AES_128, aad: unhex(VECTOR.aad)}

  const message = await seal(
    unhex(VECTOR.pkR),
    unhex(VECTOR.info),
    unhex(VECTOR.pt),
    how,
  )

  assert.equal(hex(message.enc), VECTOR.pkE)
  assert.equal(hex(message.ct), VECTOR.ct)
})

test('the RFC’s message opens', async () => {
  const {privateKey: priv} = await pairOf(VECTOR.skR, VECTOR.pkR)
  const message = {enc: unhex(VECTOR.pkE), ct: unhex(VECTOR.ct)}
  const how = {aead: AES_128, aad: unhex(VECTOR.aad)}

  const plain = await open(priv, unhex(VECTOR.pkR), unhex(VECTOR.info), message, how)

  assert.equal(hex(plain), VECTOR.pt)
})

test('messages of any length come back', async () => {
  const {pub, priv} = await recipient()

  for (const length of [0, 1, 255, 256, 65_536 - 1]) {
    const plain = random(length)
    const message = await seal(pub, utf8('here'), plain)

    assert.deepEqual(await open(priv, pub, utf8('here'), message), plain)
  }
})

test('the same message never looks the same', async () => {
  const {pub} = await recipient()
  const [a, b] = await Promise.all([1, 2].map(() => seal(pub, utf8('x'), utf8('y'))))

  assert.notDeepEqual(a.enc, b.enc)
  assert.notDeepEqual(a.ct, b.ct)
})

test('a message opens nowhere else, for nobody else, and not once changed', async () => {
  const [ours, theirs] = [await recipient(), await recipient()]
  const message = await seal(ours.pub, utf8('inbox|1'), utf8('a tap'))
  const refused = (priv, pub, info, changed) =>
    assert.rejects(open(priv, pub, utf8(info), changed), CannotOpen)

  await refused(ours.priv, ours.pub, 'inbox|2', message)
  await refused(theirs.priv, theirs.pub, 'inbox|1', message)
  await refused(ours.priv, theirs.pub, 'inbox|1', message)
  for (const part of ['enc', 'ct']) {
    for (const at of message[part].keys()) {
      const bytes = message[part].with(at, message[part][at] ^ 1)
      await refused(ours.priv, ours.pub, 'inbox|1', {...message, [part]: bytes})
    }
    const shorter = message[part].slice(0, -1)
    await refused(ours.priv, ours.pub, 'inbox|1', {...message, [part]: shorter})
  }
})

test('a private key in use cannot be taken out', async () => {
  const {priv} = await recipient()

  assert.equal(priv.extractable, false)
  await assert.rejects(crypto.subtle.exportKey('pkcs8', priv))
})
