/** What the desk says of devices, keys and the trail, without a screen. */
import assert from 'node:assert/strict'
import {readFile} from 'node:fs/promises'
import test from 'node:test'

import {
  ACTIONS,
  actionWords,
  detailWords,
  inFours,
  lossOf,
} from '../../pwa/ui/desk-words.js'

const SEEN = {last_seen_at: '2026-11-22T10:05:00Z'}

test('every action of the trail has words of its own', async () => {
  const source = await readFile(
    new URL('../../app/audit/trail.py', import.meta.url),
    'utf8',
  )
  const actions = [...source.matchAll(/^ {4}[A-Z_]+ = "([a-z-]+:[a-z-]+)"$/gm)].map(
    ([, action]) => action,
  )

  assert.ok(actions.length > 20)
  assert.deepEqual(
    actions.filter((action) => !ACTIONS[action]),
    [],
  )
  assert.equal(new Set(Object.values(ACTIONS)).size, Object.keys(ACTIONS).length)
})

test('an action of a newer server is still readable', () => {
  assert.equal(actionWords('subject:put-aside'), 'subject put aside')
})

test('what is lost with a device is said in numbers, or that nobody knows', () => {
  assert.match(
    lossOf({...SEEN, waiting: 3}),
    /^3 changes were not sent when it was last heard of, (22 Nov|Nov 22)/,
  )
  assert.match(lossOf({...SEEN, waiting: 1}), /^1 change was not sent/)
  assert.match(lossOf({...SEEN, waiting: 0}), /^Nothing was left to send/)
  assert.match(lossOf({...SEEN, waiting: null}), /never told/)
})

test('a key is grouped so that it can be typed off, and stays the same key', () => {
  const key = 'JBSWY3DPEHPK3PXPA'

  assert.equal(inFours(key), 'JBSW Y3DP EHPK 3PXP A')
  assert.equal(inFours(key).replaceAll(' ', ''), key)
})

test('the particulars of an entry read as words', () => {
  const detail = {role: 'observer', changed: ['peer_days', 'title'], note: null}

  assert.equal(detailWords(detail), 'role: observer · changed: peer days, title')
})
