import assert from 'node:assert/strict'
import {test} from 'node:test'
import * as capture from '../../pwa/domain/capture.js'
import {insert} from '../../pwa/domain/insert.js'
import {restored} from '../../pwa/domain/restore.js'
import {strikeLast} from '../../pwa/domain/strike.js'
import {Pocket} from './pocket.js'
import {captured, clock, named, primaries, spans, tap} from './review-of-a-day.js'

const gone = (pocket, code) =>
  pocket.state().deleted.find(({fields}) => fields.code === code)

const drop = (pocket, code) =>
  pocket.commit('delete', (s) => capture.remove(named(s, code)))

function putBack(pocket, view) {
  return pocket.commit('restored', (state) => restored(state, view))
}

function phone() {
  const pocket = new Pocket()
  pocket.startDay()
  return pocket
}

test('what was open ends where the next has begun meanwhile', () => {
  const pocket = captured()
  drop(pocket, 'desk')
  tap(pocket, 5, (s, at) => capture.switchTo(s, {code: 'travel', at}))

  putBack(pocket, gone(pocket, 'desk'))

  const [, , desk] = primaries(pocket.state())
  assert.deepEqual(spans(pocket.state()).slice(2), [
    ['desk', 50, 65],
    ['travel', 65, null],
  ])
  assert.equal(desk.fields.end_source, 'inferred_from_next')
})

test('what runs since before ends where it begins', () => {
  const pocket = phone()
  tap(pocket, 1, (s, at) => capture.switchTo(s, {code: 'travel', at}))
  drop(pocket, 'travel')
  tap(pocket, 9, (s, at) => capture.switchTo(s, {code: 'desk', at}))
  drop(pocket, 'desk')
  putBack(pocket, gone(pocket, 'travel'))

  putBack(pocket, gone(pocket, 'desk'))

  assert.deepEqual(spans(pocket.state()), [
    ['travel', 1, 10],
    ['desk', 10, null],
  ])
})

test('in a day that is over nothing comes back open', () => {
  const pocket = captured()
  drop(pocket, 'desk')
  pocket.commit('end_day', (s) => capture.endDay(s, pocket.at(5)))

  putBack(pocket, gone(pocket, 'desk'))

  assert.deepEqual(spans(pocket.state()).at(-1), ['desk', 50, 65])
})

test('where another stands by now it comes back beside it', () => {
  const pocket = captured()
  const at = pocket.at()
  const [from, to] = [clock(9, 15), clock(9, 55)]
  const how = {code: 'walkabout', from, to, how: 'cut', at}
  pocket.commit('inserted', (s) => insert(s, how))

  putBack(pocket, gone(pocket, 'talk'))

  const talk = named(pocket.state(), 'talk')
  assert.equal(talk.fields.lane, 'secondary')
  assert.equal(spans(pocket.state()).length, 3)
})

test('a gap comes back where there is none by now', () => {
  const pocket = phone()
  tap(pocket, 1, (s, at) => capture.stepOut(s, {at}))
  pocket.commit('delete', ({rows}) => capture.remove(rows[0]))
  tap(pocket, 9, (s, at) => capture.stepOut(s, {at}))
  tap(pocket, 5, (s, at) => capture.back(s, at))

  putBack(pocket, pocket.state().deleted[0])

  const gaps = pocket
    .state()
    .rows.map(({fields}) => [fields.started_at.wall, fields.ended_at.wall])
  assert.deepEqual(gaps, [
    [clock(9, 1), clock(9, 10)],
    [clock(9, 10), clock(9, 15)],
  ])
})

test('what was observed becomes as long as what came back', () => {
  const pocket = captured()
  pocket.commit('end_day', (s) => capture.endDay(s, pocket.at(5)))
  drop(pocket, 'desk')
  pocket.commit('edit', ({day}) =>
    capture.edit(day, {observation_ended_at: pocket.at(-10)}),
  )

  putBack(pocket, gone(pocket, 'desk'))

  const {observation_ended_at: end} = pocket.state().day.fields
  assert.equal(end.wall, clock(9, 65))
})

test('what was struck does not come back while it is', () => {
  const pocket = captured()
  const to = pocket.at()
  pocket.commit('strike', (s) => strikeLast(s, {to, minutes: 60}))

  for (const view of pocket.state().deleted)
    assert.deepEqual(restored(pocket.state(), view), [], view.kind)
})

test('a strike that comes back strikes what was captured there since', () => {
  const pocket = captured()
  const to = pocket.at()
  pocket.commit('strike', (s) => strikeLast(s, {to, minutes: 30}))
  const isStrike = ({fields}) => fields.gap_kind === 'struck'
  pocket.commit('delete', ({rows}) => capture.remove(rows.find(isStrike)))
  const how = {
    code: 'walkabout',
    from: to.wall - 600_000,
    to: to.wall,
    how: 'cut',
    at: to,
  }
  pocket.commit('inserted', (s) => insert(s, how))

  putBack(pocket, pocket.state().deleted.find(isStrike))

  assert.equal(named(pocket.state(), 'walkabout'), undefined)
  assert.ok(pocket.state().rows.some(isStrike))
})

test('a segment comes back under a number nobody has', () => {
  const pocket = phone()
  tap(pocket, 1, (s, at) => capture.switchTo(s, {code: 'desk', at}))
  tap(pocket, 9, (s, at) => capture.interrupted(s, {code: 'call', at}))
  tap(pocket, 5, (s, at) => capture.resume(s, {at}))
  tap(pocket, 5, (s, at) => capture.interrupted(s, {code: 'visit', at}))
  pocket.commit('delete', ({rows}) =>
    capture.remove(rows.find(({fields}) => fields.segment_no === 2)),
  )
  const [first] = primaries(pocket.state())
  pocket.commit('edit', capture.edit(first, {resumption: 'unknown'}))
  tap(pocket, 5, (s, at) => capture.resume(s, {at}))

  putBack(pocket, gone(pocket, 'desk'))

  const numbers = primaries(pocket.state()).flatMap(
    ({fields}) => fields.segment_no ?? [],
  )
  assert.deepEqual(numbers, [1, 2, 3])
})

test('a segment that comes back says of the one before that it was returned to', () => {
  const pocket = phone()
  tap(pocket, 1, (s, at) => capture.switchTo(s, {code: 'desk', at}))
  tap(pocket, 9, (s, at) => capture.interrupted(s, {code: 'call', at}))
  tap(pocket, 5, (s, at) => capture.resume(s, {at}))
  pocket.undo()

  putBack(pocket, gone(pocket, 'desk'))

  const [first] = primaries(pocket.state())
  assert.equal(first.fields.resumption, 'resumed')
  assert.deepEqual(capture.resume(pocket.state(), {at: pocket.at(1)}), [])
})

test('what is there is not restored, and points are restored as they were', () => {
  const pocket = captured()
  assert.deepEqual(restored(pocket.state(), named(pocket.state(), 'talk')), [])
  tap(pocket, 1, (s, at) => capture.mark(s, at))
  const mark = pocket.state().rows.find(({kind}) => kind === 'jotting')
  pocket.commit('delete', capture.remove(mark))

  const changes = putBack(pocket, pocket.state().deleted[0])

  assert.deepEqual(changes, [{rec: mark.rec, kind: 'jotting', op: 'restore'}])
})
