import assert from 'node:assert/strict'
import {test} from 'node:test'
import * as capture from '../../pwa/domain/capture.js'
import {NINE, Pocket} from './pocket.js'

const MINUTE = 60_000

function phone() {
  const pocket = new Pocket()
  pocket.startDay()
  return pocket
}

function switchTo(pocket, code, minutes = 1) {
  const at = pocket.at(minutes)
  pocket.commit('switch', (state) => capture.switchTo(state, {code, at}))
  return at
}

test('a day starts open, at the moment of the tap', () => {
  const pocket = new Pocket()

  const rec = pocket.startDay()

  const {fields, kind} = pocket.state().day
  assert.equal(kind, 'day')
  assert.equal(pocket.state().day.rec, rec)
  assert.equal(fields.status, 'open')
  assert.equal(fields.observation_started_at.wall, NINE)
  assert.equal(fields.recorded_at.wall, NINE)
})

test('a switch ends what runs and starts the next at one instant', () => {
  const pocket = phone()
  switchTo(pocket, 'phone_call')

  const at = switchTo(pocket, 'travel', 6)

  const [call, travel] = pocket.state().rows
  assert.deepEqual(call.fields.ended_at, travel.fields.started_at)
  assert.equal(call.fields.ended_at.wall, at.wall)
  assert.equal(call.fields.end_source, 'tap')
  assert.equal(travel.fields.start_source, 'tap')
  assert.equal(travel.fields.lane, 'primary')
  assert.equal(pocket.state().running.rec, travel.rec)
})

test('alongside leaves the running activity alone', () => {
  const pocket = phone()
  switchTo(pocket, 'travel')

  const at = pocket.at(2)
  pocket.commit('alongside', (s) => capture.alongside(s, {code: 'phone_call', at}))

  const {running, alongside} = pocket.state()
  assert.equal(running.fields.code, 'travel')
  assert.deepEqual(
    alongside.map(({fields}) => fields.code),
    ['phone_call'],
  )
  assert.equal(running.fields.ended_at, undefined)
})

test('a switch does not end what runs alongside, stop does', () => {
  const pocket = phone()
  switchTo(pocket, 'travel')
  const at = pocket.at(1)
  pocket.commit('alongside', (s) => capture.alongside(s, {code: 'phone_call', at}))
  switchTo(pocket, 'walkabout')

  const [call] = pocket.state().alongside
  pocket.commit('stop', (s) => capture.stop(s, call.rec, pocket.at(1)))

  assert.equal(pocket.state().alongside.length, 0)
  assert.equal(pocket.state().running.fields.code, 'walkabout')
})

test('a meeting is a switch to a record that can tell more', () => {
  const pocket = phone()
  switchTo(pocket, 'travel')

  const at = pocket.at(3)
  pocket.commit('meeting', (s) => capture.meeting(s, {at}))

  const {running, rows} = pocket.state()
  assert.equal(running.kind, 'meeting')
  assert.equal(rows[0].fields.ended_at.wall, at.wall)
  assert.equal('code' in running.fields, false)
})

test('a source is tied to what runs', () => {
  const pocket = phone()
  switchTo(pocket, 'travel')

  const at = pocket.at(1)
  const [change] = pocket.commit('source', (s) =>
    capture.source(s, {at, source_kind: 'press', obtained: 'own_search'}),
  )

  assert.equal(change.set.activity, pocket.state().running.rec)
  assert.equal(change.set.source_kind, 'press')
  assert.equal(change.set.at.wall, at.wall)
})

test('a mark has no words yet, and End day asks for them', () => {
  const pocket = phone()

  pocket.commit('mark', (s) => capture.mark(s, pocket.at(1)))

  const {ask} = capture.endDay(pocket.state(), pocket.at(1))
  assert.deepEqual(
    ask.map(({what}) => what),
    ['mark'],
  )
})

test('a jotting is stamped first; its words come by an edit', () => {
  const pocket = phone()
  const [{rec}] = pocket.commit('jot', (s) => capture.jot(s, pocket.at(1)))
  const before = pocket.state().rows[0]

  pocket.commit('edit', capture.edit(before, {text: 'Asked twice for the figures.'}))

  const [after] = pocket.state().rows
  assert.equal(after.rec, rec)
  assert.equal(after.fields.text, 'Asked twice for the figures.')
  assert.deepEqual(after.fields.at, before.fields.at)
})

test('stepping out leaves the activity open; Back ends the gap', () => {
  const pocket = phone()
  switchTo(pocket, 'one_to_one')
  const out = pocket.at(10)
  const reason = 'requested_by_subject'
  pocket.commit('step_out', (s) => capture.stepOut(s, {at: out, reason}))
  assert.equal(pocket.state().gap.fields.activity_known, 'yes')
  assert.equal(pocket.state().gap.fields.code, 'one_to_one')

  const back = pocket.at(15)
  pocket.commit('back', (s) => capture.back(s, back))

  const {gap, running, totals} = pocket.state()
  assert.equal(gap, null)
  assert.equal(running.fields.code, 'one_to_one')
  assert.equal(totals[0].ms, 10 * MINUTE)
})

test('stepping out twice is stepping out once', () => {
  const pocket = phone()
  pocket.commit('step_out', (s) => capture.stepOut(s, {at: pocket.at(1)}))

  assert.deepEqual(capture.stepOut(pocket.state(), {at: pocket.at(1)}), [])
})

test('End day closes what is open and the day, and names what was open', () => {
  const pocket = phone()
  switchTo(pocket, 'travel')
  pocket.commit('step_out', (s) => capture.stepOut(s, {at: pocket.at(1)}))

  const at = pocket.at(5)
  const {ask} = pocket.commit('end_day', (s) => capture.endDay(s, at, {waiting: 3}))

  const {day, running, gap, rows, openThings} = pocket.state()
  assert.deepEqual(
    ask.map(({what}) => what),
    ['activity', 'gap', 'waiting'],
  )
  assert.equal(running, null)
  assert.equal(gap, null)
  assert.deepEqual(openThings, [])
  assert.equal(rows[0].fields.end_source, 'day_end')
  assert.equal(day.fields.status, 'closed')
  assert.equal(day.fields.observation_ended_at.wall, at.wall)
})

test('an edit writes only what differs, and says where a moved start comes from', () => {
  const pocket = phone()
  switchTo(pocket, 'travel')
  const {running} = pocket.state()

  const moved = {...running.fields.started_at, wall: NINE + 30_000}
  const [change] = capture.edit(running, {code: 'travel', started_at: moved})

  assert.deepEqual(Object.keys(change.set), ['started_at', 'start_source'])
  assert.equal(change.set.start_source, 'corrected')
  assert.deepEqual(capture.edit(running, {code: 'travel'}), [])
})

test('every act records when it was tapped', () => {
  const pocket = phone()
  switchTo(pocket, 'travel')
  pocket.commit('mark', (s) => capture.mark(s, pocket.at(1)))
  pocket.commit('tally', (s) => capture.tally(s, {at: pocket.at(1), code: 'travel'}))
  pocket.commit('step_out', (s) => capture.stepOut(s, {at: pocket.at(1)}))

  for (const {fields, kind} of pocket.state().rows) {
    assert.ok(fields.recorded_at, `${kind} has no recorded_at`)
  }
})
