import assert from 'node:assert/strict'
import {test} from 'node:test'
import {switchTo} from '../../pwa/domain/capture.js'
import {stickyFields} from '../../pwa/screens/sticky.js'
import {Pocket} from './pocket.js'

const bookWith = (pins) => ({setting: (name) => (name === 'pins' ? pins : undefined)})

test('a pinned place is part of the switch, in the operation that starts the next activity', () => {
  const pocket = new Pocket()
  const day = pocket.startDay()
  const book = bookWith({day, fields: {place: 'own_office'}})
  const at = pocket.at(1)

  const changes = switchTo(pocket.state(), {
    code: 'travel',
    at,
    fields: stickyFields(book, day),
  })

  assert.equal(changes.length, 1)
  assert.equal(changes[0].set.place, 'own_office')
  assert.equal(changes[0].set.started_at, at)
})

test('what was pinned on another day is not carried over', () => {
  const book = bookWith({day: 'yesterday', fields: {place: 'own_office'}})

  assert.deepEqual(stickyFields(book, 'today'), {})
  assert.deepEqual(stickyFields(bookWith(undefined), 'today'), {})
})
