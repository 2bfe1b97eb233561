/** A captured day for tests of its review, and what can be read off it. */
import {alongside, source, switchTo} from '../../pwa/domain/capture.js'
import {endOf, isActivity, isSecondary, startOf, utcMs} from '../../pwa/domain/day.js'
import {NINE, Pocket} from './pocket.js'

export const MINUTE = 60_000

/** Travel from 9:01, a talk from 9:20 with a source at 9:30 and a call beside it, desk from 9:50 on. */
export function captured() {
  const pocket = new Pocket()
  pocket.startDay()
  tap(pocket, 1, (s, at) => switchTo(s, {code: 'travel', at}))
  tap(pocket, 19, (s, at) => switchTo(s, {code: 'talk', at, fields: {place: 'office'}}))
  tap(pocket, 10, (s, at) => source(s, {at, source_kind: 'press'}))
  tap(pocket, 5, (s, at) => alongside(s, {code: 'phone_call', at}))
  tap(pocket, 15, (s, at) => switchTo(s, {code: 'desk', at}))
  pocket.at(10)
  return pocket
}

export function tap(pocket, minutes, act) {
  const at = pocket.at(minutes)
  pocket.commit('tap', (state) => act(state, at))
}

export const clock = (hours, minutes) => NINE + ((hours - 9) * 60 + minutes) * MINUTE

export const primaries = ({rows}) =>
  rows.filter((r) => isActivity(r) && !isSecondary(r))

export const named = (state, code) =>
  state.rows.find(({fields}) => fields.code === code)

/** Code and minutes after nine of each primary activity; null: still open. */
export function spans(state) {
  return primaries(state).map((row) => [
    row.fields.code,
    (utcMs(startOf(row)) - NINE) / MINUTE,
    endOf(row) && (utcMs(endOf(row)) - NINE) / MINUTE,
  ])
}

export const told = ({day, rows}) =>
  JSON.stringify([day.fields, rows.map(({rec, fields}) => [rec, fields])])
