import assert from 'node:assert/strict'
import {test} from 'node:test'
import {endDay, jot} from '../../pwa/domain/capture.js'
import {newDevicePair} from '../../pwa/store/bundle.js'
import {NotSaved} from '../../pwa/store/idb.js'
import {countLocked, putLocked} from '../../pwa/store/inbox.js'
import {beginDay, bookOf, phone, reopened} from './shelf.js'

const CODES = ['travel', 'phone_call']

/** A day is open, the pad is set for it, and the app is locked. */
async function locked() {
  const {disk, vault, name} = await phone()
  const book = await bookOf(vault)
  const day = await beginDay(book)
  await book.set('grid', {day, codes: CODES})
  const start = book.now()
  let count = 0
  const tap = (t, p) => {
    count += 1
    return putLocked(vault, {t, p, at: {...start, wall: start.wall + count * 1000}})
  }
  book.close()
  return {disk, vault, day, tap, rows: (table) => disk.rows(name, table)}
}

const codes = (book, day) =>
  book.recordsOf(day).map(({fields}) => fields.code ?? fields.text)

test('taps wait without a key, tell nothing, and become acts when it is unlocked', async () => {
  const {disk, vault, day, tap, rows} = await locked()
  await tap('code', 1)
  await tap('code', 2)
  assert.equal(await countLocked(vault.vault), 2)
  const [row] = rows('inbox').values()
  assert.deepEqual(Object.keys(row), ['seq', 'sealed'])
  assert.equal(row.sealed.ct.length, 256 + 16)
  assert.ok(!disk.text().includes('London'))

  const book = await reopened(vault)
  assert.deepEqual(await book.lockedTaps(), {n: 2, damaged: 0})
  const progress = []
  const drained = await book.drain((n) => progress.push(n))

  assert.deepEqual(drained, {taken: 2, left: 0})
  assert.deepEqual(progress, [2])
  assert.deepEqual(codes(book, day), ['travel', 'phone_call'])
  assert.equal(await countLocked(vault.vault), 0)
  assert.equal(book.lastAct(day).act, 'switch:phone_call')
})

test('a tap taken in before is not taken in again when it is put back', async () => {
  const {vault, day, tap, rows} = await locked()
  await tap('code', 1)
  const copy = structuredClone(rows('inbox').get(1))
  const book = await reopened(vault)
  await book.drain()
  rows('inbox').set(1, copy)

  assert.deepEqual(await book.lockedTaps(), {n: 0, damaged: 1})
  assert.deepEqual(await book.drain(), {taken: 0, left: 0})

  assert.equal(book.recordsOf(day).length, 1)
  assert.equal(await countLocked(vault.vault), 0)
})

test('numbers go on where they were, also when the inbox has been emptied', async () => {
  const {vault, tap, rows} = await locked()
  await tap('mark')
  await tap('mark')
  const book = await reopened(vault)
  await book.drain()

  await tap('mark')

  assert.deepEqual([...rows('inbox').keys()], [3])
  assert.deepEqual(await book.drain(), {taken: 1, left: 0})
})

test('taps that do not open stay where they are, and the others are taken in', async () => {
  const {vault, day, tap, rows} = await locked()
  for (let i = 0; i < 5; i++) await tap('mark')
  const [one, two] = [rows('inbox').get(1), rows('inbox').get(2)]
  rows('inbox').set(1, {...two, seq: 1})
  rows('inbox').set(2, {...one, seq: 2})
  const {pub} = await newDevicePair()
  await putLocked(
    {vault: vault.vault, pub},
    {t: 'mark', at: {wall: 1, tz: 'x', utcoff: 0}},
  )
  await putLocked(vault, {t: 'mark', at: 'never'})

  const book = await reopened(vault)
  assert.deepEqual(await book.lockedTaps(), {n: 3, damaged: 4})
  assert.deepEqual(await book.drain(), {taken: 3, left: 0})

  assert.equal(book.recordsOf(day).length, 3)
  assert.deepEqual([...rows('inbox').keys()], [1, 2, 6, 7])
  assert.deepEqual(await book.lockedTaps(), {n: 0, damaged: 4})
})

test('a forged tap whose clock no clock can show is not taken in', async () => {
  const {vault, day, tap} = await locked()
  await tap('mark')
  const at = {wall: 1, tz: 'Europe/London', utcoff: 0}
  const forged = [
    {...at, utcoff: 1e15},
    {...at, utcoff: 1_440},
    {...at, utcoff: 0.5},
    {...at, wall: 0.5},
    {...at, mono: 1e300},
    {...at, mono: 'x'},
    {...at, tz: 'x'.repeat(65)},
    {...at, boot: 'x'.repeat(65)},
  ]
  for (const one of forged) await putLocked(vault, {t: 'mark', at: one})
  await putLocked(vault, {t: 'code', p: 0.5, at})

  const book = await reopened(vault)

  assert.deepEqual(await book.lockedTaps(), {n: 1, damaged: 9})
  assert.deepEqual(await book.drain(), {taken: 1, left: 0})
  assert.equal(book.recordsOf(day).length, 1)
})

test('a gap in the numbers is noted', async () => {
  const {vault, tap, rows} = await locked()
  for (let i = 0; i < 4; i++) await tap('mark')
  rows('inbox').delete(2)
  rows('inbox').delete(3)

  const book = await reopened(vault)
  assert.deepEqual(await book.drain(), {taken: 2, left: 0})

  const line = (await book.events()).find(({event}) => event === 'taps-missing')
  assert.equal(line.detail, '2-3')
})

test('a tap the disk did not take is told, and given again is there once', async () => {
  const {disk, vault} = await locked()
  const event = {t: 'mark', at: {wall: 1, tz: 'Europe/London', utcoff: 0}}
  disk.failures = 1
  await assert.rejects(putLocked(vault, event), NotSaved)
  await putLocked(vault, event)
  disk.lateFailures = 2
  const other = {...event}
  await assert.rejects(putLocked(vault, other), NotSaved)

  await putLocked(vault, other)

  assert.equal(await countLocked(vault.vault), 2)
})

test('two pages that put in at once both keep their tap', async () => {
  const {vault} = await locked()
  const other = await import('../../pwa/store/inbox.js?other')
  const event = () => ({t: 'mark', at: {wall: 1, tz: 'Europe/London', utcoff: 0}})

  await Promise.all([putLocked(vault, event()), other.putLocked(vault, event())])

  assert.equal(await countLocked(vault.vault), 2)
})

test('with no day to go to, taps stay until it is said where they belong', async () => {
  const {vault, day, tap} = await locked()
  const open = await reopened(vault)
  const end = {...open.now(), wall: open.now().wall + 60_000}
  await tap('code', 1)
  await open.perform(day, 'end_day', (s) => endDay(s, end))

  assert.deepEqual(await open.drain(), {taken: 0, left: 1, why: 'no-day'})
  assert.equal(await countLocked(vault.vault), 1)

  assert.deepEqual(await open.drain(undefined, {day}), {taken: 1, left: 0})
  assert.deepEqual(codes(open, day), ['travel'])
})

test('a day begun after a tap does not get it by itself', async () => {
  const {vault, day, tap} = await locked()
  await tap('code', 1)
  const book = await reopened(vault)
  await book.perform(day, 'end_day', (s) => endDay(s, book.now()))
  const next = await beginDay(book, {...book.now(), wall: book.now().wall + 60_000})
  await book.set('grid', {day: next, codes: ['walkabout']})

  assert.equal((await book.drain()).why, 'no-day')

  await book.drain(undefined, {day})
  assert.deepEqual(codes(book, day), ['travel'])
})

test('a pad set anew does not change what earlier taps meant', async () => {
  const {vault, day, tap} = await locked()
  await tap('code', 1)
  const book = await reopened(vault)
  await book.set('grid', {day, codes: ['walkabout']})
  await tap('code', 1)

  await book.drain()

  assert.deepEqual(codes(book, day), ['travel', 'walkabout'])
  assert.deepEqual(book.setting('grid').codes, ['walkabout'])
})

test('two tabs that take in the same taps make each act once', async () => {
  const {vault, day, tap} = await locked()
  for (let i = 0; i < 8; i++) await tap('mark')
  const [one, other] = [await reopened(vault), await reopened(vault)]

  await Promise.all([one.drain(), other.drain()])

  assert.equal((await reopened(vault)).recordsOf(day).length, 8)
})

test('a tap waits sealed to a key that has since been replaced', async () => {
  const {vault, day, tap} = await locked()
  await tap('mark')
  const [old] = vault.inboxKeys
  const fresh = await newDevicePair()
  const inboxKeys = [{pub: fresh.pub, priv: old.priv}, old]

  const book = await reopened({...vault, inboxKeys})
  await book.drain()

  assert.equal(book.recordsOf(day).length, 1)
  await book.perform(day, 'jot', (s) => jot(s, book.now(), 'on'))
})
