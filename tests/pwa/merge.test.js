import assert from 'node:assert/strict'
import {test} from 'node:test'
import {mergeOp, nextStamp, sameValue} from '../../pwa/domain/merge.js'
import {contract} from './contract.js'

const cases = contract('merge')

for (const expected of cases.merge) {
  test(`merging ${expected.it}`, () => {
    const {state, conflict} = arrive(expected.ops)

    const told = {
      ...state,
      values: part(state.f, 0),
      writers: part(state.f, 1),
      stamps: part(state.f, 2),
      met: conflict,
    }
    for (const key of Object.keys(told))
      if (key in expected) assert.deepEqual(told[key], expected[key], key)
    assert.equal(state.deleted, expected.deleted ?? false)
  })
}

for (const {it, ops} of cases.merge.filter((c) => c.any_order)) {
  test(`merging in any order ${it}`, () => {
    const expected = outcome(arrive(ops).state)

    for (const order of permutations(ops))
      assert.deepEqual(outcome(arrive(order).state), expected)
  })
}

for (const {it, next, ...clock} of cases.next_stamp) {
  test(`a new stamp ${it}`, () => assert.equal(nextStamp(clock), next))
}

test('any order of arrival gives the latest values', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const random = generator(seed)
    const ops = history(random)
    const order = ops.toSorted(() => random(3) - 1)

    const {state} = arrive(order)

    for (const register of new Set(ops.flatMap(({saw}) => Object.keys(saw)))) {
      const latest = ops
        .filter(({saw}) => register in saw)
        .reduce((a, b) => (compare(a.stamp, b.stamp) > 0 ? a : b))
      const about = `seed ${seed}, ${register}`
      if (register === 'deleted') {
        assert.deepEqual(state.deletion, [latest.id, latest.stamp], about)
        assert.equal(state.deleted, latest.op === 'del', about)
      } else {
        const entry = [latest.set[register], latest.id, latest.stamp]
        assert.deepEqual(state.f[register], entry, about)
      }
    }
  }
})

test('values are compared whole', () => {
  assert.ok(sameValue({a: [1, {b: 2}]}, {a: [1, {b: 2}]}))
  assert.ok(!sameValue({a: [1, {utc: 2}]}, {a: [1, {utc: 3}]}))
  assert.ok(!sameValue({a: 1}, {b: 1}))
  assert.ok(!sameValue([1], {0: 1}))
  assert.ok(!sameValue(null, {}))
})

/** Operations each of which may have seen any before it; stamps rise along what was seen. */
function history(random) {
  const ops = []
  for (let i = 0; i <= random(6); i++) {
    const op = ['put', 'put', 'put', 'del', 'restore'][random(5)]
    const registers =
      op === 'put' ? [['code'], ['note'], ['code', 'note']][random(3)] : ['deleted']
    const saw = {}
    let floor = 0
    for (const register of registers) {
      const earlier = [null, ...ops.filter((o) => register in o.saw)]
      const seen = earlier[random(earlier.length)]
      saw[register] = seen?.id ?? null
      floor = Math.max(floor, seen?.stamp[0] ?? 0)
    }
    const set = op === 'put' ? Object.fromEntries(registers.map((r) => [r, i])) : {}
    const stamp = [floor + 1 + random(9), 'de'[random(2)], i]
    ops.push({id: `o${i}`, op, saw, set, stamp})
  }
  return ops
}

function arrive(ops) {
  const log = new Map()
  const sawOf = (op, field) => log.get(op)?.saw?.[field] ?? null
  let merged = {state: null, conflict: []}
  for (const op of ops) {
    merged = mergeOp(merged.state, {op: 'put', ...op}, sawOf)
    log.set(op.id, op)
  }
  return merged
}

function outcome({f, deleted, deletion, conflicts}) {
  const listed = conflicts.map((c) => JSON.stringify(c)).sort()
  return {f, deleted, deletion, listed}
}

function part(f, index) {
  return Object.fromEntries(
    Object.entries(f).map(([field, entry]) => [field, entry[index]]),
  )
}

function permutations([head, ...rest]) {
  if (head === undefined) return [[]]
  return permutations(rest).flatMap((tail) =>
    Array.from({length: tail.length + 1}, (_, i) => tail.toSpliced(i, 0, head)),
  )
}

function compare([ms, device, n], [otherMs, other, otherN]) {
  if (ms !== otherMs) return ms - otherMs
  if (device !== other) return device < other ? -1 : 1
  return n - otherN
}

/** Mulberry32: small, and the same in every engine. */
function generator(seed) {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}
