import assert from 'node:assert/strict'
import {test} from 'node:test'
import {switchTo} from '../../pwa/domain/capture.js'
import {beginDay, bookOf, phone, reopened} from './shelf.js'
import {seeded} from './pocket.js'

const TAPS = 500
const CODES = ['travel', 'phone_call', 'one_to_one', 'walkabout']
const ACTS = ['code', 'code', 'code', 'mark', 'step_out', 'back', 'end']

/** A page of its own life: nothing is left in it of the one before. */
let lives = 0
function newPage() {
  lives += 1
  return import(`../../pwa/store/inbox.js?${lives}`)
}

const turns = async (count) => {
  for (let i = 0; i < count; i++) await new Promise(setImmediate)
}

/** What the pad's taps come to, told by somebody who never saw the app. */
class Model {
  rows = []
  running = null
  gap = null

  tap({t, p, at}) {
    const row = (what, open) => {
      const made = {what, from: at.wall, to: null}
      this.rows.push(made)
      return open ? made : null
    }
    const end = (made) => {
      if (made) made.to = at.wall
    }
    if (t === 'code' && p <= CODES.length) {
      end(this.running)
      this.running = row(CODES[p - 1], true)
    } else if (t === 'step_out' && !this.gap) this.gap = row('gap', true)
    else if (t === 'back' && this.gap) {
      end(this.gap)
      this.gap = null
    } else if (t === 'end' && this.running) {
      end(this.running)
      this.running = null
    } else row('mark', false)
  }
}

function told(book, day) {
  return book.dayState(day).rows.map(({kind, fields}) => ({
    what: {gap: 'gap', jotting: 'mark'}[kind] ?? fields.code,
    from: (fields.started_at ?? fields.at).wall,
    to: fields.ended_at?.wall ?? null,
  }))
}

test('500 locked taps come out in order and complete, whenever the app is killed', async () => {
  const random = seeded(7)
  const below = (n) => Math.floor(random() * n)
  const {disk, vault} = await phone()
  let book = await bookOf(vault)
  const start = book.now()
  const day = await beginDay(book, start)
  await book.set('grid', {day, codes: CODES})
  const model = new Model()
  let wall = start.wall
  const now = () => ({...start, wall: (wall += 1000)})
  let page = await newPage()
  let [kills, drains] = [0, 0]

  for (let i = 0; i < TAPS; i++) {
    const t = ACTS[below(ACTS.length)]
    const tap = {
      t,
      ...(t === 'code' ? {p: 1 + below(CODES.length + 1)} : {}),
      at: now(),
    }
    if (random() < 0.1) {
      // Killed before it was told that the tap is kept: it may be there or not.
      const before = await page.countLocked(vault.vault)
      page.putLocked(vault, tap).catch(() => {})
      await turns(below(25))
      await disk.kill()
      kills += 1
      page = await newPage()
      if ((await page.countLocked(vault.vault)) > before) model.tap(tap)
    } else {
      await page.putLocked(vault, tap)
      model.tap(tap)
    }
    if (random() > 0.04) continue
    drains += 1
    book.close()
    book = await reopened(vault)
    if (random() < 0.7) {
      // Killed while it takes in what waits.
      book.drain().catch(() => {})
      await turns(below(400))
      await disk.kill()
      kills += 1
      page = await newPage()
      book = await reopened(vault)
    }
    assert.equal((await book.drain()).left, 0)
    const at = now()
    await book.perform(day, 'switch', (s) => switchTo(s, {code: 'walkabout', at}))
    model.tap({t: 'code', p: 4, at})
  }
  book.close()
  const last = await reopened(vault)
  await last.drain()

  assert.ok(kills > 30 && drains > 10, `${kills} kills, ${drains} drains`)
  assert.deepEqual(told(last, day), model.rows)
  assert.deepEqual(last.damaged.value, [])
  const events = (await last.events()).map(({event}) => event)
  assert.ok(!events.includes('taps-missing'))
})
