import assert from 'node:assert/strict'
import {test} from 'node:test'
import * as capture from '../../pwa/domain/capture.js'
import {dayState, isActivity, isOpen, isSecondary} from '../../pwa/domain/day.js'
import {viewOf} from '../../pwa/domain/view.js'
import {act} from './chance.js'
import {NINE, Pocket, seeded} from './pocket.js'
import {checkAlways, told} from './sound.js'

const SEEDS = 30

/** The operations a phone has made, in its order. */
const opsOf = ({memory}) =>
  [...memory.entries.values()].map(({op}) => op).sort((a, b) => a.n - b.n)

/** The day as it reads once these operations have been merged in this order. */
function merged(day, ops) {
  const recs = [...new Set(ops.map(({rec}) => rec))]
  const views = recs.map((rec) =>
    viewOf(
      null,
      ops.filter((op) => op.rec === rec),
    ),
  )
  return dayState(
    views.find(({rec}) => rec === day),
    views,
    {nowMs: NINE + 24 * 3_600_000},
  )
}

function apart(seed) {
  const random = seeded(seed)
  const ana = new Pocket('d_ana')
  ana.startDay()
  for (let step = 0; step < 10; step++) act(ana, random)
  const common = opsOf(ana)
  const ben = new Pocket('d_ben')
  ben.day = ana.day
  ben.now = ana.now
  ben.take(common)
  for (const phone of [ana, ben])
    for (let step = 0; step < 15; step++)
      if (random() < 0.2) phone.undo()
      else act(phone, random)
  const own = (phone) =>
    opsOf(phone).filter(({id}) => !common.some((op) => op.id === id))
  return {ana, common, anas: own(ana), bens: own(ben)}
}

const openPrimaries = ({rows}) =>
  rows.filter((row) => isActivity(row) && isOpen(row) && !isSecondary(row))

test('two phones’ acts come to the same day in either order', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const {ana, common, anas, bens} = apart(seed)

    const first = merged(ana.day, [...common, ...anas, ...bens])
    const second = merged(ana.day, [...common, ...bens, ...anas])

    assert.equal(told(first), told(second), `seed ${seed}`)
  }
})

test('two primaries open after a merge both end with the next switch', () => {
  let met = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    const {ana, common, anas, bens} = apart(seed)
    const state = merged(ana.day, [...common, ...anas, ...bens])
    const open = openPrimaries(state)
    if (open.length > 1) met += 1
    const at = ana.at(60)

    const by = {
      switchTo: capture.switchTo(state, {code: 'travel', at}),
      interrupted: capture.interrupted(state, {code: 'travel', at}),
      resume: capture.resume(state, {at}),
    }

    for (const [name, changes] of Object.entries(by)) {
      if (!changes.length) continue
      const ended = new Set(
        changes.flatMap(({rec, set}) => (set?.ended_at ? [rec] : [])),
      )
      assert.ok(
        open.every(({rec}) => ended.has(rec)),
        `seed ${seed}: ${name}`,
      )
    }
  }
  assert.ok(met > 0, 'no seed left two primaries open')
})

test('merged or not, nothing ends before it starts and Back ends every gap', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const {ana, common, anas, bens} = apart(seed)
    const state = merged(ana.day, [...common, ...anas, ...bens])
    const gaps = state.rows.filter((row) => row.kind === 'gap' && isOpen(row))

    const back = capture.back(state, ana.at(60))

    assert.deepEqual(
      back.map(({rec}) => rec),
      gaps.map(({rec}) => rec),
    )
    checkAlways(state, `seed ${seed}`)
  }
})

test('Undo takes back what this phone did, and leaves what another wrote since', () => {
  const ana = new Pocket('d_ana')
  ana.startDay()
  ana.commit('switch', (s) => capture.switchTo(s, {code: 'travel', at: ana.at(1)}))
  const said =
    (fields) =>
    ({running}) =>
      capture.edit(running, fields)
  ana.commit('edit', said({place: 'office', sphere: 'budget'}))
  const common = opsOf(ana)
  const ben = new Pocket('d_ben')
  ben.day = ana.day
  ben.now = ana.now + 60_000
  ben.take(common)
  ben.commit('edit', said({place: 'ward'}))
  ana.take(opsOf(ben).filter(({id}) => !common.some((op) => op.id === id)))

  ana.undo()

  const {place, sphere} = ana.state().running.fields
  assert.deepEqual([place, sphere], ['ward', undefined])
})
