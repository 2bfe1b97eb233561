import assert from 'node:assert/strict'
import {test} from 'node:test'
import {edit, jot, switchTo} from '../../pwa/domain/capture.js'
import {newDek, newSecrets} from '../../pwa/store/bundle.js'
import {NotSaved} from '../../pwa/store/idb.js'
import {KEYED} from '../../pwa/store/layout.js'
import {beginDay, bookOf, pageOf, phone, reopened, STUDY} from './shelf.js'
import {ANA, openedWith} from './vault.js'

const CANARY = 'zebra-crossing'

/** A day in which the same word went into everything that can hold one. */
async function fullBook(vault) {
  const book = await bookOf(vault)
  const day = await beginDay(book)
  const at = book.now()
  await book.perform(day, `switch:${CANARY}`, (s) => switchTo(s, {code: CANARY, at}))
  const [{rec}] = await book.perform(day, 'jot', (s) => jot(s, at, CANARY))
  const commit = {act: 'edit', day, study: STUDY}
  await book.commit({
    ...commit,
    changes: edit(book.record(rec), {text: `not ${CANARY}`}),
  })
  await book.putStudies([{id: STUDY, title: CANARY, codebooks: {}, subjects: []}])
  await book.set('grid', {day, codes: [CANARY]})
  await book.set('last', CANARY)
  await book.keepDraft('jot', CANARY)
  await book.note(CANARY, CANARY)
  await book.addClock({boot: CANARY, mono: 1, wall: 1, off: 0, unc: 1})
  await book.applyPage(STUDY, pageOf(CANARY, 3))
  return {book, day, rec}
}

test('a book opened again holds what was committed', async () => {
  const {vault} = await phone()
  const {book, day, rec} = await fullBook(vault)
  book.close()

  const again = await reopened(vault)

  assert.equal(again.dayState(day).running.fields.code, CANARY)
  assert.equal(again.record(rec).fields.text, `not ${CANARY}`)
  assert.equal(again.record('r2').fields.text, 'words 2')
  assert.equal(again.study(STUDY).title, CANARY)
  assert.equal(again.setting('last'), CANARY)
  assert.equal(again.draft('jot'), CANARY)
  assert.equal(again.lastAct(day).act, 'edit')
  assert.deepEqual((await again.events()).at(-1).detail, CANARY)
  assert.equal(again.clockSamples().length, 1)
  assert.equal(again.device, 'd_ana')
  assert.deepEqual(again.damaged.value, [])
})

test('nothing that was typed lies on the disk, nor whose it is or when', async () => {
  const {vault, disk, name} = await phone()
  const {book, day, rec} = await fullBook(vault)

  const text = disk.text()
  for (const word of [CANARY, 'words 1', 'jotting', day, rec, STUDY, 'ana', 'd_ana']) {
    assert.ok(!text.includes(word), word)
  }
  const year = String(book.now().wall).slice(0, 6)
  assert.ok(!text.includes(year), 'a time')
  for (const [table, key] of Object.entries(KEYED)) {
    for (const row of disk.rows(name, table).values()) {
      const clear = Object.keys(row).filter(
        (field) => !['sealed', 'live'].includes(field),
      )
      assert.deepEqual(clear.sort(), [key, 'r'].sort(), table)
      assert.equal(row.sealed.ct.length % 256, 16, 'padded, and a tag')
    }
  }
})

test('records lie under names that tell nothing', async () => {
  const {vault, disk, name} = await phone()
  await fullBook(vault)

  const keys = [...disk.rows(name, 'base').keys()]

  assert.equal(keys.length, 3)
  for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/)
})

test('two tabs number their operations in one line', async () => {
  const {vault} = await phone()
  const one = await bookOf(vault)
  const other = await reopened(vault)
  const day = await beginDay(one)
  await other.set('look', 1)

  await Promise.all([
    one.perform(day, 'jot', (s) => jot(s, one.now(), 'one')),
    other.perform(day, 'jot', (s) => jot(s, other.now(), 'other')),
  ])

  const again = await reopened(vault)
  const ops = again.batch({ops: 100, bytes: 1e9})
  assert.deepEqual(
    ops.map(({n}) => n),
    [1, 2, 3],
  )
  assert.deepEqual(
    again
      .recordsOf(day)
      .map(({fields}) => fields.text)
      .sort(),
    ['one', 'other'],
  )
})

test('a page whose keys are old says not saved, and harms nothing', async () => {
  const {vault, disk} = await phone()
  const secrets = await newSecrets({account: ANA, device: 'd_ana', at: new Date(0)})
  const old = await openedWith(secrets, vault.vault, {fresh: true})
  const book = await bookOf(old)
  const day = await beginDay(book)
  secrets.deks.unshift(newDek())
  const renewed = await openedWith(secrets, vault.vault)
  const other = await bookOf(renewed)
  await other.perform(day, 'jot', (s) => jot(s, other.now(), 'new keys'))

  const late = book.perform(day, 'jot', (s) => jot(s, book.now(), 'old keys'))

  await assert.rejects(late, NotSaved)
  assert.equal(book.notSaved.value.text, 'old keys')
  await disk.kill()
  const again = await reopened(renewed)
  assert.deepEqual(again.damaged.value, [])
  assert.equal(again.device, 'd_ana')
  assert.deepEqual(
    again.recordsOf(day).map(({fields}) => fields.text),
    ['new keys'],
  )
})

test('a draft is dropped when its words are saved', async () => {
  const {vault} = await phone()
  const book = await bookOf(vault)
  await book.keepDraft('jot r1', 'half a sen')
  await book.keepDraft('source r2', 'other')

  await book.keepDraft('jot r1', null)

  const again = await reopened(vault)
  assert.equal(again.draft('jot r1'), null)
  assert.equal(again.draft('source r2'), 'other')
})

test('a log that is gone does not begin again under the name it had', async () => {
  const {vault, disk} = await phone()
  await fullBook(vault)
  disk.laid.clear()

  const again = await reopened(vault)

  assert.notEqual(again.device, 'd_ana')
})

test('what the server has had for a month goes, and is not missed', async () => {
  const {vault, disk, name} = await phone()
  const {book, day} = await fullBook(vault)
  const real = Date.now
  try {
    Date.now = () => real() - 40 * 86_400_000
    const ops = book.batch({ops: 100, bytes: 1e9})
    await book.settle(
      ops.map(({id, stamp}, i) => ({id, status: 'applied', rev: i + 1, stamp})),
      'e_1',
    )
    const f = {day: [day, 'x', [1, 'd', 1]]}
    const recs = [...new Set(ops.map(({rec}) => rec))]
    const records = recs.map((rec) => ({
      rec,
      kind: 'jotting',
      rev: 99,
      deleted: false,
      parent: null,
      f,
    }))
    await book.applyPage(STUDY, {from: 'c1', next: 'c2', more: false, records})
  } finally {
    Date.now = real
  }

  await book.tidy()

  assert.equal(disk.rows(name, 'ops').size, 0)
  const again = await reopened(vault)
  assert.deepEqual(again.damaged.value, [])
})
