import assert from 'node:assert/strict'
import {test} from 'node:test'
import {interrupted, meeting, resume, switchTo} from '../../pwa/domain/capture.js'
import {put} from '../../pwa/domain/changes.js'
import {endOf, startOf, utcMs} from '../../pwa/domain/day.js'
import {merge, touching} from '../../pwa/domain/merge-activities.js'
import {split} from '../../pwa/domain/split.js'
import {Pocket, seeded} from './pocket.js'
import {captured, clock, named, primaries, spans, tap, told} from './review-of-a-day.js'

function cut(pocket, code, ms, how = {}) {
  const at = pocket.at()
  const {rec} = named(pocket.state(), code)
  return pocket.commit('split', (state) => split(state, rec, ms, {at, ...how}))
}

test('a split leaves two records that touch, the second with what was true of both', () => {
  const pocket = captured()

  cut(pocket, 'talk', clock(9, 40), {code: 'phone_call', reason: 'coding_review'})

  const [, talk, call] = primaries(pocket.state())
  assert.deepEqual(spans(pocket.state()).slice(1, 3), [
    ['talk', 20, 40],
    ['phone_call', 40, 50],
  ])
  assert.equal(call.fields.place, 'office')
  assert.equal(call.fields.start_source, 'corrected')
  assert.equal(call.fields.end_source, talk.fields.start_source)
  assert.equal(call.fields.edit_reason, 'coding_review')
})

test('what was noted after the cut belongs to the second part', () => {
  const pocket = captured()

  cut(pocket, 'talk', clock(9, 25))

  const [, , second] = primaries(pocket.state())
  const noted = pocket.state().rows.find(({kind}) => kind === 'knowledge_source')
  assert.equal(noted.fields.activity, second.rec)
})

test('the note stays with the first part', () => {
  const pocket = captured()
  pocket.commit('edit', (s) => [put(named(s, 'talk'), {note: 'loud'})])

  cut(pocket, 'talk', clock(9, 40))

  const notes = primaries(pocket.state()).map(({fields}) => fields.note)
  assert.deepEqual(notes, [undefined, 'loud', undefined, undefined])
})

test('what still runs goes on as the second part', () => {
  const pocket = captured()

  cut(pocket, 'desk', clock(9, 55))

  assert.deepEqual(spans(pocket.state()).slice(2), [
    ['desk', 50, 55],
    ['desk', 55, null],
  ])
})

test('a cut outside the activity is refused, with the moments it must lie between', () => {
  const {changes, refusal} = cut(captured(), 'talk', clock(9, 50))

  assert.deepEqual(changes, [])
  assert.deepEqual([refusal.code, refusal.from], ['outside', clock(9, 20)])
})

test('activities of different codes are merged only under a code somebody chose', () => {
  const pocket = captured()
  const {rec} = named(pocket.state(), 'talk')
  const {before, after} = touching(pocket.state(), rec)
  const talk = named(pocket.state(), 'talk')

  assert.equal(merge(pocket.state(), before, talk, {}).refusal.code, 'codes_differ')
  pocket.commit('merged', (s) => merge(s, before, talk, {code: 'travel'}))

  assert.deepEqual(spans(pocket.state()), [
    ['travel', 1, 50],
    ['desk', 50, null],
  ])
  assert.equal(after.fields.code, 'desk')
})

test('a merged activity takes over notes, people and sources of the other', () => {
  const pocket = captured()
  pocket.commit('edit', (s) => [
    put(named(s, 'travel'), {note: 'late', persons: ['P1']}),
    put(named(s, 'talk'), {note: 'loud', persons: ['P1', 'P2']}),
  ])
  const [first, second] = primaries(pocket.state())

  pocket.commit('merged', (s) => merge(s, first, second, {code: 'talk'}))

  const {fields, rec} = primaries(pocket.state())[0]
  const noted = pocket.state().rows.find(({kind}) => kind === 'knowledge_source')
  assert.equal(fields.note, 'late\nloud')
  assert.deepEqual(fields.persons, ['P1', 'P2'])
  assert.equal(fields.place, 'office')
  assert.equal(noted.fields.activity, rec)
})

test('of an activity and a meeting the meeting stays, and begins where the activity did', () => {
  const pocket = captured()
  tap(pocket, 5, (s, at) => meeting(s, {code: 'desk', at, fields: {size: 4}}))
  const [, , desk, met] = primaries(pocket.state())

  pocket.commit('merged', (s) => merge(s, desk, met, {}))

  const last = primaries(pocket.state()).at(-1)
  assert.deepEqual([last.kind, last.fields.size], ['meeting', 4])
  assert.equal(utcMs(startOf(last)), clock(9, 50))
})

test('what was suspended is the second part, and it is that which is resumed', () => {
  const pocket = captured()
  tap(pocket, 5, (s, at) => interrupted(s, {code: 'visit', at}))

  cut(pocket, 'desk', clock(9, 55), {code: 'email'})
  tap(pocket, 5, (s, at) => resume(s, {at}))

  const [desk, email, , again] = primaries(pocket.state()).slice(2)
  assert.equal(desk.fields.resumption, undefined)
  assert.deepEqual(
    [email, again].map(({fields}) => [fields.code, fields.segment_no]),
    [
      ['email', 1],
      ['email', 2],
    ],
  )
  assert.equal(again.fields.task_id, email.fields.task_id)
})

test('a part under another code is no segment of what was resumed before', () => {
  const pocket = captured()
  tap(pocket, 5, (s, at) => interrupted(s, {code: 'visit', at}))
  tap(pocket, 5, (s, at) => resume(s, {at}))

  cut(pocket, 'desk', clock(9, 55), {code: 'email'})

  const [desk, email, , again] = primaries(pocket.state()).slice(2)
  assert.equal(desk.fields.resumption, 'resumed')
  assert.equal(email.fields.task_id, undefined)
  assert.deepEqual([desk.fields.segment_no, again.fields.segment_no], [1, 2])
})

test('of two merged the first tells how it began and the second whether it was resumed', () => {
  const pocket = captured()
  tap(pocket, 5, (s, at) => interrupted(s, {code: 'visit', at}))
  tap(pocket, 5, (s, at) => meeting(s, {code: 'visit', at}))
  tap(pocket, 5, (s, at) => interrupted(s, {code: 'call', at}))
  const [desk, visit, met] = primaries(pocket.state()).slice(2)

  pocket.commit('merged', (s) => merge(s, visit, met, {}))

  const whole = named(pocket.state(), 'visit')
  assert.deepEqual(
    [whole.kind, whole.fields.interrupts, whole.fields.resumption],
    ['meeting', desk.rec, 'unknown'],
  )
})

test('where the first stays it is suspended as the second was', () => {
  const pocket = captured()
  tap(pocket, 5, (s, at) => interrupted(s, {code: 'visit', at}))
  const [talk, desk] = primaries(pocket.state()).slice(1)

  pocket.commit('merged', (s) => merge(s, talk, desk, {code: 'desk'}))
  tap(pocket, 5, (s, at) => resume(s, {at}))

  const numbers = primaries(pocket.state()).map(({fields}) => [
    fields.code,
    fields.segment_no,
  ])
  assert.deepEqual(numbers.slice(1), [
    ['desk', 1],
    ['visit', undefined],
    ['desk', 2],
  ])
})

test('activities apart are not merged', () => {
  const state = captured().state()
  const [travel, , desk] = primaries(state)

  assert.equal(merge(state, travel, desk, {code: 'desk'}).refusal.code, 'apart')
})

test('notes too long to stand in one record keep two apart', () => {
  const pocket = captured()
  pocket.commit('edit', (s) => [
    put(named(s, 'travel'), {note: 'a'.repeat(3000)}),
    put(named(s, 'talk'), {note: 'b'.repeat(3000)}),
  ])
  const [first, second] = primaries(pocket.state())

  const {refusal} = merge(pocket.state(), first, second, {code: 'talk'})

  assert.equal(refusal.code, 'too_long')
})

test('wherever activities are split, merging gives back the same spans and undo the same day', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed)
    const pocket = new Pocket()
    pocket.startDay()
    for (const code of ['a', 'b', 'a', 'c'])
      tap(pocket, 1 + random() * 30, (s, at) => switchTo(s, {code, at}))
    const at = pocket.at(5)
    const before = pocket.state()
    for (const {rec} of primaries(before)) {
      const view = pocket.state().rows.find((row) => row.rec === rec)
      const [from, to] = [utcMs(startOf(view)), utcMs(endOf(view) ?? at)]
      const ms = Math.ceil(from + (to - from) * random())
      const {changes} = split(pocket.state(), rec, ms, {at})
      if (!changes.length) continue
      pocket.commit('split', changes)
      const {after} = touching(pocket.state(), rec)
      const first = pocket.state().rows.find((row) => row.rec === rec)
      pocket.commit('merged', (s) => merge(s, first, after, {}))
      assert.deepEqual(spans(pocket.state()), spans(before), `seed ${seed}`)
      pocket.undo()
      pocket.undo()
      assert.equal(told(pocket.state()), told(before), `seed ${seed}`)
    }
  }
})
