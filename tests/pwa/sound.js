/** What must hold of a day whatever was done to it, and how it reads. */
import assert from 'node:assert/strict'
import {isOffTheRecord} from '../../pwa/domain/away.js'
import {
  endOf,
  isActivity,
  isEmbargo,
  isOpen,
  isSecondary,
  startOf,
  utcMs,
} from '../../pwa/domain/day.js'
import {fieldsOf} from '../../pwa/domain/kinds.js'
import {NINE} from './pocket.js'

const EDGES = [
  ['started_at', 'start_source'],
  ['ended_at', 'end_source'],
]
const TIES = ['activity', 'meeting', 'jotting', 'interrupts']

/** What one phone alone never gets wrong. `all`: the day's records, deleted ones too. */
export function checkDay({day, rows}, all, say) {
  assert.ok(day, `${say}: the day is gone`)
  const open = rows.filter((r) => isActivity(r) && isOpen(r) && !isSecondary(r))
  assert.ok(open.length <= 1, `${say}: ${open.length} primaries open`)
  checkExclusive(rows.filter(isPrimary), `${say}: primaries`)
  const gaps = rows.filter((row) => row.kind === 'gap' && !isEmbargo(row))
  checkExclusive(gaps, `${say}: gaps`)
  for (const segments of tasksIn(rows).values()) checkTask(segments, all, say)
  checkSources(rows, say)
  checkTies(rows, all, say)
  checkObserved(day, rows, say)
  checkAlways({rows}, say)
}

/** What also holds when two phones’ operations have been merged. */
export function checkAlways({rows}, say) {
  for (const {fields, kind} of rows) {
    if (!fields.ended_at) continue
    const [from, to] = [utcMs(fields.started_at), utcMs(fields.ended_at)]
    assert.ok(from <= to, `${say}: ${kind} ends before it starts`)
  }
}

const isPrimary = (row) => isActivity(row) && !isSecondary(row)

function spanOf(row) {
  const [start, end] = [startOf(row), endOf(row)]
  const open = row.fields.started_at ? Infinity : utcMs(start)
  return [utcMs(start), end ? utcMs(end) : open]
}

/** One begins when the other is over. One without a length lies where another ends or begins. */
function checkExclusive(rows, say) {
  let last = -Infinity
  for (const [from, to] of rows.map(spanOf)) {
    assert.ok(from >= last || from === to, `${say} overlap`)
    last = Math.max(last, to)
  }
}

/** Segments count up in time, none twice, and none is missing but what was deleted. */
function checkTask(segments, all, say) {
  const task = segments[0].fields.task_id
  const numbers = segments.map(({fields}) => fields.segment_no)
  const deleted = all
    .filter((view) => view.deleted && view.fields.task_id === task)
    .map(({fields}) => fields.segment_no)
  for (const [i, number] of numbers.entries())
    if (i) assert.ok(number > numbers[i - 1], `${say}: segments ${numbers} of one task`)
  const known = new Set([...numbers, ...deleted])
  for (let number = 1; number <= numbers.at(-1); number++)
    assert.ok(known.has(number), `${say}: segments ${numbers}, ${number} is missing`)
  const waiting = segments.slice(0, -1).find((r) => r.fields.resumption === 'unknown')
  assert.ok(!waiting, `${say}: a segment was returned to and does not say so`)
  const open = segments.filter(isOpen)
  assert.ok(open.length <= 1, `${say}: ${open.length} segments of one task are open`)
}

function tasksIn(rows) {
  const tasks = new Map()
  const moment = (row) => utcMs(startOf(row))
  const segments = rows
    .filter(({fields}) => fields.task_id)
    .sort((a, b) => moment(a) - moment(b) || a.fields.segment_no - b.fields.segment_no)
  for (const row of segments) {
    const {task_id: task} = row.fields
    tasks.set(task, [...(tasks.get(task) ?? []), row])
  }
  return tasks
}

/** Each time of an activity says how it is known, and only what is there says so. */
function checkSources(rows, say) {
  for (const {fields, rec} of rows.filter(isActivity)) {
    assert.ok(fields.lane, `${say}: ${rec} is in no lane`)
    assert.ok(fields.start_source, `${say}: nobody knows how ${rec} began`)
    for (const [name, source] of EDGES)
      if (fields[source] === 'tap')
        assert.ok(fields[name].mono !== undefined, `${say}: ${rec} ${name} was no tap`)
    const ends = [Boolean(fields.ended_at), Boolean(fields.end_source)]
    assert.equal(...ends, `${say}: end and source of ${rec} do not go together`)
  }
}

/** Nothing points at what never was, nor at itself, and who lends a task its name is in it. */
function checkTies(rows, all, say) {
  const known = new Set(all.map(({rec}) => rec))
  const tasks = new Set(rows.map(({fields}) => fields.task_id))
  for (const {rec, fields} of rows)
    if (tasks.has(rec)) assert.equal(fields.task_id, rec, `${say}: not in its own task`)
  for (const {fields, kind, rec} of rows)
    for (const tie of TIES.filter((name) => fields[name])) {
      assert.ok(known.has(fields[tie]), `${say}: ${kind} points at nothing by ${tie}`)
      assert.notEqual(fields[tie], rec, `${say}: ${kind} points at itself by ${tie}`)
    }
}

/** A day that is over has nothing open, and no activity lies outside what was observed. */
function checkObserved({fields}, rows, say) {
  const [from, to] = [fields.observation_started_at, fields.observation_ended_at]
  assert.equal(fields.status === 'open', !to, `${say}: ${fields.status} with an end?`)
  const open = rows.filter((row) => isOpen(row) && !isEmbargo(row))
  if (to) assert.deepEqual(open, [], `${say}: open in a day that is over`)
  for (const row of rows.filter(isActivity)) {
    const [start, end] = spanOf(row)
    assert.ok(start >= utcMs(from), `${say}: ${row.kind} before the observation`)
    assert.ok(!to || end <= utcMs(to), `${say}: ${row.kind} after the observation`)
  }
}

/**
 * Nothing that was captured lies in a struck stretch, and what was deleted has no words there.
 * `all`: the day's records, deleted ones too.
 */
export function checkStruck({rows}, all, say) {
  for (const gap of rows.filter(({fields}) => fields.gap_kind === 'struck')) {
    const [from, to] = spanOf(gap)
    for (const row of all) {
      if (row.rec === gap.rec || isEmbargo(row)) continue
      const [start, end] = spanOf(row)
      const lasts = row.fields.started_at !== undefined
      const meets = lasts ? start < to && end > from : start > from && start < to
      if (!row.deleted) assert.ok(!meets, `${say}: ${row.kind} lies in what was struck`)
      else if (meets) assert.deepEqual(toldBy(row), [], `${say}: of what was struck`)
      if (!row.deleted || !meets) continue
      const tied = rows.find(({fields}) => fields.interrupts === row.rec)
      assert.ok(!tied, `${say}: something interrupts what was struck`)
    }
  }
}

/** What a record says besides when it was. */
function toldBy({kind, fields}) {
  const told = new Set(['text', 'code', 'codes', 'list', 'string'])
  return fieldsOf(kind).flatMap(({name, type}) =>
    told.has(type) && fields[name] !== undefined ? [name] : [],
  )
}

/** Off the record nothing is captured with words. `before`: the day as it was. */
export function checkOffTheRecord(before, {rows}, say) {
  const known = new Set(before.rows.map(({rec}) => rec))
  if (!isOffTheRecord(before)) return
  for (const {fields, kind} of rows.filter(({rec}) => !known.has(rec)))
    for (const name of ['text', 'title', 'field_note'])
      assert.equal(
        fields[name],
        undefined,
        `${say}: ${kind} with words, off the record`,
      )
}

/** When something was tapped is never altered. `taps`: what was seen before, by record. */
export function checkTaps(all, taps, say) {
  for (const {rec, fields} of all) {
    const {recorded_at: tap} = fields
    for (const {wall, mono} of Object.values(fields).filter((value) => value.wall))
      assert.equal(wall - (mono ?? wall - NINE), NINE, `${say}: a counter made up`)
    if (!tap) continue
    const told = JSON.stringify([tap.wall, tap.mono, tap.boot])
    assert.equal(told, taps.get(rec) ?? told, `${say}: when ${rec} was tapped`)
    taps.set(rec, told)
  }
}

/** A day as it reads, whoever wrote it when. */
export function told({day, rows}) {
  const sorted = (fields) => Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([
    sorted(day.fields),
    rows.map(({rec, fields}) => [rec, sorted(fields)]),
  ])
}
