import assert from 'node:assert/strict'
import {test} from 'node:test'
import {jot, switchTo} from '../../pwa/domain/capture.js'
import {keysOf} from '../../pwa/store/seal.js'
import {newSecrets} from '../../pwa/store/bundle.js'
import {beginDay, bookOf, pageOf, phone, reopened, results, STUDY} from './shelf.js'
import {seeded} from './pocket.js'
import {ANA} from './vault.js'

const ALL = {ops: 100, bytes: 1e9}

/** A day of three jottings, two records of the server's, and the disk they lie on. */
async function worked() {
  const {disk, vault, name} = await phone()
  const book = await bookOf(vault)
  const day = await beginDay(book)
  for (const text of ['one', 'two', 'three']) {
    await book.perform(day, 'jot', (s) => jot(s, book.now(), text))
  }
  await book.applyPage(STUDY, pageOf(day, 2))
  const rows = (table) => disk.rows(name, table)
  return {disk, vault, book, day, rows}
}

const texts = (book, day) =>
  book
    .recordsOf(day)
    .map(({fields}) => fields.text)
    .sort()
const told = (book) => book.damaged.value.map(({store, why}) => `${store} ${why}`)
const flip = (row) => {
  row.sealed.ct[20] ^= 1
}

test('a changed operation is told and left where it is; the others open', async () => {
  const {vault, day, rows} = await worked()
  flip(rows('ops').get(3))

  const book = await reopened(vault)

  assert.deepEqual(told(book), ['ops changed'])
  assert.deepEqual(texts(book, day), ['one', 'three', 'words 0', 'words 1'])
  assert.ok(rows('ops').has(3))
  await book.perform(day, 'jot', (s) => jot(s, book.now(), 'on'))
  assert.equal(book.batch(ALL).at(-1).n, 5)
})

test('two rows that changed places are both refused', async () => {
  const {vault, day, rows} = await worked()
  const [two, three] = [rows('ops').get(2), rows('ops').get(3)]
  rows('ops').set(2, {...three, n: 2})
  rows('ops').set(3, {...two, n: 3})

  const book = await reopened(vault)

  assert.deepEqual(told(book), ['ops changed', 'ops changed'])
  assert.deepEqual(texts(book, day), ['three', 'words 0', 'words 1'])
})

test('a row put back as it was before is told', async () => {
  const {vault, book, rows} = await worked()
  const before = structuredClone(rows('ops').get(2))
  await book.settle(results(book), 'e_1')
  rows('ops').set(2, before)

  const again = await reopened(vault)

  assert.deepEqual(told(again), ['ops rolled back'])
})

test('an operation that is gone is missed, every time', async () => {
  const {vault, rows} = await worked()
  rows('ops').delete(2)

  for (let i = 0; i < 2; i++) {
    const book = await reopened(vault)
    assert.deepEqual(book.damaged.value, [{store: 'ops', key: 2, why: 'missing'}])
    book.close()
  }
})

test('an operation no longer marked as waiting is sent all the same', async () => {
  const {vault, rows} = await worked()
  delete rows('ops').get(2).live

  const book = await reopened(vault)

  assert.deepEqual(
    book.batch(ALL).map(({n}) => n),
    [1, 2, 3, 4],
  )
})

test('a row from another vault does not open', async () => {
  const {vault, rows} = await worked()
  const foreign = await keysOf(
    await newSecrets({account: ANA, device: 'd', at: new Date(0)}),
  )
  const row = rows('ops').get(2)
  const place = `shadowlog|1|${vault.vault}|ops|2|${row.r}`
  row.sealed = await foreign.seal(place, {op: {n: 2}, state: 'pending', at: 0})

  const book = await reopened(vault)

  assert.deepEqual(told(book), ['ops changed'])
})

test('damaged records of the server are read again, and then are whole', async () => {
  const {vault, book, day, rows} = await worked()
  assert.equal(book.cursor(STUDY), 'c1')
  const [first, second] = rows('base').keys()
  flip(rows('base').get(first))
  rows('base').delete(second)

  const again = await reopened(vault)
  assert.deepEqual(told(again).sort(), ['base changed', 'base missing'])
  assert.equal(again.cursor(STUDY), '')
  assert.deepEqual(texts(again, day), ['one', 'three', 'two'])

  await again.applyPage(STUDY, pageOf(day, 2))
  assert.deepEqual(again.damaged.value, [])
  again.close()
  assert.deepEqual(told(await reopened(vault)), [])
})

test('a record once let go and put back is not taken for one of ours', async () => {
  const {vault, book, day, rows} = await worked()
  const [key, row] = [...structuredClone(rows('base'))][0]
  await book.newEpoch('e_2')
  rows('base').set(key, row)

  const again = await reopened(vault)

  assert.deepEqual(told(again), ['base changed'])
  assert.deepEqual(texts(again, day), ['one', 'three', 'two'])
})

for (const [what, meddle] of [
  ['changed', (meta) => flip(meta.get('head'))],
  ['missing', (meta) => meta.delete('head')],
]) {
  test(`a head that is ${what} is made anew under a new name, and nothing is lost`, async () => {
    const {vault, day, rows} = await worked()
    meddle(rows('meta'))

    const book = await reopened(vault)

    assert.deepEqual(told(book), [`meta ${what}`])
    assert.notEqual(book.device, 'd_ana')
    const ops = book.batch(ALL)
    assert.deepEqual(
      ops.map(({n, stamp}) => [n, stamp[1]]),
      [1, 2, 3, 4].map((n) => [n, book.device]),
    )
    assert.equal(book.cursor(STUDY), '')
    assert.deepEqual(texts(book, day), ['one', 'three', 'two', 'words 0', 'words 1'])
    await book.perform(day, 'jot', (s) => jot(s, book.now(), 'on'))
    book.close()
    const again = await reopened(vault)
    assert.deepEqual(told(again), [])
    assert.equal(again.device, book.device)
    assert.equal(again.batch(ALL).at(-1).n, 5)
  })
}

test('a head put back from before is found out by what was written since', async () => {
  const {vault, book, day, rows} = await worked()
  const before = structuredClone(rows('meta').get('head'))
  await book.perform(day, 'switch', (s) =>
    switchTo(s, {code: 'travel', at: book.now()}),
  )
  rows('meta').set('head', before)

  const again = await reopened(vault)

  assert.ok(told(again).includes('meta rolled back'))
  assert.notEqual(again.device, 'd_ana')
  assert.equal(again.dayState(day).running.fields.code, 'travel')
  assert.equal(again.batch(ALL).length, 5)
})

test('a roster in pieces is made anew of what is there', async () => {
  const {vault, day, rows} = await worked()
  for (const row of rows('index').values()) flip(row)

  const book = await reopened(vault)
  assert.ok(told(book).every((words) => words === 'index changed'))
  assert.equal(book.device, 'd_ana')
  assert.deepEqual(texts(book, day), ['one', 'three', 'two', 'words 0', 'words 1'])
  book.close()

  assert.deepEqual(told(await reopened(vault)), [])
})

test('damaged settings are told, and the rest is not held up', async () => {
  const {vault, book, day, rows} = await worked()
  await book.set('last', 1)
  flip(rows('meta').get('settings'))

  const again = await reopened(vault)

  assert.deepEqual(again.damaged.value, [
    {store: 'meta', key: 'settings', why: 'changed'},
  ])
  assert.equal(again.setting('last'), undefined)
  assert.equal(texts(again, day).length, 5)
})

test('whatever is done to the rows, the book opens, tells of it and deletes nothing', async () => {
  const tables = ['ops', 'acts', 'base', 'index', 'meta', 'clock']
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed)
    const pick = (list) => list[Math.floor(random() * list.length)]
    const {vault, rows} = await worked()
    const store = pick(tables.filter((table) => rows(table).size > 0))
    const key = pick([...rows(store).keys()])
    const row = rows(store).get(key)
    const meddling = {
      flip: () => flip(row),
      truncate: () => (row.sealed.ct = row.sealed.ct.slice(0, 16)),
      nonce: () => (row.sealed.n[0] ^= 1),
      revision: () => (row.r += 1),
      kid: () => (row.sealed.kid = '00000000'),
      alg: () => (row.sealed.alg = 'none'),
      bare: () => (row.sealed = {v: 0, value: {}}),
      gone: () => rows(store).delete(key),
    }
    const how = pick(Object.keys(meddling))
    meddling[how]()
    const sizes = tables.map((table) => rows(table).size)

    const book = await reopened(vault)

    const why = `seed ${seed}: ${how} ${store} ${key}`
    assert.ok(book.damaged.value.length > 0, why)
    const kept = tables.every((table, i) => rows(table).size >= sizes[i])
    assert.ok(kept, why)
    const sent = book.batch(ALL).length
    assert.ok(sent >= (store === 'ops' ? 3 : 4), `${why}: ${sent} left`)
    book.close()
  }
})
