import assert from 'node:assert/strict'
import {test} from 'node:test'
import {endDay} from '../../pwa/domain/capture.js'
import {mayUnlock, setStatus, waysFrom} from '../../pwa/domain/day-status.js'
import {captured, clock, named} from './review-of-a-day.js'

function ended() {
  const pocket = captured()
  const at = pocket.at(1)
  pocket.commit('end_day', (state) => endDay(state, at))
  return pocket
}

test('a day goes from closed to reviewed to locked, and back from there by one step', () => {
  const pocket = ended()
  const gone = ['reviewed', 'locked', 'reviewed', 'closed'].map((to) => {
    const ways = waysFrom(pocket.state())
    pocket.commit('edit', (state) => setStatus(state, to))
    return ways.includes(to)
  })

  assert.deepEqual(gone, [true, true, true, true])
  assert.equal(pocket.state().day.fields.status, 'closed')
})

test('a day is not closed over what still runs', () => {
  assert.deepEqual(setStatus(captured().state(), 'closed'), [])
})

test('a day left open is closed at the last moment it knows of', () => {
  const pocket = captured()
  const stopped = pocket.at(5)
  for (const code of ['phone_call', 'desk'])
    pocket.commit('stop', (s) => [
      {...base(named(s, code)), op: 'put', set: {ended_at: stopped}},
    ])
  pocket.at(600)

  pocket.commit('edit', (state) => setStatus(state, 'closed'))

  const {observation_ended_at: end} = pocket.state().day.fields
  assert.equal(end.wall, clock(10, 5))
})

const base = ({rec, kind}) => ({rec, kind})

test('a locked day is set free by its observer or by who leads the study', () => {
  const state = {day: {created_by: 'ana'}}
  const who = [
    {uid: 'ana', role: 'observer'},
    {uid: 'carla', role: 'pi'},
    {uid: 'ben', role: 'observer'},
  ]

  assert.deepEqual(
    who.map((one) => mayUnlock(state, one)),
    [true, true, false],
  )
})
