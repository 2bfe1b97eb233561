/** What an address says, and what it must not. */
import assert from 'node:assert/strict'
import test from 'node:test'

globalThis.location = /** @type {Location} */ ({hash: ''})
const {handleOf, idOf, routeOf} = await import('../../pwa/router.js')

const DAY = '01936f2c-8a00-7000-8000-000000000001'

test('a handle stands for an id, always the same, and tells nothing of it', () => {
  const handle = handleOf(DAY)

  assert.equal(handleOf(DAY), handle)
  assert.equal(idOf(handle), DAY)
  assert.match(handle, /^[0-9a-f]{12}$/)
  assert.equal(DAY.includes(handle), false)
})

test('two records never share a handle', () => {
  const ids = Array.from({length: 500}, (_, n) => `${DAY}-${n}`)

  assert.equal(new Set(ids.map(handleOf)).size, ids.length)
})

test('an address with a handle leads to the record', () => {
  const {screen, id} = routeOf(`#/day/${handleOf(DAY)}`)

  assert.deepEqual({screen, id}, {screen: 'day', id: DAY})
})

test('an id in the address leads nowhere', () => {
  assert.equal(routeOf(`#/day/${DAY}`).id, '')
})

test('a handle of a page that is gone leads to the list it came from', () => {
  assert.equal(routeOf('#/day/0123456789ab').screen, 'today')
  assert.equal(routeOf('#/study/0123456789ab').screen, 'studies')
})

test('one-time links are read out of the address, each for what it is', () => {
  const tokens = ['setup', 'invite', 'reset'].map((what) => routeOf(`#${what}=abc`))

  assert.deepEqual(
    tokens.map(({setup, invite, reset}) => [setup, invite, reset]),
    [
      ['abc', '', ''],
      ['', 'abc', ''],
      ['', '', 'abc'],
    ],
  )
  assert.equal(routeOf('#reset=abc').screen, 'welcome')
})
