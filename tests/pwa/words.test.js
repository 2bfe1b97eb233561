import assert from 'node:assert/strict'
import {readFile} from 'node:fs/promises'
import {test} from 'node:test'
import {drawn, passphraseFault} from '../../pwa/store/words.js'

const list = async () => {
  const file = new URL('../../pwa/words.txt', import.meta.url)
  return (await readFile(file, 'utf8')).trim().split('\n')
}

/** Bytes that count from 0 to 65,535, two at a time. */
function counting() {
  let next = 0
  return () => {
    const number = next++
    return Uint8Array.of((number >> 8) & 0xff, number & 0xff)
  }
}

test('the list has 7,776 different words one can type', async () => {
  const words = await list()

  assert.equal(words.length, 6 ** 5)
  assert.equal(new Set(words).size, words.length)
  assert.deepEqual(
    words.filter((word) => !/^[a-z-]{3,9}$/.test(word)),
    [],
  )
})

test('a passphrase is four words of the list', async () => {
  const words = await list()

  for (let i = 0; i < 200; i++) {
    const four = drawn(words).split(' ')
    assert.equal(four.length, 4)
    assert.ok(four.every((word) => words.includes(word)))
    assert.equal(passphraseFault(four.join(' ')), null)
  }
})

test('every word is as likely as every other', async () => {
  const words = await list()
  const bytes = counting()
  const drawings = Math.floor(65_536 / 7_776) * 7_776
  const count = new Map()

  for (let i = 0; i < drawings / 4; i++) {
    for (const word of drawn(words, bytes).split(' ')) {
      count.set(word, (count.get(word) ?? 0) + 1)
    }
  }

  assert.equal(count.size, 7_776)
  assert.deepEqual([...new Set(count.values())], [8])
})

test('what would favour the first words is drawn again', () => {
  const bytes = [
    [0xff, 0xff],
    [0xfd, 0xff],
    [0, 1],
    [0, 2],
    [0, 0],
    [0, 1],
  ].values()
  const list = Array.from({length: 7_776}, (_, i) => `w${i}`)

  // 65,535 is past the last whole round of 7,776; 65,023 is too; the rest are not.
  assert.equal(
    drawn(list, () => Uint8Array.from(bytes.next().value)),
    'w1 w2 w0 w1',
  )
})

for (const good of [
  'my own long sentence',
  'Tr0ub4dor&3-and-more',
  'vierzehnzeichen',
  'нет-ни-одного-слова',
  '739105826415',
]) {
  test(`will do: ${good}`, () => assert.equal(passphraseFault(good), null))
}

for (const [poor, why] of [
  ['', 'few_digits'],
  ['1234', 'few_digits'],
  ['73910582641', 'few_digits'],
  ['short', 'short'],
  ['thirteen char', 'short'],
  ['             x', 'short'],
  ['123456789012', 'digits'],
  ['210987654321', 'digits'],
  ['111111111111', 'digits'],
  ['121212121212', 'digits'],
  ['aaaaaaaaaaaaaa', 'pattern'],
  ['abcabcabcabcabc', 'pattern'],
  ['tree tree tree tree', 'pattern'],
  ['tree house tree house tree', 'words'],
  ['ababbabaabbaab', 'few'],
  ['Password1234567', 'known'],
  ['shadowlog shadowlog1', 'known'],
  ['qwertyuiop12345', 'known'],
]) {
  test(`will not do: ${JSON.stringify(poor)}`, () => {
    assert.equal(passphraseFault(poor), why)
  })
}
