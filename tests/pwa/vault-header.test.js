import assert from 'node:assert/strict'
import {test} from 'node:test'
import {newSecrets, packed, unpacked, wiped} from '../../pwa/store/bundle.js'
import {random} from '../../pwa/store/bytes.js'
import {
  byPassphrase,
  byPrf,
  Damaged,
  Downgraded,
  newHeader,
  prfWrap,
  secretsIn,
  vaultKey,
  WrongPassphrase,
} from '../../pwa/store/header.js'

const WORDS = 'correct horse battery staple'
const vault = 'v_0'
const account = {id: 'a1', login: 'ana', name: 'Ana'}

const made = (async () => {
  const secrets = await newSecrets({account, device: 'd_1', at: new Date(0)})
  const copy = unpacked(packed(secrets))
  return {secrets: copy, header: (await newHeader(vault, WORDS, secrets)).header}
})()

async function opened(header, passphrase = WORDS, name = vault) {
  const key = await vaultKey(await byPassphrase({vault: name, header}, passphrase))
  return secretsIn({vault: name, header}, key)
}

const withWrap = (header, change) => ({
  ...header,
  wraps: header.wraps.map((wrap) => ({...wrap, ...change(wrap)})),
})
const flipped = (bytes, at = 0) => bytes.with(at, bytes[at] ^ 1)

test('the passphrase brings back the very keys', async () => {
  const {header, secrets} = await made

  assert.deepEqual(await opened(header), secrets)
})

test('a passphrase is the same however it is spaced and composed', async () => {
  const {header} = await made

  await opened(header, '  correct  horse battery\tstaple ')
  const secrets = await newSecrets({account, device: 'd_1', at: new Date(0)})
  const accented = await newHeader(
    vault,
    'caf\u00e9 cr\u00e8me br\u00fbl\u00e9e',
    secrets,
  )
  await opened(accented.header, 'cafe\u0301 cre\u0300me bru\u0302le\u0301e')
})

test('the work is at least a million rounds, over a salt of its own', async () => {
  const {header} = await made
  const other = await newHeader(vault, WORDS, (await made).secrets)

  assert.equal(header.kdf.name, 'PBKDF2-SHA-256')
  assert.ok(header.kdf.iterations >= 1_000_000)
  assert.ok(header.kdf.iterations <= 10_000_000)
  assert.equal(header.kdf.salt.length, 16)
  assert.notDeepEqual(other.header.kdf.salt, header.kdf.salt)
})

test('a wrong passphrase and a damaged wrap cannot be told apart', async () => {
  const {header} = await made
  const [{n, ct}] = header.wraps
  const broken = [
    [header, 'Correct horse battery staple'],
    [header, ''],
    [withWrap(header, () => ({n: flipped(n)})), WORDS],
    [withWrap(header, () => ({ct: flipped(ct)})), WORDS],
    [withWrap(header, () => ({ct: ct.slice(1)})), WORDS],
    [{...header, bundle: {...header.bundle, ct: flipped(header.bundle.ct)}}, WORDS],
    [{...header, kdf: {...header.kdf, salt: flipped(header.kdf.salt)}}, WORDS],
  ]
  const told = new Set()

  for (const [changed, passphrase] of broken) {
    await assert.rejects(opened(changed, passphrase), (error) => {
      told.add(`${error.name} ${error.message}`)
      return error instanceof WrongPassphrase
    })
  }
  assert.equal(told.size, 1)
})

test('a header that asks for less is refused before the passphrase is touched', async () => {
  const {header} = await made
  const weaker = [
    {v: 0},
    {v: 2},
    {kdf: {...header.kdf, iterations: 599_999}},
    {kdf: {...header.kdf, iterations: 1}},
    {kdf: {...header.kdf, iterations: Number.NaN}},
    {kdf: {...header.kdf, iterations: 10_000_001}},
    {kdf: {...header.kdf, name: 'PBKDF2-SHA-1'}},
    {kdf: undefined},
  ]

  for (const change of weaker) {
    await assert.rejects(opened({...header, ...change}), Downgraded)
  }
})

test('another amount of work than was wrapped with opens nothing', async () => {
  const {header} = await made
  const fewer = {...header, kdf: {...header.kdf, iterations: 600_000}}

  await assert.rejects(opened(fewer), WrongPassphrase)
})

test('a header that does not read as one is damaged', async () => {
  const {header} = await made
  const odd = [
    {wraps: []},
    {wraps: 'none'},
    {wraps: [{by: 'passphrase', n: [1], ct: new Uint8Array(48)}]},
    {bundle: null},
    {kdf: {...header.kdf, salt: new Uint8Array(8)}},
  ]

  for (const change of odd) {
    await assert.rejects(opened({...header, ...change}), Damaged)
  }
})

test('a header lent to another vault opens nothing there', async () => {
  const {header} = await made

  await assert.rejects(opened(header, WORDS, 'v_1'), WrongPassphrase)
})

test('what a passkey answers opens the same keys, at its own salt only', async () => {
  const {header, secrets} = await made
  const [id, salt, output] = [random(16), random(32), random(32)]
  const raw = await byPassphrase({vault, header}, WORDS)
  const wrap = await prfWrap(vault, {id, salt, output}, raw)

  const key = await vaultKey(await byPrf(vault, wrap, output))

  assert.deepEqual(await secretsIn({vault, header}, key), secrets)
  const wrong = [
    [wrap, flipped(output)],
    [{...wrap, salt: flipped(salt)}, output],
    [{...wrap, id: flipped(id)}, output],
  ]
  for (const [changed, answer] of wrong) {
    await assert.rejects(byPrf(vault, changed, answer), WrongPassphrase)
  }
})

test('wiped keys are zeros', async () => {
  const secrets = await newSecrets({account, device: 'd_1', at: new Date(0)})
  wiped(secrets)

  const keys = [secrets.mac, secrets.deks[0].key, secrets.pairs[0].key]
  assert.ok(keys.every((key) => key.every((byte) => byte === 0)))
})

test('keys in memory cannot be taken out', async () => {
  const {header} = await made
  const key = await vaultKey(await byPassphrase({vault, header}, WORDS))

  await assert.rejects(crypto.subtle.exportKey('raw', key))
})
