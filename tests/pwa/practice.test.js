import assert from 'node:assert/strict'
import {test} from 'node:test'
import {endDay, jot, startDay, switchTo} from '../../pwa/domain/capture.js'
import {practiceStudy} from '../../pwa/screens/practice-study.js'
import {practiceBook} from '../../pwa/store/practice.js'
import {FakeDisk} from './fake-disk.js'

async function practising() {
  const disk = new FakeDisk().install()
  const book = practiceBook([practiceStudy(null, 'Europe/London')])
  const [study] = book.studies.value
  const at = book.now()
  const changes = startDay({
    subject: study.subjects[0].id,
    timezone: study.timezone,
    codebookVersion: study.codebook_version,
    at,
    date: '2026-11-22',
  })
  const day = changes[0].rec
  await book.commit({act: 'start_day', day, study: study.id, changes})
  const tap = (code) =>
    book.perform(day, 'switch', (state) => switchTo(state, {code, at: book.now()}))
  return {disk, book, day, tap}
}

test('a practised day looks like any other, and its acts are taken back', async () => {
  const {book, day, tap} = await practising()
  await tap('travel')
  await tap('one_to_one')
  assert.equal(book.dayState(day).running.fields.code, 'one_to_one')

  await book.undo(day)

  assert.equal(book.dayState(day).running.fields.code, 'travel')
  assert.equal(book.lastAct(day).act, 'switch')
})

test('nothing of practice is written down, and nothing waits to be sent', async () => {
  const {disk, book, day, tap} = await practising()
  await tap('travel')
  await book.perform(day, 'jot', (state) => jot(state, book.now(), 'laughs'))
  await book.perform(day, 'end_day', (state) => endDay(state, book.now()))
  await book.set('grid', {grid: []})
  await book.set('subject', 'x')
  await book.keepDraft('jot x', 'half a sen')
  await book.note('event')

  assert.deepEqual(book.waiting.value, {
    pending: 0,
    oldest: null,
    rejected: 0,
    deferred: 0,
  })
  assert.deepEqual(book.batch({ops: 100, bytes: 1e6}), [])
  assert.equal(book.draft('jot x'), 'half a sen')
  assert.deepEqual(await disk.databases(), [])
})
