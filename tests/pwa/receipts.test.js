import assert from 'node:assert/strict'
import {test} from 'node:test'
import {edit, jot, mark, remove, switchTo} from '../../pwa/domain/capture.js'
import {
  batchIn,
  putBase,
  putEntries,
  seenIn,
  viewIn,
  waitingIn,
} from '../../pwa/store/memory.js'
import {paged, redeviced, requeued, retried, settled} from '../../pwa/store/receipts.js'
import {Pocket, STUDY} from './pocket.js'

const ALL = {ops: 100, bytes: 1e6}

function phone() {
  const pocket = new Pocket()
  pocket.startDay()
  return pocket
}

function receive(pocket, results) {
  putEntries(pocket.memory, settled(pocket.memory, results, 1))
}

function applied(pocket, rev = 1) {
  return batchIn(pocket.memory, ALL).map(({id, stamp}, i) => ({
    id,
    status: 'applied',
    rev: rev + i,
    stamp,
  }))
}

/** The record as a server would hand it out that had applied these operations alone. */
function wire({rec, kind, op, ...rest}, ops, rev) {
  const f = {}
  for (const {id, set, stamp} of ops) {
    for (const [field, value] of Object.entries(set)) f[field] = [value, id, stamp]
  }
  const parent = f.day?.[0] ?? null
  return {rec, kind, rev, deleted: false, parent, f, ...rest, set: undefined}
}

test('an acknowledged operation stays in sight until the record that holds it is pulled', () => {
  const pocket = phone()
  const at = pocket.at(1)
  const [{rec}] = pocket.commit('switch', (s) => switchTo(s, {code: 'travel', at}))
  const ops = batchIn(pocket.memory, ALL)

  receive(pocket, applied(pocket))
  assert.equal(waitingIn(pocket.memory).pending, 0)
  assert.equal(viewIn(pocket.memory, rec).fields.code, 'travel')

  const page = {from: '', next: 'c', more: false, records: [wire(ops[1], [ops[1]], 2)]}
  const {base, entries} = paged(pocket.memory, STUDY, page)
  putBase(pocket.memory, base)
  putEntries(pocket.memory, entries)
  assert.deepEqual(
    entries.map(({state}) => state),
    ['landed'],
  )
  assert.equal(viewIn(pocket.memory, rec).fields.code, 'travel')
  assert.equal(viewIn(pocket.memory, rec).rev, 2)
})

test('an older page does not land a newer operation', () => {
  const pocket = phone()
  const [day] = batchIn(pocket.memory, ALL)
  receive(pocket, [{id: day.id, status: 'applied', rev: 5, stamp: day.stamp}])

  const page = {from: '', next: 'c', more: false, records: [wire(day, [], 4)]}

  assert.deepEqual(paged(pocket.memory, STUDY, page).entries, [])
})

test('the stamp the server accepted is adopted', () => {
  const pocket = phone()
  const [{id}] = batchIn(pocket.memory, ALL)

  receive(pocket, [{id, status: 'applied', rev: 1, stamp: [42, 'd_ana', 1]}])

  assert.deepEqual([...pocket.memory.entries.values()][0].op.stamp, [42, 'd_ana', 1])
})

test('a refused operation is kept, shown, and not sent again', () => {
  const pocket = phone()
  const [{id, rec}] = batchIn(pocket.memory, ALL)

  receive(pocket, [{id, status: 'rejected', code: 'invalid', field: 'date', msg: 'no'}])

  assert.deepEqual(batchIn(pocket.memory, ALL), [])
  assert.deepEqual(waitingIn(pocket.memory), {
    pending: 0,
    rejected: 1,
    deferred: 0,
    oldest: null,
  })
  assert.equal(viewIn(pocket.memory, rec).refused, 1)
})

test('a refused operation is never named as seen', () => {
  const pocket = phone()
  const [first] = pocket.commit('jot', (s) => jot(s, pocket.at(1), 'bad'))
  const bad = batchIn(pocket.memory, ALL).at(-1)

  receive(pocket, [{id: bad.id, status: 'rejected', code: 'invalid'}])

  assert.deepEqual(seenIn(pocket.memory, first.rec), {})
})

test('correcting a record the server refused sends all of it, and settles the matter', () => {
  const pocket = phone()
  const [{rec}] = pocket.commit('jot', (s) => jot(s, pocket.at(1), 'bad'))
  const bad = batchIn(pocket.memory, ALL).at(-1)
  receive(pocket, [{id: bad.id, status: 'rejected', code: 'invalid', field: 'text'}])

  pocket.commit('edit', edit(viewIn(pocket.memory, rec), {text: 'good'}))

  const anew = batchIn(pocket.memory, ALL).at(-1)
  assert.equal(anew.set.text, 'good')
  assert.equal(anew.set.day, pocket.day)
  assert.deepEqual(anew.set.at, bad.set.at)
  assert.equal(anew.saw, undefined)
  assert.equal(waitingIn(pocket.memory).rejected, 0)
  assert.deepEqual(retried(pocket.memory), [])
  assert.deepEqual(viewIn(pocket.memory, rec).conflicts, [])
  assert.equal(viewIn(pocket.memory, rec).fields.text, 'good')
})

test('what was refused can be judged again', () => {
  const pocket = phone()
  const [{id}] = batchIn(pocket.memory, ALL)
  receive(pocket, [{id, status: 'rejected', code: 'forbidden'}])

  putEntries(pocket.memory, retried(pocket.memory))

  assert.deepEqual(
    batchIn(pocket.memory, ALL).map((op) => op.id),
    [id],
  )
})

test('a deferred operation waits and is sent in the next run', () => {
  const pocket = phone()
  const [{id}] = batchIn(pocket.memory, ALL)

  receive(pocket, [{id, status: 'deferred', code: 'parent_missing'}])

  assert.equal(batchIn(pocket.memory, ALL)[0].id, id)
  assert.equal(waitingIn(pocket.memory).deferred, 1)
  assert.deepEqual(batchIn(pocket.memory, {...ALL, skip: (op) => op.id === id}), [])
})

test('a batch holds what fits, in order, and one operation whatever its size', () => {
  const pocket = phone()
  for (let i = 0; i < 5; i++) {
    pocket.commit('jot', (s) => jot(s, pocket.at(1), 'x'.repeat(1_000)))
  }
  const all = batchIn(pocket.memory, ALL)

  assert.deepEqual(
    all.map(({n}) => n),
    [1, 2, 3, 4, 5, 6],
  )
  assert.equal(batchIn(pocket.memory, {ops: 2, bytes: 1e6}).length, 2)
  assert.equal(batchIn(pocket.memory, {ops: 100, bytes: 4_000}).length, 3)
  assert.equal(batchIn(pocket.memory, {ops: 100, bytes: 1}).length, 1)
})

test('a new epoch sends everything again but what was refused', () => {
  const pocket = phone()
  pocket.commit('mark', (s) => mark(s, pocket.at(1)))
  pocket.commit('mark', (s) => mark(s, pocket.at(1)))
  const [day, first, second] = batchIn(pocket.memory, ALL)
  receive(pocket, [
    {id: day.id, status: 'applied', rev: 1, stamp: day.stamp},
    {id: first.id, status: 'rejected', code: 'invalid'},
  ])
  const sent = [{op: {...day, id: 'older', n: 0}, at: 0, state: 'landed', settledAt: 1}]

  const entries = requeued(pocket.memory, sent)

  assert.deepEqual(
    entries.map(({op, state}) => [op.id, state]),
    [
      ['older', 'pending'],
      [day.id, 'pending'],
      [second.id, 'pending'],
    ],
  )
})

test('a stamp whose receipt was lost is read off the record before a new epoch', () => {
  const pocket = phone()
  const [day] = batchIn(pocket.memory, ALL)
  const record = wire(day, [{...day, stamp: [7, 'd_ana', 1]}], 1)
  putBase(pocket.memory, [{study: STUDY, record}])

  const [entry] = requeued(pocket.memory, [])

  assert.deepEqual(entry.op.stamp, [7, 'd_ana', 1])
})

test('a copied phone takes a name of its own and sends again', () => {
  const pocket = phone()
  pocket.commit('mark', (s) => mark(s, pocket.at(1)))
  const [day, first] = batchIn(pocket.memory, ALL)
  receive(pocket, [{id: day.id, status: 'rejected', code: 'other'}])

  const entries = redeviced(pocket.memory, new Set([first.id]), 'd_new')

  assert.deepEqual(
    entries.map(({op, state}) => [op.id, op.stamp[1], state]),
    [[first.id, 'd_new', 'pending']],
  )
})

test('deleting names the deletion it saw, and undo brings the record back', () => {
  const pocket = phone()
  pocket.commit('mark', (s) => mark(s, pocket.at(1)))
  const [row] = pocket.state().rows

  pocket.commit('remove', remove(row))
  assert.equal(pocket.state().rows.length, 0)
  const deletion = batchIn(pocket.memory, ALL).at(-1)
  pocket.undo()

  const back = batchIn(pocket.memory, ALL).at(-1)
  assert.deepEqual(back.saw, {deleted: deletion.id})
  assert.equal(pocket.state().rows.length, 1)
})

test('undo leaves alone what somebody else has written since', () => {
  const pocket = phone()
  const at = pocket.at(1)
  pocket.commit('switch', (s) => switchTo(s, {code: 'travel', at}))
  const {running} = pocket.state()
  pocket.commit('edit', edit(running, {place: 'car', note: 'mine'}))
  const mine = batchIn(pocket.memory, ALL).filter(({rec}) => rec === running.rec)
  const theirs = {
    id: 'theirs',
    set: {note: 'theirs'},
    stamp: [at.wall + 1e6, 'd_ben', 1],
  }
  const record = wire(mine[0], [...mine, theirs], 9)
  receive(pocket, applied(pocket))
  const page = {from: '', next: 'c', more: false, records: [record]}
  const {base, entries} = paged(pocket.memory, STUDY, page)
  putBase(pocket.memory, base)
  putEntries(pocket.memory, entries)

  pocket.undo()

  const {fields} = pocket.state().running
  assert.equal(fields.note, 'theirs')
  assert.equal('place' in fields, false)
})
