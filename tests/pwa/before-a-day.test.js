import assert from 'node:assert/strict'
import {test} from 'node:test'
import {codeOf, plannedAt, spokenCode, tidyCode} from '../../pwa/domain/day-plan.js'
import {lacking} from '../../pwa/domain/readiness.js'

const GOOD = {worker: true, persisted: true, free: 5e9, battery: null}
const NINE = 1795338000000
const HERE = {
  sample: {boot: 'b', mono: 1, wall: NINE - 1000, off: -50, unc: 20},
  wall: NINE,
  rejected: 0,
}

test('a device that has everything lacks nothing', () => {
  assert.deepEqual(lacking(GOOD, HERE), [])
})

test('what a browser does not tell is not held against the device', () => {
  assert.deepEqual(lacking({...GOOD, persisted: null, free: null}, HERE), [])
})

for (const [lack, device] of Object.entries({
  worker: {worker: false},
  storage: {persisted: false},
  room: {free: 1e6},
  battery: {battery: {level: 0.3, charging: false}},
})) {
  test(`a device is told that it lacks ${lack}`, () => {
    assert.deepEqual(lacking({...GOOD, ...device}, HERE), [lack])
  })
}

test('an empty battery on the mains is none to see to', () => {
  const battery = {level: 0.1, charging: true}

  assert.deepEqual(lacking({...GOOD, battery}, HERE), [])
})

test('a clock compared yesterday morning is to be compared again', () => {
  assert.deepEqual(lacking(GOOD, {...HERE, wall: NINE + 86_400_000}), ['clock'])
  assert.deepEqual(lacking(GOOD, {...HERE, sample: undefined}), ['clock'])
})

test('a clock minutes wrong is named, seconds are not', () => {
  const off = (ms) => ({...HERE, sample: {...HERE.sample, off: ms}})

  assert.deepEqual(lacking(GOOD, off(-180_000)), ['clock_off'])
  assert.deepEqual(lacking(GOOD, off(8000)), [])
})

test('what the server refused is to be looked at', () => {
  assert.deepEqual(lacking(GOOD, {...HERE, rejected: 1}), ['refused'])
})

test('a session code has six letters nobody mishears, and is read out in threes', () => {
  const code = codeOf([0, 1, 2, 25, 26, 4_294_967_295])

  assert.equal(code.length, 6)
  assert.doesNotMatch(code, /[BIOS0158]/)
  assert.equal(spokenCode('ACD9AQ'), 'ACD 9AQ')
})

test('a session code is the same however it was typed', () => {
  assert.equal(tidyCode(' acd-9 aq\n'), 'ACD9AQ')
  assert.equal(tidyCode(spokenCode('ACD9AQ')), 'ACD9AQ')
})

const LONDON = {date: '2026-11-22', zone: 'Europe/London', ahead: 0}

test('a planned hour is of the day and the zone of the subject', () => {
  assert.deepEqual(plannedAt('09:00', LONDON), {
    wall: NINE,
    tz: 'Europe/London',
    utcoff: 0,
    utc: '2026-11-22T09:00:00.000Z',
  })
})

test('a planned hour is written by the clock of a phone that is fast', () => {
  const {wall, utc} = plannedAt('09:00', {...LONDON, ahead: 60_000})

  assert.equal(wall, NINE + 60_000)
  assert.equal(utc, '2026-11-22T09:00:00.000Z')
})

test('a planned end before the start is of the next morning', () => {
  const {utc} = plannedAt('02:00', {...LONDON, after: NINE})

  assert.equal(utc, '2026-11-23T02:00:00.000Z')
})
