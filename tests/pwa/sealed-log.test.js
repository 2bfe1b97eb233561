import assert from 'node:assert/strict'
import {after, test} from 'node:test'
import {jot, startDay, switchTo} from '../../pwa/domain/capture.js'
import {openBook} from '../../pwa/store/book.js'
import {FakeDisk} from './fake-disk.js'
import {openedVault} from './vault.js'

const STUDY = '01900000-0000-7000-8000-000000000001'
const open = []

after(() => open.forEach((book) => book.close()))

function disk() {
  return new FakeDisk().install()
}

async function bookOf(vault) {
  const book = await openBook(vault)
  open.push(book)
  return book
}

function beginDay(book) {
  const [day] = startDay({
    subject: 's1',
    timezone: 'Europe/London',
    codebookVersion: 1,
    at: book.now(),
    date: '2026-11-22',
  })
  return book
    .commit({act: 'start_day', day: day.rec, study: STUDY, changes: [day]})
    .then(() => day.rec)
}

test('a book opened again holds what was committed', async () => {
  disk()
  const vault = await openedVault()
  const book = await bookOf(vault)
  const day = await beginDay(book)
  await book.perform(day, 'switch:Travel', (s) =>
    switchTo(s, {code: 'travel', at: book.now()}),
  )
  book.close()

  const again = await bookOf({...vault, fresh: false})

  assert.equal(again.dayState(day).running.fields.code, 'travel')
  assert.equal(again.device, 'd_ana')
  assert.deepEqual(again.damaged.value, [])
})
