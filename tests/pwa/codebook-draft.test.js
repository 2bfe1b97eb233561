import assert from 'node:assert/strict'
import {test} from 'node:test'
import {
  addCode,
  addDimension,
  changeCode,
  codesIn,
  differences,
  draftOf,
  isName,
  moveCode,
  provisionalIn,
  retireCode,
  reviveCode,
} from '../../pwa/domain/codebook-draft.js'

const published = draftOf({
  version: 1,
  dimensions: [
    {
      name: 'activity',
      codes: [
        {code: 'tour', label: 'Tour', position: 0, retired_in: null},
        {code: 'old', label: 'Old', retired: true, retired_in: 1, maps_to: 'tour'},
        {code: 'desk', label: 'Desk', expected_minutes: 5},
        {code: 'call', label: 'Call'},
      ],
    },
  ],
})

test('a draft sends what the server takes and nothing else', () => {
  assert.deepEqual(published[0].codes[0], {
    code: 'tour',
    label: 'Tour',
    definition: '',
    include: null,
    exclude: null,
    examples: null,
    parent: null,
    colour: null,
    expected_minutes: null,
    maps_to: null,
    retired: false,
  })
})

test('a draft nobody changed differs in nothing', () => {
  assert.deepEqual(differences(published, published), [])
})

test('a code moves among those in use, past the retired ones', () => {
  const moved = moveCode(published, 'activity', 'desk', -1)

  assert.deepEqual(order(moved), ['desk', 'old', 'tour', 'call'])
  assert.deepEqual(
    differences(published, moved).map(({what}) => what),
    ['order'],
  )
  assert.deepEqual(moveCode(published, 'activity', 'tour', -1), published)
  assert.deepEqual(moveCode(published, 'activity', 'call', 1), published)
})

test('a code that was seen is retired, never taken out', () => {
  const without = retireCode(published, 'activity', 'desk', {
    mapsTo: 'tour',
    seen: true,
  })

  assert.deepEqual(order(without), order(published))
  assert.deepEqual(differences(published, without), [
    {
      dimension: 'activity',
      code: 'desk',
      label: 'Desk',
      what: 'retired',
      fields: [{field: 'maps_to', before: '', after: 'tour'}],
    },
  ])
})

test('one that nobody has seen leaves without a trace', () => {
  const added = addCode(published, 'activity', {code: 'new', label: 'New'})

  const without = retireCode(added, 'activity', 'new', {mapsTo: null, seen: false})

  assert.deepEqual(without, published)
})

test('a code taken back into use counts as itself again', () => {
  const back = reviveCode(published, 'activity', 'old')

  const old = codesIn(back, 'activity').find(({code}) => code === 'old')
  assert.deepEqual([old.retired, old.maps_to], [false, null])
  assert.equal(differences(published, back)[0].what, 'back')
})

test('changed words are shown as they were and as they become', () => {
  const changed = changeCode(published, 'activity', 'desk', {
    label: 'Desk work',
    expected_minutes: null,
  })

  assert.deepEqual(differences(published, changed)[0].fields, [
    {field: 'label', before: 'Desk', after: 'Desk work'},
    {field: 'expected_minutes', before: '5', after: ''},
  ])
})

test('a new code is new, in a new dimension too', () => {
  const added = addCode(published, 'place', {code: 'office', label: 'Office'})

  assert.deepEqual(
    differences(published, added).map(({dimension, what}) => [dimension, what]),
    [['place', 'added']],
  )
  assert.equal(addDimension(added, 'place'), added)
})

test('a provisional code that is only mapped enters as retired', () => {
  const mapped = addCode(published, 'activity', {
    code: 'x_a',
    label: 'A',
    retired: true,
    maps_to: 'tour',
  })

  const [told] = differences(published, mapped)
  assert.deepEqual(
    [told.code, told.what, told.fields[0].after],
    ['x_a', 'retired', 'tour'],
  )
})

test('provisional is what neither the version nor the draft knows, most used first', () => {
  const uses = [
    use('x_a', 1),
    use('tour', 9),
    use('x_b', 2),
    use('x_c', 7),
    use('tour', 3, 'place'),
  ]
  const draft = addCode(published, 'activity', {code: 'x_c', label: 'C'})

  assert.deepEqual(
    provisionalIn(uses, published, draft).map(({code, records}) => [code, records]),
    [
      ['tour', 3],
      ['x_b', 2],
      ['x_a', 1],
    ],
  )
})

test('a name begins with a small letter', () => {
  const names = [
    'x_a',
    'a1',
    'x'.repeat(60),
    '',
    'A',
    '1a',
    '_a',
    'a b',
    'x'.repeat(61),
  ]

  assert.deepEqual(names.map(isName), [true, true, true, ...Array(6).fill(false)])
})

function order(draft) {
  return codesIn(draft, 'activity').map(({code}) => code)
}

function use(code, records, dimension = 'activity') {
  return {dimension, code, records}
}
