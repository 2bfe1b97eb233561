import assert from 'node:assert/strict'
import {test} from 'node:test'
import {clockReport, momentsOf} from '../../pwa/domain/clock-report.js'
import {contract} from './contract.js'

for (const {it, moments, samples, report} of contract('clock').report) {
  test(`the clock report ${it}`, () => {
    assert.deepEqual(clockReport(moments, samples), report)
    assert.deepEqual(clockReport(moments.toReversed(), samples.toReversed()), report)
  })
}

test('a moment two records share counts once, and a plan not at all', () => {
  const at = {
    wall: 1795338000000,
    mono: 5.5,
    boot: 'b1',
    tz: 'Europe/London',
    utcoff: 0,
    utc: '2026-11-22T09:00:00.000Z',
    unc: null,
    quality: 'unsynced',
  }
  const plan = {...at, wall: 1795341600000}
  const records = [
    {fields: {ended_at: at}},
    {fields: {started_at: at, scheduled_start_at: plan}},
  ]

  const found = momentsOf(/** @type {any} */ (records))

  assert.deepEqual(
    found.map(({ms}) => ms),
    [1795338000000],
  )
})
