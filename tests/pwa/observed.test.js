import assert from 'node:assert/strict'
import {test} from 'node:test'
import {edit, endDay, source, switchTo} from '../../pwa/domain/capture.js'
import {observed} from '../../pwa/domain/correct.js'
import {NINE, Pocket} from './pocket.js'

const MINUTE = 60_000

/** A day of one activity, from one minute after its opening to its end. */
function ended() {
  const pocket = new Pocket()
  pocket.startDay()
  const at = pocket.at(1)
  pocket.commit('switch', (state) => switchTo(state, {code: 'travel', at}))
  pocket.commit('source', (state) => source(state, {at}))
  const end = pocket.at(60)
  pocket.commit('end_day', (state) => endDay(state, end))
  return pocket
}

function corrected(pocket, field, minutes, kind = 'activity') {
  const {rows} = pocket.state()
  const row = rows.find((view) => view.kind === kind)
  const {tz, utcoff, wall} = row.fields[field]
  const set = {[field]: {tz, utcoff, wall: wall + minutes * MINUTE}}
  return pocket.commit('edit', (state) => observed(state.day, edit(row, set)))
}

test('a start corrected to before the observation began begins it there', () => {
  const pocket = ended()

  corrected(pocket, 'started_at', -31)

  const {day, observedMs, totals} = pocket.state()
  assert.equal(day.fields.observation_started_at.wall, NINE - 30 * MINUTE)
  assert.equal(totals[0].ms, observedMs)
})

test('an end corrected to after the observation ended ends it there', () => {
  const pocket = ended()

  corrected(pocket, 'ended_at', 30)

  const {day, observedMs} = pocket.state()
  assert.equal(day.fields.observation_ended_at.wall, NINE + 91 * MINUTE)
  assert.equal(observedMs, 91 * MINUTE)
})

test('a correction within the observation leaves the day alone', () => {
  const pocket = ended()
  const [row] = pocket.state().rows
  const set = {started_at: {wall: NINE + 5 * MINUTE, tz: 'Europe/London', utcoff: 0}}

  const changes = observed(pocket.state().day, edit(row, set))

  assert.deepEqual(
    changes.map(({kind}) => kind),
    ['activity'],
  )
})

test('work that was only reported begins whenever it did', () => {
  const pocket = ended()
  const [row] = pocket.state().rows
  pocket.commit('edit', () => edit(row, {observation_basis: 'reported'}))
  const [reported] = pocket.state().rows
  const set = {started_at: {wall: NINE - 30 * MINUTE, tz: 'Europe/London', utcoff: 0}}

  pocket.commit('edit', ({day}) => observed(day, edit(reported, set), reported))

  const {day, observedMs, reportedMs, totals} = pocket.state()
  assert.equal(day.fields.observation_started_at.wall, NINE)
  assert.deepEqual([observedMs, reportedMs], [61 * MINUTE, 91 * MINUTE])
  assert.deepEqual(totals, [])
})

test('a source told of afterwards does not lengthen what was observed', () => {
  const pocket = ended()

  corrected(pocket, 'at', -31, 'knowledge_source')

  assert.equal(pocket.state().day.fields.observation_started_at.wall, NINE)
})

test('without its day on the phone a correction stands alone', () => {
  const [row] = ended().state().rows
  const changes = edit(row, {place: 'office'})

  assert.deepEqual(observed(null, changes), changes)
})
