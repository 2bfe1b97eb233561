/** A phone without a disk: the book's own pure parts, and a clock that ticks when asked. */
import {dayState} from '../../pwa/domain/day.js'
import {startDay} from '../../pwa/domain/capture.js'
import {uuid7} from '../../pwa/domain/ids.js'
import {lastUndoable, opsOfDay, undoing} from '../../pwa/store/acts.js'
import {draft} from '../../pwa/store/draft.js'
import {putEntries, recordsIn, remember, viewIn} from '../../pwa/store/memory.js'

export const STUDY = '01900000-0000-7000-8000-000000000001'
export const NINE = Date.UTC(2026, 10, 22, 9)

export class Pocket {
  constructor(device = 'd_ana', skew = 0) {
    const head = {
      device,
      epoch: null,
      n: 0,
      acts: 0,
      lastStamp: 0,
      cursors: {},
      forgotAt: 0,
    }
    this.now = NINE
    this.skew = skew
    this.memory = remember({
      head,
      base: [],
      entries: [],
      acts: [],
      studies: [],
      settings: {},
      samples: [],
    })
  }

  /** This moment, after so many minutes more. */
  at(minutes = 0) {
    this.now += Math.round(minutes * 60_000)
    const wall = this.now + this.skew
    return {wall, mono: wall - NINE, boot: 'b1', tz: 'Europe/London', utcoff: 0}
  }

  startDay() {
    const changes = startDay({
      subject: 's1',
      timezone: 'Europe/London',
      codebookVersion: 1,
      at: this.at(),
      date: '2026-11-22',
    })
    this.day = changes[0].rec
    this.commit('start_day', changes)
    return this.day
  }

  /** Takes in what another phone has written. */
  take(ops) {
    const seen = ops.map((op) => ({op, at: op.stamp[0], state: 'pending'}))
    putEntries(this.memory, seen)
    const [n, lastStamp] = [ops.at(-1).n, Math.max(...ops.map(({stamp}) => stamp[0]))]
    this.memory.head = {...this.memory.head, n, lastStamp}
  }

  state() {
    const look = {nowMs: this.now + this.skew}
    return dayState(
      viewIn(this.memory, this.day),
      recordsIn(this.memory, this.day),
      look,
    )
  }

  /** Performs an act: changes, or what makes them of the day's state. */
  commit(act, changes, undoes = null) {
    const made = typeof changes === 'function' ? changes(this.state()) : changes
    const list = Array.isArray(made) ? made : made.changes
    const {memory} = this
    const wall = this.now + this.skew
    const {ops, inverse, n, lastStamp} = draft(memory, list, {
      study: STUDY,
      wall,
      offset: 0,
      newId: () => uuid7(wall),
    })
    const seq = memory.head.acts + 1
    memory.head = {...memory.head, n, lastStamp, acts: seq}
    putEntries(
      memory,
      ops.map((op) => ({op, at: wall, state: 'pending'})),
    )
    if (undoes) undoes.undone = true
    const ids = ops.map(({id}) => id)
    const row = {seq, act, day: this.day, study: STUDY, at: wall, ops: ids, inverse}
    memory.acts = [...memory.acts, {...row, undone: false}]
    return made
  }

  undo() {
    const {memory} = this
    const row = lastUndoable(memory.acts, this.day)
    if (!row) return null
    const view = (rec) => viewIn(memory, rec)
    const ours = opsOfDay(memory.acts, this.day)
    this.commit('undo', undoing(row, {view, ours}), row)
    return row.act
  }
}

/** Numbers that look random and are the same for the same seed. */
export function seeded(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
