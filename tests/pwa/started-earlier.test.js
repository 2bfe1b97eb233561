import assert from 'node:assert/strict'
import {test} from 'node:test'
import {alongside, startedEarlier, stop, switchTo} from '../../pwa/domain/capture.js'
import {NINE, Pocket} from './pocket.js'

const MINUTE = 60_000

function phone() {
  const pocket = new Pocket()
  pocket.startDay()
  return pocket
}

function go(pocket, code, minutes) {
  const at = pocket.at(minutes)
  pocket.commit('switch', (state) => switchTo(state, {code, at}))
  return at
}

function earlier(pocket, minutes) {
  return pocket.commit('earlier', (state) => startedEarlier(state, minutes))
}

test('moves the start just stamped and its neighbour’s end with it', () => {
  const pocket = phone()
  go(pocket, 'travel', 1)
  const tapped = go(pocket, 'one_to_one', 20)

  const {refusal} = earlier(pocket, 5)

  const [travel, meeting] = pocket.state().rows
  assert.equal(refusal, null)
  assert.equal(meeting.fields.started_at.wall, tapped.wall - 5 * MINUTE)
  assert.deepEqual(travel.fields.ended_at, meeting.fields.started_at)
  assert.equal(meeting.fields.start_source, 'backdated')
  assert.equal(travel.fields.end_source, 'backdated')
})

test('the moment of the tap stays on record', () => {
  const pocket = phone()
  const tapped = go(pocket, 'travel', 30)

  earlier(pocket, 10)

  const {fields} = pocket.state().running
  assert.equal(fields.recorded_at.wall, tapped.wall)
  assert.equal(fields.started_at.boot, tapped.boot)
  assert.equal('mono' in fields.started_at, false)
})

test('a start never passes its neighbour’s start; the screen is told why', () => {
  const pocket = phone()
  go(pocket, 'travel', 1)
  go(pocket, 'one_to_one', 3)

  const {changes, refusal} = earlier(pocket, 10)

  const [travel, meeting] = pocket.state().rows
  assert.deepEqual(changes, [])
  assert.equal(refusal.code, 'before_neighbour')
  assert.equal(refusal.record.rec, travel.rec)
  assert.equal(refusal.earliest, NINE + MINUTE)
  assert.equal(meeting.fields.start_source, 'tap')
})

test('an activity that had ended before is cut back only as far as needed', () => {
  const pocket = phone()
  go(pocket, 'travel', 1)
  const {running} = pocket.state()
  const stopped = pocket.at(10)
  pocket.commit('stop', (state) => stop(state, running.rec, stopped))
  go(pocket, 'one_to_one', 4)

  earlier(pocket, 2)
  assert.equal(pocket.state().rows[0].fields.ended_at.wall, stopped.wall)

  earlier(pocket, 5)
  const [travel, meeting] = pocket.state().rows
  assert.deepEqual(travel.fields.ended_at, meeting.fields.started_at)
})

test('what runs alongside moves alone', () => {
  const pocket = phone()
  go(pocket, 'travel', 5)
  const at = pocket.at(1)
  pocket.commit('alongside', (state) => alongside(state, {code: 'phone_call', at}))

  const {changes} = earlier(pocket, 10)

  assert.equal(changes[0].rec, pocket.state().alongside[0].rec)
  assert.equal(pocket.state().running.fields.start_source, 'tap')
})

test('what was seen before the day was opened opens the day', () => {
  const pocket = phone()
  const tapped = go(pocket, 'travel', 1)

  earlier(pocket, 5)

  const {day} = pocket.state()
  assert.equal(day.fields.observation_started_at.wall, tapped.wall - 5 * MINUTE)
  assert.equal(day.fields.recorded_at.wall, NINE)
})

test('the night the clocks go back an earlier start has the offset of its own hour', () => {
  const pocket = phone()
  pocket.now = Date.UTC(2026, 9, 25, 0, 30)
  go(pocket, 'travel', 0)
  go(pocket, 'one_to_one', 50)

  earlier(pocket, 40)

  assert.equal(pocket.state().running.fields.started_at.utcoff, 60)
})

test('with nothing running there is nothing to move', () => {
  assert.equal(startedEarlier(phone().state(), 5).refusal.code, 'nothing_running')
})
