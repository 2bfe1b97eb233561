import assert from 'node:assert/strict'
import {test} from 'node:test'
import {switchTo} from '../../pwa/domain/capture.js'
import {meaningOf} from '../../pwa/domain/locked.js'
import {embargo} from '../../pwa/domain/withheld.js'
import {tappedWords} from '../../pwa/screens/locked-words.js'
import {Pocket} from './pocket.js'

const look = {
  grid: {day: 'd1', codes: ['travel', 'phone_call']},
  labelOf: (code) => code.toUpperCase(),
  wordsOf: tappedWords,
}

function phone() {
  const pocket = new Pocket()
  pocket.startDay()
  return pocket
}

function tap(pocket, t, p, minutes = 1) {
  const at = pocket.at(minutes)
  const meant = meaningOf(pocket.state(), {t, p, at}, look)
  pocket.commit(meant.act, meant.changes)
  return {...meant, at}
}

const told = (pocket) =>
  pocket
    .state()
    .rows.map(({kind, fields}) => [
      kind,
      fields.code ?? fields.text ?? '',
      !!fields.ended_at,
    ])

test('a code starts what stands at its place and ends what ran, at the moment of the tap', () => {
  const pocket = phone()
  tap(pocket, 'code', 1)
  const {act, at} = tap(pocket, 'code', 2)

  assert.equal(act, 'switch:PHONE_CALL')
  const [first, second] = pocket.state().rows
  assert.deepEqual(first.fields.ended_at.wall, at.wall)
  assert.deepEqual(second.fields.started_at.wall, at.wall)
  assert.deepEqual(second.fields.recorded_at.wall, at.wall)
})

test('whatever a locked tap created or ended says so', () => {
  const pocket = phone()
  const at = pocket.at(1)
  pocket.commit('switch', (s) => switchTo(s, {code: 'travel', at}))
  for (const [t, p] of [['mark'], ['step_out'], ['back'], ['end'], ['code', 2]]) {
    tap(pocket, t, p)
  }

  const {rows, day} = pocket.state()

  assert.deepEqual(
    rows.map(({kind, fields}) => [kind, fields.captured_locked]),
    [
      ['activity', true],
      ['jotting', true],
      ['gap', true],
      ['activity', true],
    ],
  )
  assert.equal('captured_locked' in day.fields, false)
})

test('step out and back make a gap, and end ends what runs', () => {
  const pocket = phone()
  tap(pocket, 'code', 1)
  tap(pocket, 'step_out')
  tap(pocket, 'back')
  tap(pocket, 'end')

  assert.deepEqual(told(pocket), [
    ['activity', 'travel', true],
    ['gap', 'travel', true],
  ])
})

for (const [why, taps, words] of [
  ['a place without a code', [['code', 9]], 'Code 9'],
  ['back without having left', [['back']], 'Back'],
  ['an end with nothing running', [['end']], 'End activity'],
  ['leaving twice', [['step_out'], ['step_out']], 'Step out'],
  ['a tap of a newer pad', [['somersault']], 'somersault'],
]) {
  test(`${why} becomes a mark that says what was tapped`, () => {
    const pocket = phone()
    for (const [t, p] of taps) tap(pocket, t, p)

    const {kind, fields} = pocket.state().rows.at(-1)
    assert.equal(kind, 'jotting')
    assert.equal(fields.text, words)
    assert.equal(fields.captured_locked, true)
  })
}

test('a tap from before what has been captured since does not turn time round', () => {
  const pocket = phone()
  const before = pocket.at(1)
  const later = pocket.at(5)
  pocket.commit('switch', (s) => switchTo(s, {code: 'travel', at: later}))

  for (const what of [{t: 'code', p: 2}, {t: 'end'}]) {
    const {changes} = meaningOf(pocket.state(), {...what, at: before}, look)
    assert.deepEqual(
      changes.map(({kind}) => kind),
      ['jotting'],
    )
  }
  const {changes} = meaningOf(pocket.state(), {t: 'code', p: 2, at: before}, look)
  assert.equal(changes[0].set.text, 'Code 2 (PHONE_CALL)')
})

test('coming back before having left becomes a mark, and the gap stays open', () => {
  const pocket = phone()
  const before = pocket.at(1)
  tap(pocket, 'step_out')

  const {changes} = meaningOf(pocket.state(), {t: 'back', at: before}, look)

  assert.deepEqual(
    changes.map(({kind}) => kind),
    ['jotting'],
  )
})

test('each tap is taken back by itself', () => {
  const pocket = phone()
  tap(pocket, 'code', 1)
  tap(pocket, 'code', 2)

  assert.equal(pocket.undo(), 'switch:PHONE_CALL')

  assert.deepEqual(told(pocket), [['activity', 'travel', false]])
})

test('an embargo that reaches beyond the tap does not keep anybody from stepping out', () => {
  const pocket = phone()
  const to = pocket.at(30)
  pocket.commit('embargo', ({day}) => [
    embargo(
      {from: day.fields.observation_started_at, to, by: 'CE1', why: ''},
      day.rec,
      to,
    ),
  ])

  const {act} = tap(pocket, 'step_out')

  assert.equal(act, 'step_out')
})

test('a code tapped before the day was opened makes what was observed longer', () => {
  const pocket = phone()

  const {at} = tap(pocket, 'code', 1, -5)

  assert.equal(pocket.state().day.fields.observation_started_at.wall, at.wall)
})
