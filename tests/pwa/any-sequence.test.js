import assert from 'node:assert/strict'
import {test} from 'node:test'
import {recordsIn} from '../../pwa/store/memory.js'
import {act, ACTS} from './chance.js'
import {ModelServer} from './model-server.js'
import {Pocket, seeded, STUDY} from './pocket.js'
import {checkDay, checkOffTheRecord, checkStruck, checkTaps, told} from './sound.js'
import {SyncingPhone} from './syncing-phone.js'

const SEEDS = 100
const STEPS = 60
/** What was on the record stays, though the gap that says otherwise comes back after it. */
const NOT_CAPTURED = /^(undo|restore|locked)/

/** Looks at the day after each act. @param {Pocket} pocket */
function watched(pocket, seed) {
  const taps = new Map()
  let before = pocket.state()
  return (name, step) => {
    const [state, all] = [pocket.state(), recordsIn(pocket.memory, pocket.day)]
    const say = `seed ${seed}, step ${step}, ${name}`
    checkDay(state, all, say)
    checkStruck(state, all, say)
    checkTaps(all, taps, say)
    if (!NOT_CAPTURED.test(name)) checkOffTheRecord(before, state, say)
    before = state
  }
}

test('whatever is tapped and undone, no day is in a state that cannot be', () => {
  const met = new Set()
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seeded(seed)
    const pocket = new Pocket()
    pocket.startDay()
    const look = watched(pocket, seed)
    for (let step = 0; step < STEPS; step++) {
      const name = random() < 0.25 ? `undo ${pocket.undo()}` : act(pocket, random)
      look(name, step)
      met.add(name)
    }
  }
  for (const name of ACTS) {
    assert.ok(met.has(name), `nobody happened to ${name}`)
    assert.ok(met.has(`undo ${name}`), `nobody happened to undo ${name}`)
  }
})

test('undoing everything leads back through every state to the empty day', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = seeded(seed)
    const pocket = new Pocket()
    pocket.startDay()
    const states = [told(pocket.state())]
    for (let step = 0; step < 30; step++) {
      const before = pocket.memory.acts.length
      act(pocket, random)
      if (pocket.memory.acts.length > before) states.push(told(pocket.state()))
    }

    while (states.length > 1) {
      states.pop()
      assert.ok(pocket.undo(), `seed ${seed}: undo came to an end too soon`)
      assert.equal(told(pocket.state()), states.at(-1), `seed ${seed}`)
    }

    assert.equal(pocket.undo(), null)
    assert.deepEqual(pocket.state().rows, [])
  }
})

test('what the server has already is undone all the same, to the empty day', async () => {
  for (let seed = 1; seed <= 15; seed++) {
    const random = seeded(seed)
    const [server, phone] = [new ModelServer(), new SyncingPhone('d_ana', 0)]
    const sync = async () => {
      globalThis.fetch = through(server, phone)
      server.now = phone.now + 60_000
      await phone.sync('button')
      assert.deepEqual(phone.waiting.peek().pending, 0, `seed ${seed}`)
    }
    phone.startDay()
    await sync()
    const look = watched(phone, seed)
    const empty = told(phone.state())
    for (let step = 0; step < 30; step++) {
      if (random() < 0.3) await sync()
      look(random() < 0.2 ? `undo ${phone.undo()}` : act(phone, random), step)
    }

    await sync()
    while (phone.undo()) if (random() < 0.3) await sync()

    assert.equal(told(phone.state()), empty, `seed ${seed}`)
    await sync()
    assert.equal(told(phone.state()), empty, `seed ${seed}, on the server`)
    const disputed = recordsIn(phone.memory, phone.day).filter(
      (r) => r.conflicts.length,
    )
    assert.deepEqual(disputed, [], `seed ${seed}: one phone, and a conflict`)
  }
})

/** A network that loses nothing. */
function through(server, phone) {
  return async (path, {method, body}) => {
    const sent = body ? JSON.parse(body) : null
    const [status, answer] = server.answer(method, path, sent, phone.uid, [STUDY])
    const headers = {'content-type': 'application/json', 'x-sync-proto': '1'}
    return new Response(JSON.stringify(answer), {status, headers})
  }
}
