import assert from 'node:assert/strict'
import {test} from 'node:test'
import {storable} from '../../pwa/domain/text.js'

const cases = [
  ['words in any script', 'Ärzte, 医師, نعم 👩🏽‍⚕️', 'Ärzte, 医師, نعم 👩🏽‍⚕️'],
  ['tabs and lines', 'a\tb\nc', 'a\tb\nc'],
  ['lines as Windows and Word end them', 'a\r\nb\rc\vd', 'a\nb\nc\nd'],
  ['control characters', 'a\u0000b\u001bc\u007fd\u0099', 'abcd'],
  ['half an emoji', 'a\ud83d', 'a'],
  ['noncharacters', 'a\ufffeb\u{1ffff}c\ufdd0', 'abc'],
]

for (const [what, typed, kept] of cases) {
  test(`${what} can be kept`, () => {
    assert.equal(storable(typed), kept)
  })
}
