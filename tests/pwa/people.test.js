import assert from 'node:assert/strict'
import {test} from 'node:test'
import {
  byRecency,
  byUse,
  clashesIn,
  codeOf,
  saidIn,
  sideOf,
  suggestedCode,
  takenOver,
  usesIn,
} from '../../pwa/domain/people.js'
import {ENUMERATIONS} from '../../pwa/domain/kinds.js'
import {NINE} from './pocket.js'

const person = (rec, person_code, more = {}) => ({
  rec,
  deleted: false,
  fields: {person_code, ...more},
})
const row = (minute, fields, deleted = false) => ({
  deleted,
  fields: {at: {wall: NINE + minute * 60_000, utcoff: 0, tz: 'UTC'}, ...fields},
})
const codes = (persons) => persons.map(codeOf)

test('a code is made of what somebody does, with the first free number', () => {
  const who = {relation: 'subordinate', function: 'Director of nursing and quality'}

  assert.equal(suggestedCode(who, []), 'DNQ1')
  assert.equal(suggestedCode(who, ['dnq1', 'DNQ2']), 'DNQ3')
})

test('where that is not known, of the relation', () => {
  assert.equal(suggestedCode({relation: 'board'}, ['NED1']), 'NED2')
  assert.equal(suggestedCode({relation: 'board', function: 'chair'}, []), 'NED1')
  assert.equal(suggestedCode({}, []), '')
})

test('every relation there is suggests a code', () => {
  for (const relation of Object.keys(ENUMERATIONS.relation))
    assert.notEqual(suggestedCode({relation}, []), '')
})

test('a relation tells inside from outside, but for an observer', () => {
  assert.equal(sideOf('assistant'), 'inside')
  assert.equal(sideOf('media'), 'outside')
  assert.equal(sideOf('observer'), '')
})

const rows = [
  row(1, {persons: ['FD', 'PA1', 'FD']}),
  row(2, {source_person: 'FD'}),
  row(3, {passed_on_to: ['PA1'], person: 'NED1'}),
  row(9, {persons: ['PA1']}, true),
]
const met = [
  person('a', 'NED1'),
  person('b', 'FD'),
  person('c', 'PA1'),
  person('d', 'X'),
]

test('whoever is met most stands first, each record counted once', () => {
  const uses = usesIn(rows)

  assert.equal(uses.get('FD').times, 2)
  assert.deepEqual(codes(byUse(met, uses)), ['FD', 'PA1', 'NED1', 'X'])
})

test('whoever was met last stands first where people are chosen', () => {
  assert.deepEqual(codes(byRecency(met, usesIn(rows))), ['NED1', 'PA1', 'FD', 'X'])
})

test('a code given on two phones is found whatever its capitals', () => {
  const clashes = clashesIn([person('2', 'fd '), person('3', 'PA1'), person('1', 'FD')])

  assert.deepEqual(
    clashes.map((group) => group.map(({rec}) => rec)),
    [['1', '2']],
  )
})

test('persons without a code do not clash', () => {
  assert.deepEqual(clashesIn([person('1', ''), person('2', '')]), [])
})

test('of two records of one person the kept one takes over what only the other tells', () => {
  const kept = person('1', 'FD', {relation: 'subordinate'})
  const other = person('2', 'FD', {relation: 'board', inside: 'inside'})

  assert.deepEqual(takenOver(kept, [other]), {inside: 'inside'})
})

test('what was said last is offered first, and once', () => {
  const said = [
    row(1, {place: 'office'}),
    row(2, {place: 'ward'}),
    row(3, {}),
    row(4, {place: 'office'}),
    row(5, {place: 'car'}, true),
  ]

  assert.deepEqual(saidIn(said, 'place'), ['office', 'ward'])
})
