import assert from 'node:assert/strict'
import {test} from 'node:test'
import {database} from '../../pwa/store/idb.js'
import {bookOf, phone, reopened, STUDY} from './shelf.js'
import {ANA} from './vault.js'

const OLD = `log-${ANA.id}`
const plain = (value, clear) => ({...clear, sealed: {v: 0, value}})

function layTables(db) {
  db.createObjectStore('meta', {keyPath: 'k'})
  db.createObjectStore('base', {keyPath: 'k'})
  db.createObjectStore('ops', {keyPath: 'n'}).createIndex('live', 'live')
  db.createObjectStore('acts', {keyPath: 'seq'})
  db.createObjectStore('clock', {keyPath: 'seq'})
  db.createObjectStore('log', {keyPath: 'seq'})
}

function operation(n, text, state) {
  const stamp = [n, 'd_old', n]
  const set = {text}
  const op = {
    id: `o${n}`,
    n,
    study: STUDY,
    kind: 'jotting',
    rec: `r${n}`,
    op: 'put',
    set,
    stamp,
  }
  const live = state === 'landed' ? {} : {live: 1}
  return plain({op, at: n, state}, {n, ...live})
}

/** A log as it was kept before there were vaults. */
async function oldPhone() {
  const made = await phone()
  const head = {device: 'd_old', epoch: 'e_1', n: 3, acts: 1, lastStamp: 3}
  const db = database(OLD, 1, layTables)
  await db.write(['meta', 'ops', 'acts', 'clock'], ({meta, ops, acts, clock}) => {
    meta.put(plain({...head, cursors: {[STUDY]: 'c9'}, forgotAt: 0}, {k: 'head'}))
    meta.put(plain({last: 'kept'}, {k: 'settings'}))
    ops.put(operation(1, 'landed', 'landed'))
    ops.put(operation(2, 'refused', 'rejected'))
    ops.put(operation(3, 'unsent', 'pending'))
    const act = {
      seq: 1,
      act: 'jot',
      day: 'd1',
      study: STUDY,
      at: 3,
      ops: ['o3'],
      inverse: [],
    }
    acts.put(plain({...act, undone: false}, {seq: 1}))
    clock.put(plain({boot: 'b', mono: 1, wall: 1, off: 0, unc: 1}, {seq: 1}))
  })
  db.close()
  return made
}

test('a log in clear moves into the vault whole, and is taken off the phone', async () => {
  const {disk, vault} = await oldPhone()

  const book = await bookOf(vault)

  assert.equal(book.device, 'd_old')
  assert.equal(book.epoch, 'e_1')
  assert.equal(book.cursor(STUDY), 'c9')
  assert.equal(book.setting('last'), 'kept')
  assert.equal(book.record('r3').fields.text, 'unsent')
  assert.deepEqual(
    book.batch({ops: 9, bytes: 1e9}).map(({id}) => id),
    ['o3'],
  )
  assert.equal(book.refused().length, 1)
  assert.equal(book.lastAct('d1').act, 'jot')
  assert.ok(!disk.laid.has(OLD))
  assert.ok(!disk.text().includes('unsent'))
})

test('killed between the moving and the taking off, it is not moved twice', async () => {
  const {disk, vault} = await oldPhone()
  const old = disk.laid.get(OLD)
  const book = await bookOf(vault)
  book.close()
  disk.laid.set(OLD, old)

  const again = await reopened(vault)

  assert.equal(again.batch({ops: 9, bytes: 1e9}).length, 1)
  assert.ok(!disk.laid.has(OLD))
})

test('what an old version still wrote after the moving is not taken off', async () => {
  const {disk, vault} = await oldPhone()
  const old = disk.laid.get(OLD)
  const book = await bookOf(vault)
  book.close()
  disk.laid.set(OLD, old)
  old.tables.get('ops').rows.set(4, operation(4, 'late', 'pending'))

  const again = await reopened(vault)

  assert.ok(disk.laid.has(OLD))
  assert.ok((await again.events()).some(({event}) => event === 'old-log-kept'))
})

test('an account without an old log gets none', async () => {
  const {disk, vault, name} = await phone()

  await bookOf(vault)

  assert.deepEqual([...disk.laid.keys()], [name])
})
