import assert from 'node:assert/strict'
import {test} from 'node:test'
import {isJump} from '../../pwa/domain/clock-look.js'
import {settled, stepsBetween} from '../../pwa/domain/clock-steps.js'

const HOUR = 3_600_000
const NINE = 1795338000000
const look = (ms, {ahead = 0, slept = 0, ...more} = {}) => ({
  wall: NINE + ms + ahead,
  mono: ms - slept,
  boot: 'b1',
  tz: 'Europe/London',
  utcoff: 0,
  ...more,
})
const sample = (ms, off = 0, slept = 0) => ({
  boot: 'b1',
  mono: ms - slept,
  wall: NINE + ms - off,
  off,
  unc: 20,
})

test('a clock set back is seen, whether the page was or not', () => {
  for (const seen of [true, false]) {
    const [step] = stepsBetween(look(0), look(5000, {ahead: -HOUR}), seen)

    assert.equal(step?.kind, 'wall_jump')
    assert.equal(step?.size, -HOUR)
    assert.equal(step?.before, '2026-11-22 09:00:05')
    assert.equal(step?.after, '2026-11-22 08:00:05')
    assert.equal(step?.sure, true)
  }
})

test('a clock that ran ahead under everybody’s eyes is noted, and not sure', () => {
  const [step] = stepsBetween(look(0), look(5000, {ahead: HOUR}), true)

  assert.equal(step?.size, HOUR)
  assert.equal(step?.sure, false)
})

test('a page that slept out of sight makes no step', () => {
  const after = look(HOUR, {slept: HOUR - 100})

  assert.deepEqual(stepsBetween(look(0), after, false), [])
  assert.equal(isJump(look(0), after, false), false)
})

test('drift of a second makes no step', () => {
  assert.deepEqual(stepsBetween(look(0), look(5000, {ahead: -1000}), true), [])
})

test('another start of the page is not compared by its counter', () => {
  const after = {...look(5000, {ahead: -HOUR}), boot: 'b2'}

  assert.deepEqual(stepsBetween(look(0), after, true), [])
})

test('another time zone is a step of its own, and so is the end of summer time', () => {
  const there = look(5000, {tz: 'America/New_York', utcoff: -300})
  const [flight] = stepsBetween(look(0), there, true)
  const [autumn] = stepsBetween(look(0, {utcoff: 60}), look(5000), true)

  assert.equal(flight?.kind, 'timezone')
  assert.equal(flight?.after, 'America/New_York')
  assert.equal(flight?.size, -5 * HOUR)
  assert.deepEqual([autumn?.before, autumn?.after], ['Europe/London', 'Europe/London'])
  assert.equal(autumn?.size, -HOUR)
})

test('the next sample makes sure of a clock set forward', () => {
  const steps = stepsBetween(look(0), look(5000, {ahead: HOUR}), true)

  const [step, ...more] = settled(steps, sample(-1000), sample(9000, -HOUR), 0)

  assert.equal(step?.sure, true)
  assert.deepEqual(more, [])
})

test('the next sample takes back what was only a sleep', () => {
  const steps = stepsBetween(look(0), look(HOUR, {slept: HOUR}), true)
  assert.equal(steps.length, 1)

  assert.deepEqual(settled(steps, sample(-1000), sample(HOUR + 9, 0, HOUR), 0), [])
})

test('samples tell of a clock that was set while nobody looked', () => {
  const [step] = settled([], sample(0), sample(HOUR, 120_000, HOUR - 50), 0)

  assert.equal(step?.size, -120_000)
  assert.equal(step?.sure, true)
  assert.equal(step?.after, '2026-11-22 09:58:00')
})

test('samples that agree change nothing', () => {
  const steps = stepsBetween(look(0), look(5000, {utcoff: 60}), true)

  assert.equal(settled(steps, sample(-1000), sample(9000, 15), 0), steps)
})
