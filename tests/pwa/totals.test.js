import assert from 'node:assert/strict'
import {test} from 'node:test'
import {codesByUse, codesOf, labelOf} from '../../pwa/domain/codebook.js'
import {lengthOf, union, without} from '../../pwa/domain/totals.js'

test('stretches that touch or overlap become one', () => {
  assert.deepEqual(
    union([
      [20, 30],
      [0, 10],
      [10, 15],
      [5, 8],
    ]),
    [
      [0, 15],
      [20, 30],
    ],
  )
})

test('a stretch that ends before it starts has no length', () => {
  assert.deepEqual(union([[10, 5]]), [])
})

test('what is not observed is cut out, also across two stretches', () => {
  const left = without(
    [
      [0, 10],
      [10, 20],
      [30, 40],
    ],
    [
      [5, 12],
      [35, 50],
    ],
  )

  assert.deepEqual(left, [
    [0, 5],
    [12, 20],
    [30, 35],
  ])
  assert.equal(lengthOf(left), 18)
})

const CODEBOOK = {
  version: 2,
  dimensions: [
    {
      name: 'activity',
      codes: [
        {code: 'travel', label: 'Travel'},
        {code: 'phone_call', label: 'Phone call'},
        {code: 'old', label: 'Old', retired: true},
        {code: 'tour', label: 'Tour'},
      ],
    },
  ],
}

const used = (code, deleted = false) => ({fields: {code}, deleted})

test('codes come most used first, the rest in the codebook’s order', () => {
  const rows = [used('tour'), used('phone_call'), used('tour'), used('travel', true)]

  assert.deepEqual(
    codesByUse(CODEBOOK, rows).map(({code}) => code),
    ['tour', 'phone_call', 'travel'],
  )
})

test('a retired code is not on offer but keeps its label', () => {
  assert.equal(
    codesOf(CODEBOOK).some(({code}) => code === 'old'),
    false,
  )
  assert.equal(labelOf(CODEBOOK, 'activity', 'old'), 'Old')
  assert.equal(labelOf(CODEBOOK, 'activity', 'unheard_of'), '')
  assert.equal(labelOf(null, 'activity', 'travel'), '')
})
