import assert from 'node:assert/strict'
import {test} from 'node:test'
import * as capture from '../../pwa/domain/capture.js'
import {isActivity, isOpen, isSecondary, utcMs} from '../../pwa/domain/day.js'
import {Pocket, seeded} from './pocket.js'

const SEEDS = 150
const STEPS = 60
const CODES = ['travel', 'phone_call', 'one_to_one', 'walkabout']

/** What an observer may do, by chance. */
function act(pocket, random) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const at = pocket.at(random() < 0.2 ? 0 : random() * 20)
  const code = pick(CODES)
  const acts = {
    switch: (s) => capture.switchTo(s, {code, at}),
    meeting: (s) => capture.meeting(s, {at}),
    alongside: (s) => capture.alongside(s, {code, at}),
    stop: (s) => capture.stop(s, pick([s.running, ...s.alongside])?.rec ?? '', at),
    mark: (s) => capture.mark(s, at),
    jot: (s) => capture.jot(s, at, 'words'),
    source: (s) => capture.source(s, {at, source_kind: 'press'}),
    step_out: (s) => capture.stepOut(s, {at}),
    back: (s) => capture.back(s, at),
    earlier: (s) => capture.startedEarlier(s, pick([1, 2, 5, 10])),
    remove: (s) => (s.rows.length ? capture.remove(pick(s.rows)) : []),
    end_day: (s) => (random() < 0.1 ? capture.endDay(s, at) : []),
  }
  const name = pick(Object.keys(acts))
  const changes = (state) => {
    const made = acts[name](state)
    return Array.isArray(made) ? made : made.changes
  }
  if (changes(pocket.state()).length > 0) pocket.commit(name, changes)
}

function check({day, rows}, seed) {
  const open = rows.filter((r) => isActivity(r) && isOpen(r) && !isSecondary(r))
  assert.ok(open.length <= 1, `seed ${seed}: ${open.length} primaries open`)
  for (const {fields, kind} of rows) {
    if (!fields.ended_at) continue
    const [from, to] = [utcMs(fields.started_at), utcMs(fields.ended_at)]
    assert.ok(from <= to, `seed ${seed}: ${kind} ends before it starts`)
  }
  const gaps = rows.filter(({kind}) => kind === 'gap')
  for (const [i, gap] of gaps.entries()) {
    const next = gaps[i + 1]
    if (!next) break
    const end = gap.fields.ended_at
    assert.ok(end, `seed ${seed}: a gap follows one still open`)
    assert.ok(utcMs(end) <= utcMs(next.fields.started_at), `seed ${seed}: gaps overlap`)
  }
  assert.ok(day, `seed ${seed}: the day is gone`)
}

/** A day as it reads, whoever wrote it when. */
function told({day, rows}) {
  return JSON.stringify([day.fields, rows.map(({rec, fields}) => [rec, fields])])
}

test('whatever is tapped and undone, one primary is open at most and gaps keep apart', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seeded(seed)
    const pocket = new Pocket()
    pocket.startDay()
    for (let step = 0; step < STEPS; step++) {
      if (random() < 0.25) pocket.undo()
      else act(pocket, random)
      check(pocket.state(), seed)
    }
  }
})

test('undoing everything leads back through every state to the empty day', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = seeded(seed)
    const pocket = new Pocket()
    pocket.startDay()
    const states = [told(pocket.state())]
    for (let step = 0; step < 30; step++) {
      const before = pocket.memory.acts.length
      act(pocket, random)
      if (pocket.memory.acts.length > before) states.push(told(pocket.state()))
    }

    while (states.length > 1) {
      states.pop()
      assert.ok(pocket.undo(), `seed ${seed}: undo came to an end too soon`)
      assert.equal(told(pocket.state()), states.at(-1), `seed ${seed}`)
    }

    assert.equal(pocket.undo(), null)
    assert.deepEqual(pocket.state().rows, [])
  }
})
