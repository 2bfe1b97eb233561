import assert from 'node:assert/strict'
import {test} from 'node:test'
import * as capture from '../../pwa/domain/capture.js'
import {strikeLast} from '../../pwa/domain/strike.js'
import {recordsIn} from '../../pwa/store/memory.js'
import {NINE, Pocket} from './pocket.js'

const MINUTE = 60_000
const WHY = {reason: 'requested_by_subject', requested_by: 'subject'}

function phone() {
  const pocket = new Pocket()
  pocket.startDay()
  return pocket
}

function switchTo(pocket, code, minutes, fields = {}) {
  const at = pocket.at(minutes)
  pocket.commit('switch', (state) => capture.switchTo(state, {code, at, fields}))
}

function jot(pocket, text, minutes) {
  const at = pocket.at(minutes)
  pocket.commit('jot', (state) => capture.jot(state, at, text))
}

function strike(pocket, minutes) {
  const to = pocket.at()
  return pocket.commit('strike', (state) => strikeLast(state, {to, minutes, why: WHY}))
}

function told(pocket) {
  return pocket.state().rows.map(({kind, fields}) => {
    const minute = ({wall}) => (wall - NINE) / MINUTE
    const from = fields.started_at ?? fields.at
    const end = fields.ended_at ? minute(fields.ended_at) : null
    return [kind, fields.code ?? fields.text ?? fields.gap_kind, minute(from), end]
  })
}

function everything(pocket) {
  const {day, rows} = pocket.state()
  return JSON.stringify([day.fields, rows.map(({rec, fields}) => [rec, fields])])
}

test('what lies inside goes, what reaches in is cut, the length stays as a gap', () => {
  const pocket = phone()
  switchTo(pocket, 'email', 0)
  switchTo(pocket, 'call', 10)
  jot(pocket, 'before', 5)
  switchTo(pocket, 'visit', 10)
  jot(pocket, 'said in confidence', 2)
  switchTo(pocket, 'travel', 1)
  pocket.at(2)

  const {removed, cut} = strike(pocket, 8)

  assert.deepEqual([removed, cut], [2, 2])
  assert.deepEqual(told(pocket), [
    ['activity', 'email', 0, 10],
    ['activity', 'call', 10, 22],
    ['jotting', 'before', 15, null],
    ['gap', 'struck', 22, 30],
    ['activity', 'travel', 30, null],
  ])
})

test('the gap says who asked', () => {
  const pocket = phone()
  switchTo(pocket, 'email', 0)
  pocket.at(10)

  strike(pocket, 5)

  const gap = pocket.state().rows.find(({kind}) => kind === 'gap')
  assert.equal(gap.fields.requested_by, 'subject')
  assert.equal(gap.fields.reason, 'requested_by_subject')
})

test('what was deleted keeps no words', () => {
  const pocket = phone()
  jot(pocket, 'said in confidence', 9)
  const source = {at: pocket.at(1), title: 'The secret plan', source_kind: 'press'}
  pocket.commit('source', (state) => capture.source(state, source))

  strike(pocket, 5)

  assert.doesNotMatch(
    JSON.stringify(recordsIn(pocket.memory, pocket.day)),
    /secret|confidence/,
  )
})

test('what spans the stretch goes on after it as a further segment', () => {
  const pocket = phone()
  switchTo(pocket, 'visit', 0, {place: 'office', note: 'Began well.'})
  pocket.at(20)

  strike(pocket, 5)

  const [first, , second] = pocket.state().rows
  assert.equal(first.fields.note, 'Began well.')
  assert.equal(first.fields.ended_at.wall, NINE + 15 * MINUTE)
  assert.equal(second.fields.started_at.wall, NINE + 20 * MINUTE)
  assert.equal(second.fields.place, 'office')
  assert.equal('note' in second.fields, false)
  assert.equal(second.fields.task_id, first.fields.task_id)
  assert.deepEqual([first.fields.segment_no, second.fields.segment_no], [1, 2])
  assert.equal(pocket.state().running.rec, second.rec)
})

test('words on what began inside the stretch are gone with it', () => {
  const pocket = phone()
  switchTo(pocket, 'visit', 10, {note: 'said in confidence'})
  pocket.at(2)

  strike(pocket, 5)

  const {running} = pocket.state()
  assert.equal(running.fields.code, 'visit')
  assert.equal('note' in running.fields, false)
})

test('who is away stays away, and gaps do not overlap', () => {
  const pocket = phone()
  switchTo(pocket, 'visit', 0)
  pocket.commit('step_out', (state) => capture.stepOut(state, {at: pocket.at(10)}))
  pocket.at(10)

  strike(pocket, 5)

  assert.deepEqual(
    told(pocket).filter(([kind]) => kind === 'gap'),
    [
      ['gap', 'visit', 10, 15],
      ['gap', 'struck', 15, 20],
      ['gap', 'visit', 20, null],
    ],
  )
})

test('striking further back takes in what was struck before', () => {
  const pocket = phone()
  switchTo(pocket, 'visit', 0)
  pocket.at(20)
  strike(pocket, 2)

  strike(pocket, 5)

  assert.deepEqual(
    told(pocket).filter(([kind]) => kind === 'gap'),
    [['gap', 'struck', 15, 20]],
  )
})

test('nothing before the observation began is struck', () => {
  const pocket = phone()
  switchTo(pocket, 'visit', 1)
  pocket.at(1)

  strike(pocket, 30)

  const gap = pocket.state().rows.find(({kind}) => kind === 'gap')
  assert.equal(gap.fields.started_at.wall, NINE)
})

test('Undo brings back what was struck, words and all', () => {
  const pocket = phone()
  switchTo(pocket, 'email', 0)
  switchTo(pocket, 'visit', 10, {note: 'said in confidence'})
  jot(pocket, 'more of it', 1)
  pocket.at(1)
  const before = everything(pocket)
  strike(pocket, 5)
  assert.notEqual(everything(pocket), before)

  pocket.undo()

  assert.equal(everything(pocket), before)
})

test('what had been deleted before is emptied too, and Undo leaves it as it was', () => {
  const pocket = phone()
  jot(pocket, 'said in confidence', 9)
  pocket.commit('delete', ({rows}) => capture.remove(rows[0]))
  pocket.at(1)
  const words = () => JSON.stringify(recordsIn(pocket.memory, pocket.day))

  strike(pocket, 5)

  const [jotting] = pocket.state().deleted
  assert.deepEqual([jotting.deleted, jotting.conflicts], [true, []])
  assert.doesNotMatch(words(), /confidence/)
  pocket.undo()
  assert.match(words(), /confidence/)
  assert.deepEqual(told(pocket), [])
  assert.deepEqual(pocket.state().deleted[0].conflicts, [])
})

test('what was deleted and reaches in ends at the edge, should it come back', () => {
  const pocket = phone()
  switchTo(pocket, 'visit', 0)
  pocket.commit('delete', ({rows}) => capture.remove(rows[0]))
  pocket.at(20)

  strike(pocket, 5)

  const [visit] = pocket.state().deleted
  assert.equal(visit.fields.ended_at.wall, NINE + 15 * MINUTE)
})

test('nothing interrupts what is not there any more', () => {
  const pocket = phone()
  switchTo(pocket, 'visit', 10)
  const at = pocket.at(5)
  pocket.commit('interrupt', (s) => capture.interrupted(s, {code: 'call', at}))

  strike(pocket, 10)

  assert.equal('interrupts' in pocket.state().running.fields, false)
})

test('a start is not moved back into what was struck', () => {
  const pocket = phone()
  switchTo(pocket, 'visit', 0)
  pocket.at(20)
  strike(pocket, 10)

  const {changes, refusal} = capture.startedEarlier(pocket.state(), 5)

  assert.deepEqual(changes, [])
  assert.equal(refusal.code, 'struck')
})
