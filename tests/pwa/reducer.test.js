import assert from 'node:assert/strict'
import {test} from 'node:test'
import {reduce, START} from '../../pwa/sync/reducer.js'
import {backoff} from '../../pwa/sync/setback.js'

const here = {now: 1_000, online: true, hidden: false}
const ok = (body) => ({kind: 'ok', status: 200, body: {epoch: 'e_1', ...body}})
const problem = (status, body = {}) => ({kind: 'problem', status, body})
const OFFLINE = {kind: 'offline', status: 0, body: null}
const PORTAL = {kind: 'portal', status: 200, body: null}
const AUTH = {kind: 'auth', status: 401, body: {type: '/problems/not-signed-in'}}

const trigger = (why) => ({type: 'trigger', why, now: 0})
const hello = (
  answer = ok({uid: 'ana', studies: [{id: 's1'}, {id: 's2'}]}),
  more = {},
) => ({
  type: 'hello',
  answer,
  uid: 'ana',
  epoch: 'e_1',
  pending: [],
  ...here,
  ...more,
})
const pushed = (answer, ids = ['a', 'b']) => ({type: 'pushed', answer, ids, ...here})
const settled = (deferred = [], more = {}) => ({
  type: 'settled',
  deferred,
  unproven: [],
  ...here,
  ...more,
})
const empty = {type: 'empty', ...here}
const studies = {type: 'studies', answer: ok({}), ...here}
const pulled = (answer) => ({type: 'pulled', answer, epoch: 'e_1', ...here})
const applied = (more = false, fits = true) => ({type: 'applied', fits, more, ...here})

/** The state after some events, and what the last of them asked for. */
function after(...events) {
  let [state, effects] = [START, []]
  for (const event of events) [state, effects] = reduce(state, event)
  return {state, effects, todo: effects.map((effect) => effect.do)}
}

const greeted = [trigger('capture'), hello()]

test('a run says hello, pushes until nothing is left, then pulls each study', () => {
  const events = [
    ...greeted,
    pushed(ok({results: []})),
    settled(),
    empty,
    studies,
    pulled(ok({})),
    applied(),
    pulled(ok({})),
    applied(),
  ]
  const seen = events.map((_, i) => after(...events.slice(0, i + 1)).todo.join())

  assert.deepEqual(seen, [
    'hello',
    'push',
    'settle',
    'push',
    'studies',
    'pull',
    'apply',
    'pull',
    'apply',
    'done',
  ])
  assert.equal(after(...events).state.lastSuccess, here.now)
})

test('a study is pulled page after page', () => {
  const {effects} = after(...greeted, empty, studies, pulled(ok({})), applied(true))

  assert.deepEqual(effects, [{do: 'pull', study: 's1'}])
})

test('a page that does not follow is asked for again, but not for ever', () => {
  const events = [...greeted, empty, studies]
  for (let i = 0; i < 2; i++) events.push(pulled(ok({})), applied(true, false))
  assert.equal(after(...events).effects[0].study, 's1')

  events.push(pulled(ok({})), applied(true, false))
  assert.equal(after(...events).effects[0].study, 's2')
})

test('what came back deferred is not sent again in this run, but in the next', () => {
  const {effects, state} = after(...greeted, pushed(ok({})), settled(['a']))
  assert.deepEqual(effects[0].skip.ops, ['a'])

  const [again] = reduce({...state, step: 'idle'}, trigger('timer'))
  assert.deepEqual(again.tried, [])
})

test('while the page is hidden, a run ends after the batch in hand', () => {
  const {state, todo} = after(...greeted, pushed(ok({})), settled([], {hidden: true}))

  assert.equal(state.step, 'idle')
  assert.deepEqual(todo, ['timer'])
})

test('a run makes room after a minute and goes on soon', () => {
  const {effects} = after(...greeted, pushed(ok({})), settled([], {now: 61_000}))

  assert.deepEqual(effects, [{do: 'timer', backoff: 0, least: 1_000}])
})

test('a trigger during a run makes it run again', () => {
  const {state} = after(...greeted, trigger('capture'))
  assert.equal(state.again, true)

  const last = {...state, step: 'pull', queue: ['s1']}
  const [, effects] = reduce(last, applied())
  assert.deepEqual(
    effects.map((effect) => effect.do),
    ['done', 'timer'],
  )
})

test('a login page is waited out for a minute', () => {
  const {state, effects} = after(trigger('open'), hello(PORTAL))

  assert.equal(state.wait, 'portal')
  assert.equal(effects[0].least, 60_000)
})

test('without network, a timer tries again, and so does the network’s return', () => {
  const {state, todo} = after(trigger('open'), hello(OFFLINE, {online: false}))

  assert.equal(state.wait, 'offline')
  assert.deepEqual(todo, ['timer'])
  assert.equal(reduce(state, trigger('online'))[1][0].do, 'hello')
  assert.deepEqual(reduce(state, trigger('capture'))[1], [])
})

test('each failure in a row is waited out longer; the button begins anew', () => {
  const fail = [trigger('retry'), hello(OFFLINE)]
  const {state, effects} = after(...fail, ...fail, ...fail)

  assert.equal(state.wait, 'backoff')
  assert.equal(effects[0].backoff, 2)
  assert.equal(reduce(state, trigger('button'))[0].failures, 0)
})

test('without a session nothing is tried until somebody signs in or looks', () => {
  const {state, effects} = after(trigger('open'), hello(AUTH))

  assert.equal(state.wait, 'auth')
  assert.equal(state.detail, 'not-signed-in')
  assert.deepEqual(effects, [])
  assert.deepEqual(reduce(state, trigger('timer'))[1], [])
  assert.equal(reduce(state, trigger('visible'))[1][0].do, 'hello')
})

test('nothing is sent under another account', () => {
  const {state, effects} = after(trigger('open'), hello(ok({uid: 'ben', studies: []})))

  assert.equal(state.wait, 'auth')
  assert.equal(state.detail, 'other-account')
  assert.deepEqual(effects, [])
})

test('a server that asks for patience gets it', () => {
  const answer = {...problem(429), retryAfter: 30}
  const {effects} = after(...greeted, pushed(answer))

  assert.deepEqual(effects, [{do: 'timer', backoff: 0, least: 30_000}])
})

test('a client too old waits for its update and loses nothing', () => {
  const {state, effects} = after(...greeted, pushed(problem(426)))

  assert.equal(state.wait, 'upgrade')
  assert.deepEqual(effects, [])
})

test('a new epoch is taken up, then everything is sent and read again', () => {
  const changed = problem(409, {epoch: 'e_2'})
  const first = after(
    ...greeted,
    empty,
    studies,
    pulled(ok({})),
    applied(),
    pulled(changed),
  )
  assert.deepEqual(first.effects, [{do: 'epoch', epoch: 'e_2'}])
  assert.deepEqual(first.state.queue, ['s1', 's2'])

  const [, effects] = reduce(first.state, {type: 'epoch'})
  assert.equal(effects[0].do, 'push')
})

test('a server that never settles on an epoch is left for later', () => {
  const changed = pushed(problem(409, {epoch: 'e_2'}))
  const {state, todo} = after(
    ...greeted,
    changed,
    {type: 'epoch'},
    changed,
    {type: 'epoch'},
    changed,
  )

  assert.equal(state.wait, 'backoff')
  assert.deepEqual(todo, ['timer'])
})

for (const status of [400, 413, 422]) {
  test(`${status} halves the batch down to the one operation and sets that aside`, () => {
    const half = after(...greeted, pushed(problem(status), ['a', 'b', 'c']))
    assert.equal(half.effects[0].limit, 2)

    const [state, effects] = reduce(half.state, pushed(problem(status), ['a']))
    assert.deepEqual(state.aside, ['a'])
    assert.deepEqual(effects[0], {do: 'rescue', ids: ['a']})
    assert.deepEqual(effects[1].skip.ops, ['a'])
  })
}

test('batches grow again behind the one that was set aside', () => {
  const {state} = after(...greeted, pushed(problem(413), ['a', 'b', 'c', 'd']))

  assert.equal(reduce(state, settled())[0].limit, 4)
})

test('what was set aside is tried again when somebody asks, once the server is there', () => {
  const {state} = after(...greeted, pushed(problem(400), ['a']), empty, studies)
  const idle = {...state, step: 'idle'}

  assert.deepEqual(reduce(reduce(idle, trigger('timer'))[0], hello())[0].aside, ['a'])
  const [next, effects] = reduce(reduce(idle, trigger('button'))[0], hello())
  assert.deepEqual(next.aside, [])
  assert.equal(effects[0].do, 'requeue')
})

test('a server error is waited out four times before the batch is doubted', () => {
  const error = pushed(problem(500), ['a', 'b'])
  const early = reduce({...after(...greeted).state, failures: 4}, error)
  const late = reduce({...after(...greeted).state, failures: 5}, error)

  assert.equal(early[0].wait, 'backoff')
  assert.equal(late[1][0].limit, 1)
})

test('a study that is closed to us stops neither the others nor the run', () => {
  const {state, effects} = after(...greeted, empty, studies, pulled(problem(403)))

  assert.deepEqual(state.frozen, ['s1'])
  assert.deepEqual(effects, [{do: 'pull', study: 's2'}])
})

test('operations of a study we are no longer in stay here', () => {
  const {effects} = after(trigger('open'), hello(undefined, {pending: ['s1', 'gone']}))

  assert.deepEqual(effects.at(-1).skip.studies, ['gone'])
})

test('a cursor the server does not know is dropped once', () => {
  const events = [...greeted, empty, studies, pulled(problem(422))]
  assert.deepEqual(after(...events).todo, ['rewind', 'pull'])

  const {effects} = after(...events, pulled(problem(422)))
  assert.deepEqual(effects, [{do: 'pull', study: 's2'}])
})

test('a broken store ends the run and is tried again', () => {
  const {state, todo} = after(...greeted, {type: 'broken', detail: 'storage'})

  assert.equal(state.step, 'idle')
  assert.equal(state.detail, 'storage')
  assert.deepEqual(todo, ['timer'])
})

test('another tab at work is left to it', () => {
  const {state, effects} = after(trigger('capture'), {type: 'busy'})

  assert.equal(state.step, 'idle')
  assert.equal(effects[0].least, 5_000)
})

test('waiting grows from two seconds to five minutes, with full jitter', () => {
  assert.equal(backoff(0, 1), 2_000)
  assert.equal(backoff(3, 1), 16_000)
  assert.equal(backoff(50, 1), 300_000)
  assert.equal(backoff(3, 0), 0)
})

test('what was not acknowledged as it was sent is not sent again in this run', () => {
  const {effects} = after(...greeted, pushed(ok({})), settled([], {unproven: ['a']}))

  assert.deepEqual(effects, [{do: 'push', limit: 100, skip: {ops: ['a'], studies: []}}])
})

test('a run in which something came back changed ends with a growing pause, under a name', () => {
  const changed = settled([], {unproven: ['a']})
  const reading = [empty, studies, pulled(ok({})), applied(), pulled(ok({})), applied()]
  const run = [pushed(ok({})), changed, ...reading]

  const once = after(...greeted, ...run)
  const twice = after(...greeted, ...run, trigger('retry'), hello(), ...run)

  assert.equal(once.state.wait, 'mangled')
  assert.equal(once.state.lastSuccess, null)
  assert.deepEqual(once.effects, [{do: 'timer', backoff: 0, least: 0}])
  assert.deepEqual(twice.effects, [{do: 'timer', backoff: 1, least: 0}])
})

test('the next run begins with a clean slate', () => {
  const changed = settled([], {unproven: ['a']})
  const {state} = after(...greeted, pushed(ok({})), changed, empty, studies)
  const {wait, mangled, tried} = reduce({...state, step: 'idle'}, trigger('retry'))[0]

  assert.deepEqual({wait, mangled, tried}, {wait: null, mangled: false, tried: []})
})

test('whether the device is to retire is what the server said last', () => {
  const asked = ok({uid: 'ana', device: 'retire', studies: []})

  assert.equal(after(trigger('open'), hello(asked)).state.retire, true)
  assert.equal(
    after(trigger('open'), hello(asked), empty, studies, trigger('open'), hello()).state
      .retire,
    false,
  )
})
