import assert from 'node:assert/strict'
import {test} from 'node:test'
import * as capture from '../../pwa/domain/capture.js'
import {promoted} from '../../pwa/domain/promote.js'
import {Pocket} from './pocket.js'

/** A phone with one tally, made while a visit ran. */
function counted(what = {}) {
  const pocket = new Pocket()
  pocket.startDay()
  pocket.commit('switch', (s) => capture.switchTo(s, {code: 'visit', at: pocket.at(1)}))
  const at = pocket.at(5)
  pocket.commit('tally', (s) => capture.tally(s, {at, ...what}))
  return {pocket, at, tally: tallies(pocket)[0]}
}

const tallies = (pocket) => pocket.state().rows.filter(({kind}) => kind === 'tally')

function promote(pocket, tally, kind) {
  pocket.at(60)
  const [{rec}] = pocket.commit('promote', (s) => promoted(s, tally, kind))
  return pocket.state().rows.find((row) => row.rec === rec)
}

for (const kind of ['activity', 'meeting', 'jotting'])
  test(`a tally becomes a record of kind ${kind} at its moment, in one act`, () => {
    const {pocket, at, tally} = counted({person: 'A1'})

    const {kind: made, fields} = promote(pocket, tally, kind)

    assert.equal(made, kind)
    assert.equal((fields.started_at ?? fields.at).wall, at.wall)
    assert.equal(fields.recorded_at.wall, at.wall)
    assert.match(JSON.stringify(fields.persons ?? fields.text), /A1/)
    assert.deepEqual(tallies(pocket), [])

    pocket.undo()
    assert.equal(tallies(pocket).length, 1)
    assert.equal(pocket.state().rows.length, 2)
  })

test('an activity made of a tally ends nothing and points at the tally', () => {
  const {pocket, tally} = counted({code: 'call'})

  const {fields} = promote(pocket, tally, 'activity')

  assert.equal(pocket.state().running.fields.code, 'visit')
  assert.equal(fields.lane, 'secondary')
  assert.equal(fields.code, 'call')
  assert.ok(fields.note.includes(tally.rec))
})

test('a tally that is gone is not made into anything', () => {
  const {pocket, tally} = counted()
  promote(pocket, tally, 'activity')

  assert.deepEqual(promoted(pocket.state(), {...tally, deleted: true}, 'meeting'), [])
})

test('off the record a jotting made of a tally has its moment and no words', () => {
  const {pocket, tally} = counted({person: 'A1', note: 'said in confidence'})
  pocket.commit('off_record', (s) => capture.offTheRecord(s, pocket.at(1)))

  const {fields} = promote(pocket, tally, 'jotting')

  assert.equal(fields.sensitivity, 'off_the_record_time_only')
  assert.equal('text' in fields, false)
})

test('nor has one of a tally made off the record, when that is over', () => {
  const {pocket} = counted()
  pocket.commit('off_record', (s) => capture.offTheRecord(s, pocket.at(1)))
  pocket.commit('tally', (s) => capture.tally(s, {at: pocket.at(1), person: 'A1'}))
  pocket.commit('back', (s) => capture.back(s, pocket.at(1)))

  const {fields} = promote(pocket, tallies(pocket).at(-1), 'jotting')

  assert.equal('text' in fields, false)
})
