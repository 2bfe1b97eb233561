import assert from 'node:assert/strict'
import {test} from 'node:test'
import {wasOffTheRecord} from '../../pwa/domain/away.js'
import * as capture from '../../pwa/domain/capture.js'
import {isWordless} from '../../pwa/domain/day.js'
import {Pocket} from './pocket.js'

/** A phone on which a visit has just gone off the record. */
function off() {
  const pocket = new Pocket()
  pocket.startDay()
  const at = pocket.at(1)
  pocket.commit('switch', (s) => capture.switchTo(s, {code: 'visit', at}))
  const from = pocket.at(5)
  pocket.commit('off_record', (s) => capture.offTheRecord(s, from))
  return pocket
}

test('off the record is a gap in which the activity goes on', () => {
  const {gap, running} = off().state()

  assert.equal(gap.fields.gap_kind, 'off_the_record')
  assert.equal(gap.fields.activity_known, 'yes')
  assert.equal(running.fields.code, 'visit')
  assert.equal('ended_at' in running.fields, false)
})

test('off the record a jotting is a moment without words, and none are asked for', () => {
  const pocket = off()

  pocket.commit('jot', (s) => capture.jot(s, pocket.at(1), 'said in confidence'))

  const jotting = pocket.state().rows.find(({kind}) => kind === 'jotting')
  assert.equal(jotting.fields.sensitivity, 'off_the_record_time_only')
  assert.equal('text' in jotting.fields, false)
  assert.equal(isWordless(jotting), false)
})

test('off the record a source has a kind and no title', () => {
  const pocket = off()
  const source = {at: pocket.at(1), source_kind: 'press', title: 'The plan', note: 'x'}

  const [{set}] = capture.source(pocket.state(), source)

  assert.equal(set.source_kind, 'press')
  assert.equal('title' in set || 'note' in set, false)
})

test('back on the record words are words again', () => {
  const pocket = off()
  pocket.commit('on_record', (s) => capture.back(s, pocket.at(5)))

  const [{set}] = capture.jot(pocket.state(), pocket.at(1), 'aloud')

  assert.equal(set.text, 'aloud')
})

test('what was off the record stays so afterwards', () => {
  const pocket = off()
  pocket.commit('source', (s) => capture.source(s, {at: pocket.at(1)}))
  pocket.commit('back', (s) => capture.back(s, pocket.at(1)))
  pocket.commit('source', (s) => capture.source(s, {at: pocket.at(1)}))

  const {rows, ...state} = pocket.state()

  const sources = rows.filter(({kind}) => kind === 'knowledge_source')
  const silent = sources.map((view) => wasOffTheRecord({...state, rows}, view))
  assert.deepEqual(silent, [true, false])
})

test('Undo puts the day back on the record', () => {
  const pocket = off()

  pocket.undo()

  assert.equal(pocket.state().gap, null)
})

test('who has stepped out cannot be off the record besides', () => {
  const pocket = off()

  assert.deepEqual(capture.offTheRecord(pocket.state(), pocket.at(1)), [])
  assert.deepEqual(capture.stepOut(pocket.state(), {at: pocket.at(1)}), [])
})

test('what reacts to the observer is said of what runs, once', () => {
  const pocket = off()
  pocket.commit('reacts', capture.reacts)

  assert.ok(pocket.state().running.fields.reactivity)
  assert.deepEqual(capture.reacts(pocket.state()), [])
})
