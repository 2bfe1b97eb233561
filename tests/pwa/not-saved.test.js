import assert from 'node:assert/strict'
import {test} from 'node:test'
import {jot, switchTo} from '../../pwa/domain/capture.js'
import {capturing} from '../../pwa/store/capturing.js'
import {NotSaved} from '../../pwa/store/idb.js'
import {putEntries} from '../../pwa/store/memory.js'
import {Pocket, STUDY} from './pocket.js'

/** A pocket whose disk fails as often as told. */
function phone() {
  const pocket = new Pocket()
  const day = pocket.startDay()
  const {memory} = pocket
  const disk = {failures: 0, late: false, others: 0}
  const take = ({head, entries, acts}) => {
    putEntries(memory, entries)
    Object.assign(memory, {head, acts: [...memory.acts, ...acts]})
  }
  const ledger = {
    memory,
    queue: (job) => job(),
    reload: async () => {},
    async write(make) {
      const writes = make()
      if (!writes) return false
      if (disk.failures > 0) {
        disk.failures -= 1
        if (disk.late) take(writes)
        throw new DOMException('no answer', 'TimeoutError')
      }
      take(writes)
      return true
    },
  }
  const book = capturing(ledger)
  const commit = (act, make) =>
    book.commit({act, day, study: STUDY, changes: () => make(pocket.state())})
  return {pocket, book, commit, disk}
}

const words = (pocket, text) => (state) => jot(state, pocket.at(1), text)
const texts = (pocket) => pocket.state().rows.map(({fields}) => fields.text)

test('what could not be saved is said, with the words typed, and is not shown as kept', async () => {
  const {pocket, book, commit, disk} = phone()
  disk.failures = 1

  await assert.rejects(commit('jot', words(pocket, 'precious')), NotSaved)

  assert.equal(book.notSaved.value.text, 'precious')
  assert.deepEqual(pocket.state().rows, [])
  assert.equal(await book.notSaved.value.retry(), true)
  assert.equal(book.notSaved.value, null)
  assert.deepEqual(texts(pocket), ['precious'])
})

test('acts that piled up reach the disk in the order in which they were made', async () => {
  const {pocket, book, commit, disk} = phone()
  disk.failures = 2
  await assert.rejects(commit('jot', words(pocket, 'one')), NotSaved)
  await assert.rejects(commit('jot', words(pocket, 'two')), NotSaved)
  assert.equal(book.notSaved.value.text, 'one\ntwo')

  await commit('jot', words(pocket, 'three'))

  const saved = [...pocket.memory.entries.values()].map(({op}) => op.set.text)
  assert.deepEqual(saved.slice(1), ['one', 'two', 'three'])
  assert.equal(book.notSaved.value, null)
})

test('what is saved late is worked out from the day as it is then', async () => {
  const {pocket, commit, disk} = phone()
  const to = (code) => {
    const at = pocket.at(5)
    return (state) => switchTo(state, {code, at})
  }
  disk.failures = 1
  await assert.rejects(commit('switch', to('travel')), NotSaved)

  await commit('switch', to('phone_call'))

  const {rows, running} = pocket.state()
  assert.equal(running.fields.code, 'phone_call')
  assert.deepEqual(rows[0].fields.ended_at.wall, rows[1].fields.started_at.wall)
})

test('a write that came through after all is not made twice', async () => {
  const {pocket, book, commit, disk} = phone()
  Object.assign(disk, {failures: 1, late: true})
  await assert.rejects(commit('jot', words(pocket, 'once')), NotSaved)

  assert.equal(await book.notSaved.value.retry(), true)

  assert.deepEqual(texts(pocket), ['once'])
})

test('an act that goes wrong in itself stands in nobody’s way', async () => {
  const {pocket, book, commit} = phone()
  const broken = () => {
    throw new RangeError('no such day')
  }

  await assert.rejects(commit('switch', broken), RangeError)
  await commit('jot', words(pocket, 'next'))

  assert.equal(book.notSaved.value, null)
  assert.deepEqual(texts(pocket), ['next'])
})
