/** All that an observer can do on a capture screen, by chance, and what must hold after it. */
import assert from 'node:assert/strict'
import * as capture from '../../pwa/domain/capture.js'
import {isActivity, isOpen, isSecondary, startOf, utcMs} from '../../pwa/domain/day.js'
import {suspendedIn} from '../../pwa/domain/interrupt.js'
import {promoted} from '../../pwa/domain/promote.js'
import {strikeLast} from '../../pwa/domain/strike.js'

const CODES = ['travel', 'phone_call', 'one_to_one', 'walkabout']
const MINUTES = [1, 2, 5, 10, 30]

/** Performs one act; the same chance does the same on every phone. */
export function act(pocket, random) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const at = pocket.at(random() < 0.2 ? 0 : random() * 20)
  const [code, minutes] = [pick(CODES), pick(MINUTES)]
  const acts = {
    switch: (s) => capture.switchTo(s, {code, at}),
    meeting: (s) => capture.meeting(s, {at}),
    alongside: (s) => capture.alongside(s, {code, at}),
    interrupt: (s) => capture.interrupted(s, {code, at}),
    interrupt_again: (s) => capture.interrupted(s, {at, kind: 'meeting'}),
    resume: (s) => capture.resume(s, {at}),
    resume_other: (s) => capture.resume(s, {at, rec: pick(suspendedIn(s))?.rec}),
    stop: (s) => capture.stop(s, pick([s.running, ...s.alongside])?.rec ?? '', at),
    mark: (s) => capture.mark(s, at),
    jot: (s) => capture.jot(s, at, 'words'),
    note: (s) => (s.running ? capture.edit(s.running, {note: 'words'}) : []),
    source: (s) => capture.source(s, {at, source_kind: 'press', title: 'words'}),
    tally: (s) => capture.tally(s, {at, code, person: 'A1'}),
    promote: (s) => promotedOf(s, pick),
    reacts: (s) => capture.reacts(s),
    step_out: (s) => capture.stepOut(s, {at}),
    off_record: (s) => capture.offTheRecord(s, at),
    back: (s) => capture.back(s, at),
    strike: (s) => strikeLast(s, {to: at, minutes}),
    earlier: (s) => capture.startedEarlier(s, minutes),
    remove: (s) => (s.rows.length ? capture.remove(pick(s.rows)) : []),
    end_day: (s) => (random() < 0.1 ? capture.endDay(s, at) : []),
  }
  const name = pick(Object.keys(acts))
  const made = acts[name](pocket.state())
  const changes = Array.isArray(made) ? made : made.changes
  if (changes.length > 0) pocket.commit(name, changes)
  return changes.length > 0 ? name : ''
}

function promotedOf(state, pick) {
  const tally = pick(state.rows.filter(({kind}) => kind === 'tally'))
  return tally ? promoted(state, tally, pick(['activity', 'meeting', 'jotting'])) : []
}

/** What one phone alone never gets wrong. `all`: the day's records, deleted ones too. */
export function checkDay({day, rows}, all, say) {
  assert.ok(day, `${say}: the day is gone`)
  const open = rows.filter((r) => isActivity(r) && isOpen(r) && !isSecondary(r))
  assert.ok(open.length <= 1, `${say}: ${open.length} primaries open`)
  const gaps = rows.filter(({kind}) => kind === 'gap')
  for (const [i, gap] of gaps.entries()) {
    const next = gaps[i + 1]
    if (!next) break
    const end = gap.fields.ended_at
    assert.ok(end, `${say}: a gap follows one still open`)
    assert.ok(utcMs(end) <= utcMs(next.fields.started_at), `${say}: gaps overlap`)
  }
  for (const segments of tasksIn(rows).values()) checkTask(segments, all, say)
  checkAlways({rows}, say)
}

/** What also holds when two phones' operations have been merged. */
export function checkAlways({rows}, say) {
  for (const {fields, kind} of rows) {
    if (!fields.ended_at) continue
    const [from, to] = [utcMs(fields.started_at), utcMs(fields.ended_at)]
    assert.ok(from <= to, `${say}: ${kind} ends before it starts`)
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
  const open = segments.filter(isOpen)
  assert.ok(open.length <= 1, `${say}: ${open.length} segments of one task are open`)
}

function tasksIn(rows) {
  const tasks = new Map()
  const moment = (row) => utcMs(startOf(row))
  const sorted = [...rows].sort(
    (a, b) => moment(a) - moment(b) || a.fields.segment_no - b.fields.segment_no,
  )
  for (const row of sorted) {
    const task = row.fields.task_id
    if (task) tasks.set(task, [...(tasks.get(task) ?? []), row])
  }
  return tasks
}

/** Nothing that was captured lies in a struck stretch, and none of it has words. */
export function checkStruck({rows}, say) {
  const struck = rows.filter(({fields}) => fields.gap_kind === 'struck')
  for (const gap of struck) {
    const [from, to] = [utcMs(gap.fields.started_at), utcMs(gap.fields.ended_at)]
    for (const row of rows) {
      if (row === gap) continue
      const start = utcMs(startOf(row))
      const lasts = row.fields.started_at !== undefined
      const end = row.fields.ended_at ? utcMs(row.fields.ended_at) : Infinity
      const meets = lasts ? start < to && end > from : start > from && start < to
      assert.ok(!meets, `${say}: ${row.kind} lies in what was struck`)
    }
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
