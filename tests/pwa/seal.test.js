import assert from 'node:assert/strict'
import {test} from 'node:test'
import {newDek, newSecrets} from '../../pwa/store/bundle.js'
import {random} from '../../pwa/store/bytes.js'
import {keysOf, NotOurs, OtherKey, placeOf} from '../../pwa/store/seal.js'

const ANA = {id: 'a1', login: 'ana', name: 'Ana'}
const PLACE = placeOf('v_1', 'ops', 7, 3)

const secretsOf = () => newSecrets({account: ANA, device: 'd_1', at: new Date()})
const ring = async () => keysOf(await secretsOf())

test('what is sealed opens where it was sealed for', async () => {
  const keys = await ring()
  const values = [null, 0, '', 'héllo 👋', [1, [2]], {a: {b: '"'}}, 'x'.repeat(5000)]

  for (const value of values) {
    assert.deepEqual(await keys.open(PLACE, await keys.seal(PLACE, value)), value)
  }
})

test('a value moved to another vault, table, row or write is refused', async () => {
  const keys = await ring()
  const sealed = await keys.seal(PLACE, 'secret')
  const elsewhere = [
    placeOf('v_2', 'ops', 7, 3),
    placeOf('v_1', 'base', 7, 3),
    placeOf('v_1', 'ops', 8, 3),
    placeOf('v_1', 'ops', 7, 2),
    placeOf('v_1', 'ops', 7, 4),
  ]

  for (const place of elsewhere) await assert.rejects(keys.open(place, sealed), NotOurs)
})

test('every changed bit and every missing byte is noticed', async () => {
  const keys = await ring()
  const sealed = await keys.seal(PLACE, {text: 'secret'})
  const refused = (changed) =>
    assert.rejects(keys.open(PLACE, {...sealed, ...changed}), NotOurs)

  for (const part of ['n', 'ct']) {
    for (const at of sealed[part].keys()) {
      const bit = 1 << (at % 8)
      await refused({[part]: sealed[part].with(at, sealed[part][at] ^ bit)})
    }
    for (const length of [0, 1, sealed[part].length - 1]) {
      await refused({[part]: sealed[part].slice(0, length)})
    }
  }
})

test('an unknown way of sealing is refused, and a missing one', async () => {
  const keys = await ring()
  const sealed = await keys.seal(PLACE, 'secret')

  for (const changed of [{v: 0}, {v: 2}, {alg: 'none'}, {alg: 'A128GCM'}]) {
    await assert.rejects(keys.open(PLACE, {...sealed, ...changed}), NotOurs)
  }
  await assert.rejects(keys.open(PLACE, undefined), NotOurs)
})

test('nobody else’s keys open it', async () => {
  const [ours, theirs] = [await ring(), await ring()]
  const sealed = await ours.seal(PLACE, 'secret')

  await assert.rejects(theirs.open(PLACE, sealed), OtherKey)
  await assert.rejects(theirs.open(PLACE, {...sealed, kid: theirs.kid}), NotOurs)
})

test('after a change of keys the newest seals and the older still open', async () => {
  const secrets = await secretsOf()
  const before = await keysOf(secrets)
  const after = await keysOf({...secrets, deks: [newDek(), ...secrets.deks]})
  const old = await before.seal(PLACE, 'old')

  assert.equal(await after.open(PLACE, old), 'old')
  const fresh = await after.seal(PLACE, 'new')
  assert.notEqual(fresh.kid, old.kid)
  await assert.rejects(before.open(PLACE, fresh), OtherKey)
})

test('a size tells no more than how many times 256 bytes', async () => {
  const keys = await ring()
  const size = async (value) => (await keys.seal(PLACE, value)).ct.length - 16

  const sizes = await Promise.all(['', 'a', 'x'.repeat(200)].map(size))
  assert.deepEqual(sizes, [256, 256, 256])
  assert.equal(await size('x'.repeat(256)), 512)
})

test('the name of a row tells nothing of the record and is the same each time', async () => {
  const secrets = await secretsOf()
  const [keys, again] = [await keysOf(secrets), await keysOf(secrets)]
  const id = '01900000-0000-7000-8000-000000000001'

  const name = await keys.keyFor(id)

  assert.match(name, /^[0-9a-f]{32}$/)
  assert.equal(await again.keyFor(id), name)
  assert.notEqual(
    await keysOf({...secrets, mac: random(32)}).then((k) => k.keyFor(id)),
    name,
  )
})

test('no nonce comes twice', async () => {
  const keys = await ring()
  const sealed = await Promise.all(
    Array.from({length: 2000}, () => keys.seal(PLACE, 'same')),
  )

  assert.equal(new Set(sealed.map(({n}) => n.join())).size, 2000)
})
