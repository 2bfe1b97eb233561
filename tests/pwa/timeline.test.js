import assert from 'node:assert/strict'
import {test} from 'node:test'
import {alongside, mark} from '../../pwa/domain/capture.js'
import {
  boundsOf,
  mostZoom,
  placed,
  provenanceOf,
  snapped,
  ticksOf,
} from '../../pwa/domain/timeline.js'
import {captured, clock, MINUTE, tap} from './review-of-a-day.js'

test('the line reaches from the opening of the day to the present while it runs', () => {
  const bounds = boundsOf(captured().state(), clock(10, 0))

  assert.deepEqual(bounds, {from: clock(9, 0), to: clock(10, 0), utcoff: 0})
})

test('what overlaps in one lane stands in rows of its own', () => {
  const pocket = captured()
  tap(pocket, 0, (s, at) => alongside(s, {code: 'email', at}))
  const state = pocket.state()

  const {rows, items} = placed(state, boundsOf(state, clock(10, 5)), 1, 0.06)

  assert.equal(rows.secondary, 2)
  assert.deepEqual(
    items.filter(({track}) => track === 'primary').map(({row}) => row),
    [0, 0, 0],
  )
})

test('marks too close to be told apart stand below each other until one looks closer', () => {
  const pocket = captured()
  for (const minutes of [0, 2]) tap(pocket, minutes, mark)
  const state = pocket.state()
  const bounds = boundsOf(state, clock(10, 5))

  assert.equal(placed(state, bounds, 1, 0.06).rows.point, 2)
  assert.equal(placed(state, bounds, 8, 0.06).rows.point, 1)
})

test('times nobody tapped are told apart', () => {
  const fields = {start_source: 'backdated', end_source: 'day_end'}

  assert.deepEqual(provenanceOf({fields}), {start: 'backdated', end: 'inferred'})
  assert.deepEqual(provenanceOf({fields: {start_source: 'tap', end_source: 'tap'}}), {
    start: '',
    end: '',
  })
})

test('the scale shows round times, and more of them the closer one looks', () => {
  const bounds = {from: clock(9, 3), to: clock(12, 0), utcoff: 330}

  assert.deepEqual(ticksOf(bounds, 1).slice(0, 2), [clock(9, 30), clock(10, 0)])
  assert.ok(ticksOf(bounds, 8).length > 4 * ticksOf(bounds, 1).length)
})

test('one can look as close as five minutes', () => {
  assert.equal(mostZoom({from: 0, to: 60 * MINUTE}), 12)
  assert.equal(mostZoom({from: 0, to: MINUTE}), 1)
})

test('a finger means whole minutes from afar and seconds from near', () => {
  assert.equal(snapped(clock(9, 7) + 31_000, 20_000), clock(9, 8))
  assert.equal(snapped(clock(9, 7) + 31_400, 100), clock(9, 7) + 31_000)
})
