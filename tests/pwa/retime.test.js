import assert from 'node:assert/strict'
import {test} from 'node:test'
import {switchTo} from '../../pwa/domain/capture.js'
import {put} from '../../pwa/domain/changes.js'
import {endOf, startOf, utcMs} from '../../pwa/domain/day.js'
import {edgesOf, retime} from '../../pwa/domain/retime.js'
import {Pocket, seeded} from './pocket.js'
import {captured, clock, named, primaries, spans, tap, told} from './review-of-a-day.js'

const NOW = {nowMs: clock(10, 0)}

test('a boundary moves the end of one and the start of the other, and says so', () => {
  const pocket = captured()
  const [edge] = edgesOf(pocket.state())

  pocket.commit('moved', (state) =>
    retime(state, edge, clock(9, 15), {...NOW, reason: 'late_switch'}),
  )

  const state = pocket.state()
  assert.deepEqual(spans(state).slice(0, 2), [
    ['travel', 1, 15],
    ['talk', 15, 50],
  ])
  assert.equal(named(state, 'travel').fields.end_source, 'corrected')
  assert.equal(named(state, 'talk').fields.start_source, 'corrected')
  assert.equal(named(state, 'talk').fields.edit_reason, 'late_switch')
})

test('the moment of the tap stays on record when a boundary moves', () => {
  const pocket = captured()
  const before = named(pocket.state(), 'talk').fields.recorded_at

  pocket.commit('moved', (s) => retime(s, edgesOf(s)[0], clock(9, 15), NOW))

  assert.deepEqual(named(pocket.state(), 'talk').fields.recorded_at, before)
})

test('a boundary passes neither end of its neighbours, and says whose is in the way', () => {
  const state = captured().state()
  const [edge] = edgesOf(state)

  const early = retime(state, edge, clock(9, 1), NOW)
  const late = retime(state, edge, clock(9, 50), NOW)

  assert.deepEqual([early.changes, late.changes], [[], []])
  assert.equal(early.refusal.code, 'before_neighbour')
  assert.equal(early.refusal.record.fields.code, 'travel')
  assert.equal(late.refusal.code, 'after_neighbour')
  assert.equal(late.refusal.record.fields.code, 'talk')
})

test('the start of what still runs cannot be moved past the present', () => {
  const state = captured().state()

  const {refusal} = retime(state, edgesOf(state)[1], clock(10, 0), NOW)

  assert.equal(refusal.code, 'after_neighbour')
})

test('a locked day moves nothing', () => {
  const pocket = captured()
  pocket.commit('lock', ({day}) => [put(day, {status: 'locked'})])
  const state = pocket.state()

  const {changes, refusal} = retime(state, edgesOf(state)[0], clock(9, 15), NOW)

  assert.deepEqual(changes, [])
  assert.equal(refusal.code, 'locked')
})

test('activities apart from each other have no boundary in common', () => {
  const pocket = captured()
  pocket.commit('edit', (state) => {
    const travel = named(state, 'travel')
    const ended_at = {...endOf(travel), wall: clock(9, 10), utc: undefined}
    return [put(travel, {ended_at})]
  })

  assert.equal(edgesOf(pocket.state()).length, 1)
})

test('however boundaries move, neighbours touch, the time stays and one undo takes it back', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed)
    const pocket = new Pocket()
    pocket.startDay()
    for (const code of ['a', 'b', 'c', 'd', 'e'])
      tap(pocket, 1 + random() * 30, (s, at) => switchTo(s, {code, at}))
    pocket.at(5)
    const nowMs = pocket.now
    for (let step = 0; step < 20; step++) {
      const before = pocket.state()
      const edges = edgesOf(before)
      const edge = edges[Math.floor(random() * edges.length)]
      const ms = Math.round(edge.at + (random() - 0.5) * 40 * 60_000)
      const {changes} = retime(before, edge, ms, {nowMs})
      if (!changes.length) continue
      pocket.commit('moved', changes)
      const after = pocket.state()
      assert.equal(edgesOf(after).length, 4, `seed ${seed}`)
      assert.equal(sum(after), sum(before), `seed ${seed}`)
      pocket.undo()
      assert.equal(told(pocket.state()), told(before), `seed ${seed}`)
      pocket.commit('moved', changes)
    }
  }
})

function sum(state) {
  return state.totals.reduce((ms, total) => ms + total.ms, 0)
}

test('a boundary stands where both instants are', () => {
  for (const {before, after, at} of edgesOf(captured().state())) {
    assert.equal(utcMs(endOf(before)), at)
    assert.equal(utcMs(startOf(after)), at)
  }
  assert.equal(primaries(captured().state()).length, 3)
})
