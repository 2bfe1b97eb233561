import assert from 'node:assert/strict'
import {test} from 'node:test'
import * as capture from '../../pwa/domain/capture.js'
import {suspendedIn} from '../../pwa/domain/interrupt.js'
import {Pocket} from './pocket.js'

/** A phone with an email being written since nine. */
function phone() {
  const pocket = new Pocket()
  pocket.startDay()
  act(pocket, 'switchTo', {code: 'email', fields: {place: 'office', persons: ['A1']}})
  return pocket
}

function act(pocket, name, what, minutes = 1) {
  const at = pocket.at(minutes)
  pocket.commit(name, (state) => capture[name](state, {...what, at}))
  return at
}

function coded(pocket, code) {
  return pocket.state().rows.filter(({fields}) => fields.code === code)
}

function waiting(pocket) {
  return suspendedIn(pocket.state()).map(({fields}) => fields.code)
}

test('an interruption suspends what runs and says what it interrupts', () => {
  const pocket = phone()

  const at = act(pocket, 'interrupted', {code: 'call'})

  const [[email], [call]] = [coded(pocket, 'email'), coded(pocket, 'call')]
  assert.equal(email.fields.ended_at.wall, at.wall)
  assert.equal(email.fields.end_source, 'tap')
  assert.equal(email.fields.segment_no, 1)
  assert.equal(call.fields.interrupts, email.rec)
  assert.equal(call.fields.started_at.wall, at.wall)
  assert.deepEqual(waiting(pocket), ['email'])
})

test('Resume goes on with a further segment of the same task', () => {
  const pocket = phone()
  act(pocket, 'interrupted', {code: 'call'})

  const at = act(pocket, 'resume', {}, 4)

  const [first, second] = coded(pocket, 'email')
  const [call] = coded(pocket, 'call')
  assert.equal(call.fields.ended_at.wall, at.wall)
  assert.equal(first.fields.resumption, 'resumed')
  assert.equal(second.fields.task_id, first.fields.task_id)
  assert.equal(second.fields.segment_no, 2)
  assert.equal(second.fields.place, 'office')
  assert.deepEqual(second.fields.persons, ['A1'])
  assert.equal('interrupts' in second.fields, false)
  assert.deepEqual(waiting(pocket), [])
})

test('interruptions of interruptions are resumed latest first', () => {
  const pocket = phone()
  act(pocket, 'interrupted', {code: 'call'})
  act(pocket, 'interrupted', {code: 'visit'})
  assert.deepEqual(waiting(pocket), ['email', 'call'])

  act(pocket, 'resume', {})
  assert.equal(pocket.state().running.fields.code, 'call')
  act(pocket, 'resume', {})

  assert.equal(pocket.state().running.fields.code, 'email')
  assert.deepEqual(waiting(pocket), [])
})

test('another than the latest can be chosen, and the latest still waits', () => {
  const pocket = phone()
  act(pocket, 'interrupted', {code: 'call'})
  act(pocket, 'interrupted', {code: 'visit'})
  const [email] = suspendedIn(pocket.state())

  act(pocket, 'resume', {rec: email.rec})

  assert.equal(pocket.state().running.fields.code, 'email')
  assert.deepEqual(waiting(pocket), ['call'])
})

test('an ordinary switch leaves what is suspended to be resumed', () => {
  const pocket = phone()
  act(pocket, 'interrupted', {code: 'call'})
  act(pocket, 'switchTo', {code: 'travel'})

  act(pocket, 'resume', {})

  const [, second] = coded(pocket, 'email')
  assert.equal(second.fields.segment_no, 2)
  assert.ok(coded(pocket, 'travel')[0].fields.ended_at)
})

test('what was not returned to by the end of the day says so', () => {
  const pocket = phone()
  act(pocket, 'interrupted', {code: 'call'})

  const at = pocket.at(1)
  pocket.commit('end_day', (state) => capture.endDay(state, at))

  const [email] = coded(pocket, 'email')
  assert.equal(email.fields.resumption, 'not_resumed')
  assert.equal(coded(pocket, 'call')[0].fields.end_source, 'day_end')
})

test('Undo of an interruption leaves nothing of it', () => {
  const pocket = phone()
  const before = JSON.stringify(pocket.state().rows.map(({fields}) => fields))
  act(pocket, 'interrupted', {code: 'call'})

  pocket.undo()

  const after = JSON.stringify(pocket.state().rows.map(({fields}) => fields))
  assert.equal(after, before)
})

test('a meeting resumed is a meeting, and nothing interrupted is a switch', () => {
  const pocket = new Pocket()
  pocket.startDay()
  act(pocket, 'interrupted', {kind: 'meeting'})
  assert.equal('interrupts' in pocket.state().running.fields, false)
  act(pocket, 'interrupted', {code: 'call'})

  act(pocket, 'resume', {})

  assert.equal(pocket.state().running.kind, 'meeting')
})

test('an interruption noticed late moves with what it interrupted', () => {
  const pocket = phone()
  act(pocket, 'interrupted', {code: 'call'}, 10)

  pocket.commit('earlier', (state) => capture.startedEarlier(state, 5))

  const [[email], [call]] = [coded(pocket, 'email'), coded(pocket, 'call')]
  assert.equal(email.fields.ended_at.wall, call.fields.started_at.wall)
  assert.deepEqual(waiting(pocket), ['email'])
})
