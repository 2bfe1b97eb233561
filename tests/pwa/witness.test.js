import assert from 'node:assert/strict'
import {test} from 'node:test'
import {
  alarms,
  keepHead,
  silence,
  told as toldOf,
  witnessOf,
} from '../../pwa/sync/witness.js'

const S = 'study-1'
const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(64))

/** What of a book the witness needs. */
function book() {
  const settings = {}
  return {
    settings,
    setting: (name) => settings[name],
    set: async (name, value) => void (settings[name] = value),
    note: async () => {},
  }
}

async function told(...trails) {
  const kept = book()
  for (const trail of trails) await keepHead(kept, S, trail)
  return kept
}

test('a phone that was told nothing yet asks for no proof', async () => {
  assert.equal(witnessOf(book(), S), null)
})

test('the head it was told last is what the phone has the server show', async () => {
  const kept = await told(
    {seq: 3, head: A, witness: null},
    {seq: 5, head: B, witness: 'ok'},
  )

  assert.equal(witnessOf(kept, S), `5.${B}`)
  assert.deepEqual(alarms(kept), [])
})

const BROKEN = {
  'that is not in the trail': {seq: 9, head: B, witness: 'broken'},
  'about which the server says nothing': {seq: 9, head: B, witness: null},
  'while the trail has grown shorter': {seq: 2, head: B, witness: 'ok'},
  'while the trail ends otherwise': {seq: 3, head: B, witness: 'ok'},
  'from a server without a trail': undefined,
}
for (const [what, trail] of Object.entries(BROKEN)) {
  test(`an alarm is kept of a head ${what}`, async () => {
    const kept = await told({seq: 3, head: A, witness: null}, trail)

    const [alarm, ...more] = alarms(kept)
    assert.deepEqual({...alarm, at: 0}, {study: S, seq: 3, head: A, at: 0})
    assert.deepEqual(more, [])
    assert.deepEqual(kept.setting('trail.alarm'), [alarm])
  })
}

test('the phone goes on from the new head, and the alarm stays', async () => {
  const kept = await told(
    {seq: 3, head: A, witness: null},
    {seq: 2, head: B, witness: 'broken'},
    {seq: 4, head: C, witness: 'ok'},
  )

  assert.equal(witnessOf(kept, S), `4.${C}`)
  assert.equal(alarms(kept).length, 1)
})

test('the same lost head is one alarm', async () => {
  const kept = await told({seq: 3, head: A, witness: null}, undefined, undefined)

  assert.equal(alarms(kept).length, 1)
})

test('an alarm goes when somebody says that it was told', async () => {
  const kept = await told({seq: 3, head: A, witness: null}, undefined)

  await silence(kept)
  await keepHead(kept, S, undefined)

  assert.deepEqual(alarms(kept), [])
  assert.equal(kept.setting('trail.alarm'), null)
  assert.deepEqual(
    toldOf(kept).map(({head}) => head),
    [A],
  )
})

test('a head that stands where it stood is not written again', async () => {
  const kept = await told({seq: 3, head: A, witness: null})
  kept.set = () => assert.fail('written')

  await keepHead(kept, S, {seq: 3, head: A, witness: 'ok'})
})
