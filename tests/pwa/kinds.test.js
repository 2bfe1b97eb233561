import assert from 'node:assert/strict'
import {test} from 'node:test'
import {ENUMERATIONS, KINDS, faultOf, fieldsOf, label} from '../../pwa/domain/kinds.js'
import {contract} from './contract.js'

const expected = contract('kinds')

test('the fields of every kind are those of the contract, in its order', () => {
  assert.deepEqual(KINDS, expected.kinds)
  for (const kind of Object.keys(KINDS))
    assert.deepEqual(Object.keys(KINDS[kind]), Object.keys(expected.kinds[kind]))
})

test('the words of fixed lists and their labels are those of the contract', () => {
  assert.deepEqual(ENUMERATIONS, expected.enumerations)
})

test('a form learns what each field takes', () => {
  const fields = Object.fromEntries(fieldsOf('meeting').map((f) => [f.name, f]))

  assert.deepEqual(fields.code, {name: 'code', type: 'code', of: 'activity'})
  assert.deepEqual(fields.certainty, {
    name: 'certainty',
    type: 'int',
    of: '',
    least: 1,
    most: 3,
  })
  assert.deepEqual(fields.note, {name: 'note', type: 'text', of: '', most: 4000})
})

test('every list a field names exists', () => {
  for (const kind of Object.keys(KINDS))
    for (const field of fieldsOf(kind).filter(({type}) => type === 'enum'))
      assert.ok(ENUMERATIONS[field.of], `${kind}.${field.name}`)
})

test('a word that is not on its list has no label', () => {
  assert.equal(label('gap_reason', 'left_site'), 'Left site')
  assert.equal(label('gap_reason', 'constructor'), '')
  assert.equal(label('no_such_list', 'left_site'), '')
})

test('a number is held to its field before it is sent', () => {
  const size = fieldsOf('meeting').find(({name}) => name === 'size')

  assert.equal(faultOf(size, 12), null)
  assert.equal(faultOf(size, null), null)
  assert.equal(faultOf(size, 2.5), 'fraction')
  assert.deepEqual(faultOf(size, -1), {least: 0, most: 100000})
  assert.deepEqual(faultOf(size, 1e20), {least: 0, most: 100000})
})
