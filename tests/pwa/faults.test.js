/** Whatever stands between the phone and the server: what was captured stays on the phone. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {mark} from '../../pwa/domain/capture.js'
import {batchIn, waitingIn} from '../../pwa/store/memory.js'
import {ModelServer} from './model-server.js'
import {STUDY} from './pocket.js'
import {SyncingPhone} from './syncing-phone.js'

const ALL = {ops: 100, bytes: 1e6}
const OURS = {'content-type': 'application/json', 'x-sync-proto': '1'}

/** A phone with three operations, and a server whose answers to a push are spoilt. */
function stage(spoil) {
  const [phone, server] = [new SyncingPhone('d_ana', 0), new ModelServer()]
  phone.startDay()
  phone.commit('mark', (s) => mark(s, phone.at(1)))
  phone.commit('mark', (s) => mark(s, phone.at(1)))
  const asked = []
  const state = {spoil}
  globalThis.fetch = async (path, {method, body}) => {
    asked.push(path.split('?')[0])
    server.now = phone.now
    const sent = body ? JSON.parse(body) : null
    const [status, answer] = server.answer(method, path, sent, phone.uid, [STUDY])
    const honest = () => new Response(JSON.stringify(answer), {status, headers: OURS})
    return path.endsWith('/push') && state.spoil
      ? state.spoil(answer, status)
      : honest()
  }
  return {phone, server, asked, state}
}

const pushes = (asked) => asked.filter((path) => path.endsWith('/push')).length
const json = (body) => new Response(JSON.stringify(body), {headers: OURS})
const html = {'content-type': 'text/html'}
const changed = (answer, change) =>
  json({...answer, results: answer.results.map(change)})

const NOT_HEARD = {
  'a login page with 200': () => new Response('<html>Wi-Fi</html>', {headers: html}),
  'a login page that says it is JSON': () =>
    new Response('{}', {headers: {'content-type': 'application/json'}}),
  'a login page with our header': () =>
    new Response('<html>', {headers: {...html, ...OURS}}),
  'a redirect': () => new Response(null, {status: 302, headers: {location: '/login'}}),
  'nothing at all, with 204': () => new Response(null, {status: 204}),
  'nothing at all, with 204 and our header': () =>
    new Response(null, {status: 204, headers: {'x-sync-proto': '1'}}),
  'an answer cut off': (answer) =>
    new Response(JSON.stringify(answer).slice(0, -20), {headers: OURS}),
  'no results': ({results: _, ...answer}) => json(answer),
  'results that are none': (answer) => json({...answer, results: 'all of them'}),
  'results that are null': (answer) => json({...answer, results: [null, 1, 'x', {}]}),
  'no result for anything': (answer) => json({...answer, results: []}),
  'no hash': (answer) => changed(answer, ({sha256: _, ...result}) => result),
  'another hash': (answer) =>
    changed(answer, (result) => ({...result, sha256: 'f'.repeat(64)})),
  'a hash of something else': (answer) =>
    changed(answer, (result, i) => ({
      ...result,
      sha256: answer.results[(i + 1) % 3].sha256,
    })),
  'a refusal of something else': (answer) =>
    changed(answer, ({id}) => ({
      id,
      status: 'rejected',
      code: 'invalid',
      sha256: '00',
    })),
  'results of somebody else': (answer) =>
    changed(answer, (result) => ({...result, id: 'not-ours'})),
}

for (const [what, spoil] of Object.entries(NOT_HEARD)) {
  test(`everything still waits after ${what}`, async () => {
    const {phone, asked, state} = stage(spoil)
    const before = batchIn(phone.memory, ALL)

    const waitsFor = await phone.sync('open')

    assert.deepEqual(batchIn(phone.memory, ALL), before)
    assert.equal(waitingIn(phone.memory).rejected, 0)
    assert.equal(phone.landed.length, 0)
    assert.equal(pushes(asked), 1, 'it was sent once, and then the phone waited')
    assert.equal(waitsFor.do, 'timer')
    assert.ok(['portal', 'backoff', 'mangled'].includes(phone.state_.wait))

    state.spoil = null
    await phone.sync('retry')
    assert.equal(waitingIn(phone.memory).pending, 0)
    assert.equal(phone.state_.wait, null)
  })
}

test('one operation that comes back changed keeps only itself', async () => {
  const {phone, asked} = stage((answer) =>
    changed(answer, (result, i) =>
      i === 1 ? {...result, sha256: 'f'.repeat(64)} : result,
    ),
  )
  const [, spoilt] = batchIn(phone.memory, ALL)

  await phone.sync('open')

  assert.deepEqual(
    batchIn(phone.memory, ALL).map(({id}) => id),
    [spoilt.id],
  )
  assert.equal(pushes(asked), 1)
  assert.equal(phone.state_.wait, 'mangled')
})

test('what comes back changed does not keep the phone from reading', async () => {
  const {phone, asked} = stage(NOT_HEARD['another hash'])

  await phone.sync('open')

  assert.equal(asked.at(-1), '/api/sync/pull')
  assert.equal(phone.state_.lastSuccess, null)
})

test('each time it comes back changed the phone waits longer', async () => {
  const {phone} = stage(NOT_HEARD['no hash'])

  const waits = []
  for (let i = 0; i < 4; i++) waits.push((await phone.sync('retry')).backoff)

  assert.deepEqual(waits, [0, 1, 2, 3])
})

test('more operations than fit a batch go out although each batch has one that does not', async () => {
  const {phone, asked} = stage((answer) =>
    changed(answer, ({sha256, ...result}, i) =>
      i === 0 ? result : {...result, sha256},
    ),
  )
  for (let i = 0; i < 250; i++) phone.commit('mark', (s) => mark(s, phone.at(1)))

  await phone.sync('open')

  assert.equal(pushes(asked), 3)
  assert.equal(waitingIn(phone.memory).pending, 3)
})
