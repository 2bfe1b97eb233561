// Every text of the app is in the catalogue, and in every language.
import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import test from 'node:test'
import {piecesOf, translating} from '../../pwa/languages/translate.js'
import {problemOf} from '../../pwa/ui/problem.js'
import {LANGUAGES, translator} from '../../pwa/ui/language.js'
import {bypassing, messagesInUse, PROBLEMS} from './messages.js'

const FOLDER = new URL('../../pwa/languages/', import.meta.url)
const tags = Object.keys(LANGUAGES).filter((tag) => tag !== 'en')
const catalogue = (tag) =>
  JSON.parse(readFileSync(new URL(`${tag}.json`, FOLDER), 'utf8'))
const holes = (text) => (text.match(/\{\d+\}/g) ?? []).sort()

const asTemplate = (strings, ...values) => ({strings, values})
/** What htm would be given for a template in a language. */
function shown(words, {strings, values}) {
  const {statics, order} = translating('de', words).template(strings)
  return statics
    .map((text, n) => text + (n < order.length ? values[order[n]] : ''))
    .join('')
}

test('no text of a screen passes by the catalogue', () => {
  assert.deepEqual(bypassing(), [])
})

for (const tag of tags) {
  test(`the catalogue of ${tag} has every message in use, and no other`, () => {
    const words = catalogue(tag)
    const inUse = messagesInUse()

    assert.deepEqual(
      [...inUse.keys()].filter((message) => !Object.hasOwn(words, message)),
      [],
    )
    assert.deepEqual(
      Object.keys(words).filter((message) => !inUse.has(message)),
      [],
    )
  })

  test(`the messages of ${tag} keep their values and bring no markup`, () => {
    const wrong = Object.entries(catalogue(tag)).filter(
      ([message, said]) =>
        !said.trim() || /[<>`]/.test(said) || `${holes(said)}` !== `${holes(message)}`,
    )

    assert.deepEqual(wrong, [])
  })
}

test('there is a catalogue for every language that can be chosen, and for no other', () => {
  const found = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))

  assert.deepEqual(found.sort(), tags.map((tag) => `${tag}.json`).sort())
})

test('a run of text is one message, with its values where they stand', () => {
  const {strings} = asTemplate`<p class="quiet">Since ${1}, in ${2}.</p>`

  const messages = piecesOf(strings).filter((piece) => 'message' in piece)

  assert.deepEqual(
    messages.map(({message}) => message),
    ['Since {0}, in {1}.'],
  )
})

test('values change places with their words', () => {
  const words = {'{0} of {1} kept': 'Von {1} sind {0} da'}

  assert.equal(
    shown(words, asTemplate`<p>${3} of ${4} kept</p>`),
    '<p>Von 4 sind 3 da</p>',
  )
})

test('what people read of an attribute is translated, what programs read is not', () => {
  const words = {Back: 'Zurück'}
  const template = asTemplate`<a class="Back" title="Back" href=${'#/today'}>Back</a>`

  assert.equal(
    shown(words, template),
    '<a class="Back" title="Zurück" href=#/today>Zurück</a>',
  )
})

test('values in tags, spread properties and quoted attributes with values stay', () => {
  const template = asTemplate`<${'A'} ...${'p'} class="a ${'b'} c" label="Day">${'x'} <b>Day</b><//>`

  assert.equal(
    shown({Day: 'Tag'}, template),
    '<A ...p class="a b c" label="Tag">x <b>Tag</b><//>',
  )
})

test('spaces at the edges of a run stay, line ends do not', () => {
  const template = asTemplate`<p>
    Tap what <b>${'CE1'}</b> is doing.
  </p>`

  assert.equal(
    shown({'Tap what': 'Tippe an, was', 'is doing.': 'tut.'}, template),
    '<p>Tippe an, was <b>CE1</b> tut.</p>',
  )
})

test('a message without words in the language is shown as it is written', () => {
  assert.equal(shown({}, asTemplate`<p>Kept ${'09:41'}</p>`), '<p>Kept 09:41</p>')
  assert.equal(translating('de', {}).text(['Kept ', ''], ['09:41']), 'Kept 09:41')
})

test('a refusal is told by its type in another language, else as the server tells it', () => {
  const refused = (slug, detail, errors = []) => {
    const body = {type: `/problems/${slug}`, detail, errors}
    return problemOf({kind: 'problem', status: 409, body})
  }
  const taken = [{pointer: '#/login', detail: 'Taken.'}]
  const inEnglish = refused('login-taken', 'Taken.', taken)
  translator.value = translating('de', {'/problems/login-taken': 'Vergeben.'})
  try {
    assert.equal(inEnglish.text, 'Taken.')
    assert.equal(refused('login-taken', 'Taken.').text, 'Vergeben.')
    assert.deepEqual(refused('login-taken', 'Taken.', taken).fields, {
      login: 'Vergeben.',
    })
    assert.equal(refused('quota-reached', 'At most 20.').text, 'At most 20.')
  } finally {
    translator.value = null
  }
})

test('a refusal with words in other languages is one the server knows', () => {
  const known = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8')

  assert.deepEqual(
    PROBLEMS.filter((slug) => !known.includes(`\n## ${slug}\n`)),
    [],
  )
})
