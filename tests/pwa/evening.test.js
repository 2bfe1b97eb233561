import assert from 'node:assert/strict'
import {test} from 'node:test'
import {aroundOf} from '../../pwa/domain/around.js'
import {edit, jot, mark, stepOut, switchTo} from '../../pwa/domain/capture.js'
import {toExpand} from '../../pwa/domain/evening.js'
import {Pocket} from './pocket.js'

function phone() {
  const pocket = new Pocket()
  pocket.startDay()
  return pocket
}

function act(pocket, make, minutes = 5) {
  const at = pocket.at(minutes)
  pocket.commit('act', (state) => make(state, at))
}

test('marks without words and jottings without a field note are on the list', () => {
  const pocket = phone()
  act(pocket, mark)
  act(pocket, (state, at) => jot(state, at, 'laughs'))
  act(pocket, (state, at) => jot(state, at, 'sighs'))
  pocket.commit('edit', ({rows}) => edit(rows[2], {field_note: 'He was tired.'}))

  const list = toExpand(pocket.state().rows)

  assert.deepEqual(
    list.map(({fields}) => fields.text),
    [undefined, 'laughs'],
  )
})

test('what was off the record is never asked for words', () => {
  const pocket = phone()
  act(pocket, mark)
  pocket.commit('edit', ({rows}) =>
    edit(rows[0], {sensitivity: 'off_the_record_time_only'}),
  )

  assert.deepEqual(toExpand(pocket.state().rows), [])
})

test('beside a jotting stands what was going on at that moment, and nothing else', () => {
  const pocket = phone()
  act(pocket, (state, at) => switchTo(state, {code: 'travel', at}))
  act(pocket, (state, at) => switchTo(state, {code: 'one_to_one', at}))
  act(pocket, mark)
  act(pocket, (state, at) => stepOut(state, {at}))
  act(pocket, mark)

  const {rows} = pocket.state()
  const [first, second] = toExpand(rows)

  assert.deepEqual(
    aroundOf(rows, first).map(({fields}) => fields.code),
    ['one_to_one'],
  )
  assert.deepEqual(
    aroundOf(rows, second).map(({kind}) => kind),
    ['activity', 'gap'],
  )
})
