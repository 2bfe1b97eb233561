import assert from 'node:assert/strict'
import {test} from 'node:test'
import {edit, jot, remove, restore, switchTo} from '../../pwa/domain/capture.js'
import {batchIn, viewIn} from '../../pwa/store/memory.js'
import {ModelServer} from './model-server.js'
import {NINE, seeded, STUDY} from './pocket.js'
import {SyncingPhone} from './syncing-phone.js'

const SEEDS = 60
const STEPS = 80

/** What may happen to a request on its way. */
function network(server, random, trouble) {
  return (phone) =>
    async (path, {method, body}) => {
      const luck = random() / trouble.share
      if (luck < 0.3) throw new TypeError('lost on the way there')
      server.now += 1
      const sent = body ? JSON.parse(body) : null
      const [status, answer] = server.answer(method, path, sent, phone.uid, [STUDY])
      if (luck < 0.6) throw new TypeError('lost on the way back')
      if (luck < 0.7) return reply(200, '<html>Wi-Fi</html>', {type: 'text/html'})
      const text = JSON.stringify(answer)
      if (luck < 0.8) return reply(status, text.slice(0, -9))
      if (luck < 0.9) return reply(500, '{}')
      return reply(status, text)
    }
}

function reply(status, text, {type = 'application/json'} = {}) {
  const headers = {'content-type': type, 'x-sync-proto': '1'}
  return new Response(text, {status, headers})
}

function act(phone, random, words) {
  const at = phone.at(random() * 3)
  const code = `c${Math.floor(random() * 4)}`
  const known = [...phone.memory.base.keys(), ...phone.memory.byRecord.keys()]
  const rec = known[Math.floor(random() * known.length)]
  const view = viewIn(phone.memory, rec)
  const acts = [
    () => phone.commit('switch', (s) => switchTo(s, {code, at})),
    () => phone.commit('jot', (s) => jot(s, at, 'words')),
    () => phone.commit('edit', edit(view, {note: words(random)})),
    () => phone.commit('edit', edit(view, {note: words(random), code})),
    () => phone.commit('turn', view.deleted ? restore(view) : remove(view)),
    () => phone.undo(),
  ]
  acts[Math.floor(random() * acts.length)]()
}

function words(random) {
  const luck = random()
  if (luck < 0.05) return 'poison'
  if (luck < 0.15) return 'bad'
  return `note ${Math.floor(luck * 1000)}`
}

function nothingIsLost(phones, server, seed) {
  for (const phone of phones) {
    const here = new Set([...phone.memory.entries.values()].map(({op}) => op.id))
    for (const {op} of phone.landed) here.add(op.id)
    for (const id of phone.made) {
      assert.ok(here.has(id) || server.log.has(id), `seed ${seed}: ${id} is lost`)
    }
  }
}

function cursorNeverSkips(phone, server, seed) {
  const [epoch, q] = phone.cursor(STUDY).split(':')
  if (phone.epoch !== server.epoch || epoch !== server.epoch) return
  for (const {rec, rev} of server.records.values()) {
    if (rev > Number(q)) continue
    const here = phone.memory.base.get(rec)?.record.rev ?? 0
    assert.ok(here >= rev, `seed ${seed}: ${rec} was skipped`)
  }
}

async function simulate(seed) {
  const random = seeded(seed)
  const server = new ModelServer()
  const trouble = {share: 0.5}
  const through = network(server, random, trouble)
  const phones = [
    new SyncingPhone('d_ana', 0),
    new SyncingPhone('d_ben', random() < 0.5 ? 9e5 : -9e5),
  ]
  let copy = null
  for (const phone of phones) phone.startDay()

  const sync = async (phone, why) => {
    globalThis.fetch = through(phone)
    server.now = Math.max(server.now, NINE, ...phones.map(({now}) => now))
    await phone.sync(why)
    cursorNeverSkips(phone, server, seed)
    nothingIsLost(phones, server, seed)
  }
  for (let step = 0; step < STEPS; step++) {
    const phone = phones[Math.floor(random() * phones.length)]
    const luck = random()
    if (luck < 0.6) act(phone, random, words)
    else if (luck < 0.95) await sync(phone, random() < 0.1 ? 'button' : 'online')
    else if (luck < 0.975) copy = server.backup()
    else if (copy) {
      server.restore(copy)
      copy = null
    }
  }

  trouble.share = 1e-9
  for (let round = 0; round < 4; round++) {
    for (const phone of phones) await sync(phone, 'button')
  }
  for (const phone of phones) {
    const waiting = batchIn(phone.memory, {ops: 1e6, bytes: 1e9})
    const held = (op) => op.set?.note === 'poison' || !known(server, op)
    assert.ok(
      waiting.every(held),
      `seed ${seed}: ${JSON.stringify(waiting.find((op) => !held(op)))} is stuck`,
    )
    const base = new Map([...phone.memory.base].map(([rec, row]) => [rec, row.record]))
    assert.deepEqual(base, jsonOf(server.wire()), `seed ${seed}: phones differ`)
  }
}

/** Whether the server has what an operation needs to be applied. */
function known(server, {rec, set}) {
  return server.records.has(rec) && (!set?.day || server.records.has(set.day))
}

function jsonOf(map) {
  return new Map(JSON.parse(JSON.stringify([...map])))
}

test('two phones, a bad network and a restored server lose nothing and come to agree', async () => {
  for (let seed = 1; seed <= SEEDS; seed++) await simulate(seed)
})
