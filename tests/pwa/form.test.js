/** Whatever the schema knows can be given in a form, under a label that reads well. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {FIXED, formOf} from '../../pwa/domain/form.js'
import {ENUMERATIONS, KINDS, fieldsOf} from '../../pwa/domain/kinds.js'
import {RecordField} from '../../pwa/screens/record-fields.js'
import {fieldWords} from '../../pwa/ui/words.js'

/** What the control of each type is. */
const CONTROLS = {
  instant: ['Moment'],
  enum: ['SelectField'],
  code: ['SelectField', 'TextField'],
  codes: ['ManyField'],
  ref: ['SelectField'],
  list: ['ManyField'],
  text: ['GuardedArea', 'GuardedText'],
  string: ['GuardedText'],
  int: ['TextField'],
  number: ['TextField'],
  bool: ['SelectField'],
  date: ['TextField'],
}
const book = {recordsOf: () => []}
const codebook = {
  version: 1,
  dimensions: [{name: 'activity', codes: [{code: 'travel', label: 'Travel'}]}],
}

/** The control a form shows for a field. */
function control(field, kind) {
  const view = {rec: 'r', parent: 'd', kind, fields: {}}
  const props = {view, book, codebook, zone: 'UTC', people: ['P1'], value: null}
  return RecordField({...props, field, set: () => undefined, onPerson: () => undefined})
}

for (const kind of Object.keys(KINDS)) {
  test(`every field of a ${kind} is in its form, once, or is fixed`, () => {
    const {first, more, reason} = formOf(kind)
    const offered = [...first, ...more, reason].map(({name}) => name)
    const fixed = Object.keys(KINDS[kind]).filter((name) => FIXED.has(name))

    assert.deepEqual([...offered, ...fixed].sort(), Object.keys(KINDS[kind]).sort())
  })

  test(`every field of a ${kind} has a control with its label`, () => {
    for (const field of fieldsOf(kind).filter(({name}) => !FIXED.has(name))) {
      const {type, props} = control(field, kind)

      assert.ok(CONTROLS[field.type].includes(type.name), `${field.name}: ${type.name}`)
      assert.equal(props.label, fieldWords(field.name))
    }
  })

  test(`no label of a ${kind} is a name out of the schema`, () => {
    for (const name of Object.keys(KINDS[kind])) {
      const label = fieldWords(name)

      assert.match(label, /^[A-Z][a-z]/, name)
      assert.doesNotMatch(label, /_|\b(id|s|no|count|why)$/, name)
    }
  })
}

test('two fields of one kind never share a label', () => {
  for (const kind of Object.keys(KINDS)) {
    const labels = Object.keys(KINDS[kind]).map(fieldWords)

    assert.equal(new Set(labels).size, labels.length, labels.sort().join())
  }
})

test('every word of every fixed list can be chosen', () => {
  for (const kind of Object.keys(KINDS))
    for (const field of fieldsOf(kind).filter(({type}) => type === 'enum')) {
      const {options} = control(field, kind).props

      assert.deepEqual(
        options.map(({value}) => value),
        Object.keys(ENUMERATIONS[field.of]),
      )
    }
})

test('no label of a fixed list is a raw word', () => {
  for (const words of Object.values(ENUMERATIONS))
    for (const label of Object.values(words)) assert.match(label, /^[A-Z][^_]*$/)
})

test('a new function makes no person', () => {
  const made = []
  const field = fieldsOf('meeting').find(({name}) => name === 'functions')
  const props = {view: {fields: {}}, book, codebook, zone: 'UTC', people: ['P1']}
  const shown = RecordField({...props, field, onPerson: (code) => made.push(code)})

  shown.props.onAdd('Finance')

  assert.deepEqual([made, shown.props.options], [[], []])
})
