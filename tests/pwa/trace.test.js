import assert from 'node:assert/strict'
import {test} from 'node:test'
import {edit} from '../../pwa/domain/capture.js'
import {linesOf, stepOf} from '../../pwa/domain/trace.js'
import {captured, named} from './review-of-a-day.js'

function linesAfter(...sets) {
  const pocket = captured()
  const {rec} = named(pocket.state(), 'travel')
  for (const set of sets)
    pocket.commit('edit', (s) =>
      edit(
        s.rows.find((row) => row.rec === rec),
        set,
      ),
    )
  const entries = pocket.memory.byRecord.get(rec)
  return linesOf(entries.map((entry) => stepOf(entry, 'OBS1')))
}

test('a trace begins with the making of the record and tells each change with what was before', () => {
  const lines = linesAfter({code: 'email', edit_reason: 'typo'})

  const {why, values} = lines.at(-1)
  assert.deepEqual([lines[0].first, lines[1].first], [true, false])
  assert.deepEqual(values, [{field: 'code', before: 'travel', after: 'email'}])
  assert.equal(why, 'typo')
})

test('the same reason given twice is told twice', () => {
  const lines = linesAfter(
    {code: 'email', edit_reason: 'typo'},
    {code: 'desk', edit_reason: 'typo'},
  )

  assert.deepEqual(
    lines.slice(-2).map(({why}) => why),
    ['typo', 'typo'],
  )
})

test('what the server does not have yet says so', () => {
  const [line] = linesAfter()

  assert.equal(line.step.waits, true)
})
