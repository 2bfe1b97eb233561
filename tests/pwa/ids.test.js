import assert from 'node:assert/strict'
import {test} from 'node:test'
import {uuid7} from '../../pwa/domain/ids.js'

const ones = (bytes) => bytes.fill(0xff)

test('an id bears its time, its version and its variant', () => {
  assert.match(
    uuid7(0x1a23b4c5d6e, ones),
    /^01a23b4c-5d6e-7[0-9a-f]{3}-bfff-ffffffffffff$/,
  )
})

test('ids are all different and in the order they were made, whatever the clock does', () => {
  const walls = [2e12, 2e12, 2e12 + 5, 2e12 - 3_600_000, 0, Number.NaN, 2e12 + 6.7]
  const made = walls.flatMap((wall) => Array.from({length: 5000}, () => uuid7(wall)))

  assert.equal(new Set(made).size, made.length)
  assert.deepEqual(made.toSorted(), made)
  for (const id of made)
    assert.match(
      id,
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
})
