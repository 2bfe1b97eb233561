import assert from 'node:assert/strict'
import {test} from 'node:test'
import {canonical, digestOf} from '../../pwa/sync/digest.js'
import {contract} from './contract.js'

for (const {name, wire, canonical: text, sha256} of contract('canonical').cases) {
  test(`both ends write alike: ${name}`, async () => {
    const value = JSON.parse(wire)

    assert.equal(JSON.stringify(value), wire)
    assert.equal(canonical(value), text)
    if (!Array.isArray(value)) assert.equal(await digestOf(value), sha256)
  })
}

test('what JSON leaves out of a message is not hashed either', () => {
  assert.equal(
    canonical({a: undefined, b: [undefined, NaN], c: -0}),
    '{"b":[null,null],"c":0}',
  )
})

test('the stamp is no part of it: the server may move that', async () => {
  const op = {id: 'o', n: 1, stamp: [1, 'd', 1]}

  assert.equal(await digestOf(op), await digestOf({...op, stamp: [2, 'd', 1]}))
  assert.notEqual(await digestOf(op), await digestOf({...op, n: 2}))
})
