import assert from 'node:assert/strict'
import {readFile} from 'node:fs/promises'
import {test} from 'node:test'
import {findingsIn, isNhsNumber, withCode} from '../../pwa/domain/names.js'

const corpus = JSON.parse(
  await readFile(new URL('names-corpus.json', import.meta.url), 'utf8'),
)
const tracesIn = (text, look) => findingsIn(text, look).map(({trace}) => trace)
const textsIn = (text, look) => findingsIn(text, look).map((found) => found.text)

test('of addresses, numbers and postcodes hardly any slips through', () => {
  const missed = corpus.patterns.filter(
    ([trace, text]) => !tracesIn(text).includes(trace),
  )

  assert.ok(missed.length <= corpus.patterns.length * 0.05, JSON.stringify(missed))
})

test('of the names four in five are seen', () => {
  const missed = corpus.names.filter((text) => findingsIn(text).length === 0)

  assert.ok(missed.length <= corpus.names.length * 0.2, JSON.stringify(missed))
})

test('an ordinary note is hardly ever taken for a name', () => {
  const wrong = corpus.ordinary.filter((text) => findingsIn(text).length > 0)

  assert.ok(wrong.length <= corpus.ordinary.length / 20, JSON.stringify(wrong))
})

const known = [
  {name: 'Zoë Grace-Marsh', code: 'FD'},
  {name: 'Peter Will', code: 'NED1'},
  {name: 'Anna Will', code: 'PA1'},
]

test('a known name is found however it is written, and its code comes with it', () => {
  for (const text of ['zoe grace-marsh said', 'Saw ZOË  GRACE-MARSH’s note']) {
    const [found] = findingsIn(text, {known})

    assert.equal(found.trace, 'known')
    assert.deepEqual(found.codes, ['FD'])
  }
})

test('part of a known name counts only where it is capitalised', () => {
  assert.deepEqual(textsIn('asked Will; he will see', {known}), ['Will'])
})

test('a surname two people share offers both codes', () => {
  assert.deepEqual(findingsIn('asked Will', {known})[0].codes, ['NED1', 'PA1'])
})

test('the code takes the place of the name and of nothing else', () => {
  const text = 'Zoë Grace-Marsh’s paper, for Peter'
  const [found] = findingsIn(text, {known})

  assert.equal(withCode(text, found, 'FD'), 'FD’s paper, for Peter')
})

test('what was said to be fine, and every place of the codebook, is not pointed at', () => {
  const fine = ['Edith Cavell', 'Offices at Sutton Coldfield']

  assert.deepEqual(textsIn('over to Edith Cavell, then Sutton Coldfield', {fine}), [])
})

test('what is found never overlaps, and comes in the order of the text', () => {
  const text = 'Dr Susan Ashworth (susan.ashworth@nhs.net, 0161 496 0148) and Tom'

  assert.equal(findingsIn(text)[0].text, 'Dr Susan Ashworth')
  assert.deepEqual(tracesIn(text), ['titled', 'email', 'phone', 'name'])
})

test('ten digits are an NHS number only if the last one checks the others', () => {
  assert.equal(isNhsNumber('943 476 5919'), true)
  assert.equal(isNhsNumber('943 476 5918'), false)
  assert.equal(isNhsNumber('0000000000'), false)
})

test('a name full of signs is looked for as it stands', () => {
  assert.deepEqual(
    textsIn('saw C++ (x) there', {known: [{name: 'C++ (x)', code: 'A'}]}),
    ['C++ (x)'],
  )
})
