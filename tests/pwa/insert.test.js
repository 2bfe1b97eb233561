import assert from 'node:assert/strict'
import {test} from 'node:test'
import {endDay, interrupted, remove, resume} from '../../pwa/domain/capture.js'
import {put} from '../../pwa/domain/changes.js'
import {insert} from '../../pwa/domain/insert.js'
import {strikeLast} from '../../pwa/domain/strike.js'
import {seeded} from './pocket.js'
import {
  captured,
  clock,
  MINUTE,
  named,
  primaries,
  spans,
  tap,
  told,
} from './review-of-a-day.js'

function wanted(pocket, from, to, how = 'cut') {
  return {code: 'walkabout', from, to, how, at: pocket.at(), reason: 'from_memory'}
}

function fillIn(pocket, ...rest) {
  const want = wanted(pocket, ...rest)
  return pocket.commit('inserted', (state) => insert(state, want))
}

test('what lay there is cut on both sides, and what was within is removed', () => {
  const pocket = captured()

  const {effects} = fillIn(pocket, clock(9, 15), clock(9, 55))

  assert.deepEqual(spans(pocket.state()), [
    ['travel', 1, 15],
    ['walkabout', 15, 55],
    ['desk', 55, null],
  ])
  assert.deepEqual(
    effects.map(({what, record}) => [record.fields.code, what]),
    [
      ['travel', 'ends'],
      ['talk', 'removed'],
      ['desk', 'starts'],
    ],
  )
})

test('in the midst of an activity it parts it, and the sources find their part', () => {
  const pocket = captured()

  fillIn(pocket, clock(9, 22), clock(9, 25))

  const state = pocket.state()
  const [, , , rest] = spans(state)
  const noted = state.rows.find(({kind}) => kind === 'knowledge_source')
  const owner = state.rows.find(({rec}) => rec === noted.fields.activity)
  assert.deepEqual(rest, ['talk', 25, 50])
  assert.equal(owner.fields.started_at.wall, clock(9, 25))
})

test('it says that it was filled in afterwards, and why', () => {
  const pocket = captured()

  fillIn(pocket, clock(9, 22), clock(9, 25))

  const {fields} = named(pocket.state(), 'walkabout')
  assert.deepEqual(
    [fields.start_source, fields.end_source, fields.edit_reason],
    ['backfilled', 'backfilled', 'from_memory'],
  )
})

test('around what lay there it fills only what is free', () => {
  const pocket = captured()
  pocket.commit('delete', (s) => remove(named(s, 'talk')))

  const {pieces} = fillIn(pocket, clock(9, 10), clock(9, 55), 'around')

  assert.deepEqual(pieces, [[clock(9, 20), clock(9, 50)]])
  assert.deepEqual(spans(pocket.state())[1], ['walkabout', 20, 50])
})

test('where nothing is free nothing is filled in', () => {
  const {refusal} = fillIn(captured(), clock(9, 22), clock(9, 25), 'around')

  assert.equal(refusal.code, 'covered')
})

test('alongside it cuts nothing', () => {
  const pocket = captured()
  const before = spans(pocket.state())

  fillIn(pocket, clock(9, 22), clock(9, 25), 'alongside')

  assert.deepEqual(spans(pocket.state()), before)
  assert.equal(named(pocket.state(), 'walkabout').fields.lane, 'secondary')
})

test('before the day was opened it makes the observation longer', () => {
  const pocket = captured()

  fillIn(pocket, clock(8, 30), clock(9, 0))

  const {day} = pocket.state()
  assert.equal(day.fields.observation_started_at.wall, clock(8, 30))
})

test('what was only told of is no part of what was observed', () => {
  const pocket = captured()
  const {observedMs, totals} = pocket.state()

  pocket.commit('inserted', (state) =>
    insert(state, {
      ...wanted(pocket, clock(8, 20), clock(9, 0)),
      basis: 'reported',
    }),
  )

  const after = pocket.state()
  assert.equal(named(after, 'walkabout').fields.observation_basis, 'reported')
  assert.equal(after.day.fields.observation_started_at.wall, clock(9, 0))
  assert.deepEqual(after.totals, totals)
  assert.deepEqual([after.observedMs, after.reportedMs], [observedMs, 40 * MINUTE])
})

for (const [why, from, to] of [
  ['backwards', clock(9, 30), clock(9, 30)],
  ['future', clock(9, 30), clock(10, 30)],
]) {
  test(`a stretch that is ${why} is refused`, () => {
    assert.equal(fillIn(captured(), from, to).refusal.code, why)
  })
}

test('a locked day takes nothing in', () => {
  const pocket = captured()
  pocket.commit('lock', ({day}) => [put(day, {status: 'locked'})])

  assert.equal(fillIn(pocket, clock(9, 22), clock(9, 25)).refusal.code, 'locked')
})

test('wherever it is put in, the time stays accounted for once and undo gives the day back', () => {
  for (let seed = 1; seed <= 80; seed++) {
    const random = seeded(seed)
    const pocket = captured()
    const end = pocket.at(5)
    pocket.commit('end_day', (s) => endDay(s, end))
    const before = pocket.state()
    const from = clock(9, 1) + Math.floor(random() * 55 * 60_000)
    const to = Math.min(from + 1 + Math.floor(random() * 30 * 60_000), end.wall)

    fillIn(pocket, from, to)

    const all = spans(pocket.state())
    for (const [i, [, start]] of all.entries())
      if (i) assert.equal(start, all[i - 1][2], `seed ${seed}`)
    assert.deepEqual([all[0][1], all.at(-1)[2]], [1, 65], `seed ${seed}`)
    pocket.undo()
    assert.equal(told(pocket.state()), told(before), `seed ${seed}`)
  }
})

test('nothing is put into what was struck, but around it', () => {
  const pocket = captured()
  const to = pocket.at()
  pocket.commit('strike', (s) => strikeLast(s, {to, minutes: 20}))

  for (const how of ['cut', 'alongside']) {
    const want = wanted(pocket, clock(9, 30), clock(9, 50), how)
    assert.equal(insert(pocket.state(), want).refusal.code, 'struck')
  }
  const want = wanted(pocket, clock(9, 0), clock(10, 0), 'around')
  assert.deepEqual(insert(pocket.state(), want).pieces, [[clock(9, 0), clock(9, 1)]])
})

test('a segment that is parted goes on under the next number, and the later count on', () => {
  const pocket = captured()
  tap(pocket, 5, (s, at) => interrupted(s, {code: 'visit', at}))
  tap(pocket, 5, (s, at) => resume(s, {at}))

  fillIn(pocket, clock(9, 55), clock(9, 58))

  const desks = primaries(pocket.state()).filter(({fields}) => fields.code === 'desk')
  assert.deepEqual(
    desks.map(({fields}) => [fields.segment_no, fields.resumption]),
    [
      [1, undefined],
      [2, 'resumed'],
      [3, undefined],
    ],
  )
})
