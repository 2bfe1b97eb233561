import assert from 'node:assert/strict'
import {test} from 'node:test'
import {found} from '../../pwa/domain/codebook-search.js'
import {countedTotals, standsFor} from '../../pwa/domain/counted.js'
import {dayState} from '../../pwa/domain/day.js'
import {calledSo, nameFor, newCode} from '../../pwa/domain/new-code.js'
import {withMade, worded} from '../../pwa/domain/provisional.js'
import {contract} from './contract.js'

for (const {it, codes, code, stands_for: expected} of contract('mapping').mapping) {
  test(`mapping: ${it}`, () => {
    const listed = codes.map(([name, retired, to]) => ({
      ...named(name),
      retired,
      maps_to: to,
    }))

    assert.equal(standsFor(book(...listed), 'activity', code), expected)
  })
}

test('time under codes that are counted together is counted once', () => {
  const before = book(named('walk', 'Walk'), named('tour', 'Tour'))
  const now = book(
    {...named('walk', 'Walk'), retired: true, maps_to: 'tour'},
    named('tour', 'Round'),
  )
  const state = dayState(day, [stretch('walk', 0, 10), stretch('tour', 5, 20)], {
    codebook: before,
    nowMs: 0,
  })

  const totals = countedTotals(state, now, 0)

  assert.deepEqual(
    totals.map(({code, label, ms, count}) => [code, label, ms, count]),
    [['tour', 'Round', 20 * MINUTE, 2]],
  )
  assert.deepEqual(state.rows.map(({fields}) => fields.code).sort(), ['tour', 'walk'])
})

test('a day whose codes all stand for themselves is left as it was counted', () => {
  const codebook = book(named('tour', 'Tour'))
  const state = dayState(day, [stretch('tour', 0, 10)], {codebook, nowMs: 0})

  assert.equal(countedTotals(state, book(named('tour', 'Round')), 0), state.totals)
})

test('a label is made plain for the data', () => {
  const names = ['Ward round', '  Café  &  crème ', '1:1 talk', 'x'.repeat(80)]

  assert.deepEqual(
    names.map((label) => newCode(label, []).code),
    ['x_ward_round', 'x_cafe_creme', 'x_1_1_talk', `x_${'x'.repeat(58)}`],
  )
  assert.equal(newCode('  Ward   round ', []).label, 'Ward round')
})

test('a name that is taken, in any version, gets a number', () => {
  const long = 'y'.repeat(80)
  const taken = [book(named('x_ward_round')), book(named('x_ward_round_2'))]

  assert.equal(newCode('Ward round', taken).code, 'x_ward_round_3')
  assert.equal(newCode(long, [book(named(`x_${'y'.repeat(58)}`))]).code.length, 60)
})

test('words without Latin letters get a name of their own, the same on every phone', () => {
  const [round, again, other] = ['巡回診察', '巡回診察', 'обход'].map(
    (label) => newCode(label, []).code,
  )

  assert.match(round, /^x_[a-z0-9]+$/)
  assert.equal(round, again)
  assert.notEqual(round, other)
})

test('what the leader adds is named by its label, beginning with a letter', () => {
  assert.equal(nameFor('Ward round', []), 'ward_round')
  assert.equal(nameFor('Ward round', ['ward_round']), 'ward_round_2')
  assert.equal(nameFor('1:1', []), 'c_1_1')
})

test('a code of the same label is used instead of a second one', () => {
  const codes = [named('tour', 'Ward  Round')]

  assert.equal(calledSo('ward round ', codes), codes[0])
  assert.equal(calledSo('round', codes), undefined)
})

test('codes made in the field stand behind the codebook’s own and are marked', () => {
  const codebook = book(named('tour', 'Tour'))

  const whole = withMade(codebook, [made('x_a', 'A'), made('x_a', 'A again')])

  const codes = whole.dimensions[0].codes
  assert.deepEqual(
    codes.map(({code, label, provisional}) => [code, label, provisional ?? false]),
    [
      ['tour', 'Tour', false],
      ['x_a', 'A', true],
    ],
  )
  assert.equal(codebook.dimensions[0].codes.length, 1)
})

test('a code the codebook has taken in, or retired, is left to it', () => {
  const codebook = book({...named('x_a', 'Taken in'), retired: true})

  assert.equal(withMade(codebook, [made('x_a', 'A')]), codebook)
})

test('a codebook without activities takes them all the same', () => {
  const bare = {version: 1, dimensions: [{name: 'place', codes: []}]}

  const names = withMade(bare, [made('x_a', 'A')]).dimensions.map(({name}) => name)

  assert.deepEqual(names, ['activity', 'place'])
})

test('the same codes give the same codebook: a grid must not move for nothing', () => {
  const codebook = book(named('tour'))
  const first = withMade(codebook, [made('x_a', 'A')])

  withMade(codebook, [made('x_b', 'B')])

  assert.equal(withMade(codebook, [made('x_a', 'A')]), first)
})

test('a record coded with a provisional code carries its words', () => {
  const codebook = withMade(book(named('tour', 'Tour')), [made('x_a', 'A')])
  const start = put('activity', {code: 'x_a', lane: 'primary'})

  const [told] = worded(codebook, [start], () => null)

  assert.deepEqual(told.set, {code: 'x_a', lane: 'primary', code_label: 'A'})
})

test('coded anew it lets them go', () => {
  const codebook = withMade(book(named('tour', 'Tour')), [made('x_a', 'A')])
  const held = () => ({fields: {code: 'x_a', code_label: 'A'}})

  const [told] = worded(codebook, [put('activity', {code: 'tour'})], held)

  assert.deepEqual(told.set, {code: 'tour', code_label: null})
})

test('nothing else is touched', () => {
  const codebook = withMade(book(named('tour', 'Tour')), [made('x_a', 'A')])
  const changes = [
    put('activity', {code: 'tour'}),
    put('activity', {note: 'x'}),
    put('gap', {code: 'x_a'}),
    put('tally', {code: 'x_a', code_label: 'As it was'}),
    {kind: 'activity', rec: 'r', op: 'del'},
  ]

  assert.deepEqual(
    worded(codebook, changes, () => null),
    changes,
  )
  assert.deepEqual(
    worded(null, changes, () => null),
    changes,
  )
})

test('codes are found by anything said of them, without case and accents', () => {
  const codebook = book(
    {...named('tour', 'Tour'), definition: 'Walking the wards.', exclude: 'Cafés'},
    {...named('desk', 'Desk'), examples: 'Reading on the ward'},
    {...named('old', 'Old ward code'), retired: true},
  )
  const codes = (words) =>
    found(codebook, words).flatMap(({codes: hits}) => hits.map(({code}) => code))

  assert.deepEqual(codes(''), ['tour', 'desk'])
  assert.deepEqual(codes('WARD'), ['tour', 'desk'])
  assert.deepEqual(codes('ward cafe'), ['tour'])
  assert.deepEqual(codes('nowhere'), [])
  assert.equal(found(codebook, 'desk')[0].codes[0].place, 1)
})

const MINUTE = 60_000
const NINE = 1_795_338_000_000
const day = view('day', {
  status: 'closed',
  observation_started_at: at(0),
  observation_ended_at: at(60),
})

function at(minute) {
  return {wall: NINE + minute * MINUTE, tz: 'UTC', utcoff: 0}
}

function stretch(code, from, to) {
  return view('activity', {
    code,
    lane: 'primary',
    started_at: at(from),
    ended_at: at(to),
  })
}

function view(kind, fields) {
  return {rec: `${kind} ${fields.code}`, kind, fields, deleted: false, conflicts: []}
}

function named(code, label = code) {
  return {code, label}
}

function made(code, label) {
  return {code, label}
}

function put(kind, set) {
  return {kind, rec: 'r', op: 'put', set}
}

function book(...codes) {
  return {version: 1, dimensions: [{name: 'activity', codes}]}
}
