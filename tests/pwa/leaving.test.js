/** What the server says of the device itself reaches whoever can forget it. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {mark} from '../../pwa/domain/capture.js'
import {batchIn, waitingIn} from '../../pwa/store/memory.js'
import {start} from '../../pwa/sync/engine.js'
import {ModelServer} from './model-server.js'
import {STUDY} from './pocket.js'
import {SyncingPhone} from './syncing-phone.js'

const HEADERS = {'content-type': 'application/json', 'x-sync-proto': '1'}
const REVOKED = {type: '/problems/device-revoked', device: 'revoked'}

globalThis.document = new EventTarget()
globalThis.document.visibilityState = 'visible'
Object.assign(globalThis, {addEventListener() {}, removeEventListener() {}})
Object.defineProperty(globalThis, 'navigator', {
  value: {
    onLine: true,
    locks: {request: (_name, _options, job) => Promise.resolve(job({}))},
  },
  configurable: true,
})

/** Opens the app on a phone with one day, up to the end of the first run. */
async function open({device = null, revoked = false, stuck = false}) {
  const [phone, server] = [new SyncingPhone('d_ana', 0), new ModelServer()]
  phone.startDay()
  phone.commit('mark', (s) => mark(s, phone.at(1)))
  phone.waiting = {peek: () => waitingIn(phone.memory), value: waitingIn(phone.memory)}
  phone.tidy = async () => {}
  const [{id: first}] = batchIn(phone.memory, {ops: 1, bytes: 1e6})
  globalThis.fetch = async (path, {method, body}) => {
    server.now = phone.now
    if (revoked)
      return new Response(JSON.stringify(REVOKED), {status: 401, headers: HEADERS})
    const sent = body ? JSON.parse(body) : null
    const [status, answer] = server.answer(method, path, sent, phone.uid, [STUDY])
    if (stuck && answer.results) {
      answer.results[0] = {id: first, status: 'deferred', code: 'parent_missing'}
    }
    return new Response(JSON.stringify({...answer, device}), {status, headers: HEADERS})
  }
  const heard = []
  const sync = start(phone, {
    onRetire: () => heard.push(['retire', phone.waiting.peek().pending]),
    onRevoked: () => heard.push(['revoked', phone.waiting.peek().pending]),
  })
  for (let i = 0; i < 100; i++) await new Promise((soon) => setTimeout(soon, 2))
  assert.notEqual(sync.status.value.state, 'working')
  sync.stop()
  return heard
}

test('a device that is to retire is forgotten once nothing waits', async () => {
  assert.deepEqual(await open({device: 'retire'}), [['retire', 0]])
})

test('a device that is to retire is kept while something waits', async () => {
  assert.deepEqual(await open({device: 'retire', stuck: true}), [])
})

test('a revoked device is forgotten at once, whatever waits', async () => {
  assert.deepEqual(await open({revoked: true}), [['revoked', 2]])
})

test('a device like any other is not forgotten', async () => {
  assert.deepEqual(await open({}), [])
})
