import assert from 'node:assert/strict'
import {test} from 'node:test'
import {classify, noReply} from '../../pwa/sync/classify.js'

const OURS = {
  status: 200,
  redirected: false,
  type: 'application/json',
  proto: '1',
  retryAfter: null,
  text: '{"proto":1,"epoch":"e_1","t1":1,"t2":2}',
}
const PAGE = {
  ...OURS,
  type: 'text/html',
  proto: null,
  text: '<html>Hospital Wi-Fi</html>',
}
const PROBLEM = {
  ...OURS,
  type: 'application/problem+json',
  text: '{"type":"/problems/x"}',
}

const FILE = {file: new Blob(['a,b\r\n']), name: 'daylog.csv'}

const cases = [
  ['our answer', 'sync', OURS, 'ok'],
  ['a login page', 'sync', PAGE, 'portal'],
  ['a redirect', 'sync', {...OURS, status: 0, redirected: true, text: ''}, 'portal'],
  ['somebody’s JSON', 'sync', {...OURS, proto: null}, 'portal'],
  ['our header on another body', 'sync', {...OURS, text: '{"ok":true}'}, 'portal'],
  ['an answer cut off', 'sync', {...OURS, text: '{"proto":1,"epo'}, 'offline'],
  ['no session', 'sync', {...PROBLEM, status: 401}, 'auth'],
  ['a portal’s 401', 'sync', {...PAGE, status: 401}, 'portal'],
  ['a problem', 'sync', {...PROBLEM, status: 409}, 'problem'],
  ['a proxy without its server', 'sync', {...PAGE, status: 502}, 'offline'],
  ['network sign-in wanted', 'sync', {...PAGE, status: 511}, 'portal'],
  ['a list', 'json', {...OURS, proto: null, text: '{"items":[]}'}, 'ok'],
  ['a login page for a list', 'json', PAGE, 'portal'],
  ['nothing to say', 'json', {...OURS, status: 204, type: '', text: ''}, 'ok'],
  ['not signed in', 'json', {...PROBLEM, proto: null, status: 401}, 'auth'],
  [
    'a file',
    'csv',
    {...OURS, type: 'text/csv', proto: null, text: '', file: FILE},
    'ok',
  ],
  ['a file where none was asked for', 'json', {...OURS, type: 'text/csv'}, 'portal'],
]

for (const [what, expected, reply, kind] of cases) {
  test(`${what} is taken for ${kind}`, () => {
    assert.equal(classify(reply, expected).kind, kind)
  })
}

test('a problem keeps its body and how long to wait', () => {
  const answer = classify({...PROBLEM, status: 503, retryAfter: '7'}, 'sync')

  assert.deepEqual(answer, {
    kind: 'problem',
    status: 503,
    body: {type: '/problems/x'},
    retryAfter: 7,
  })
})

test('no reply is no network', () => {
  assert.equal(noReply().kind, 'offline')
})
