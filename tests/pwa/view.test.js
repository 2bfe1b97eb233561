import assert from 'node:assert/strict'
import {test} from 'node:test'
import {viewOf} from '../../pwa/domain/view.js'

const base = {
  rec: 'r',
  kind: 'activity',
  rev: 7,
  deleted: false,
  deletion: null,
  parent: 'day-1',
  created_by: 'ana',
  created_at: 5,
  revisions: 1,
  f: {code: ['travel', 'a', [5, 'd1', 1]], note: [null, 'a', [5, 'd1', 1]]},
  unknown: {mood: [3, 'a', [5, 'd1', 1]]},
  conflicts: [],
  warnings: [{field: 'code', code: 'unknown_code'}],
}

const edit = {
  id: 'b',
  n: 2,
  study: 's',
  kind: 'activity',
  rec: 'r',
  op: 'put',
  set: {code: 'tour'},
  saw: {code: 'a'},
  stamp: [9, 'd1', 2],
}

test('a record nobody knows has no view', () => {
  assert.equal(viewOf(null, []), null)
})

test('a record is seen as the server has it, without what was cleared', () => {
  const view = viewOf(base, [])

  assert.deepEqual(view.fields, {code: 'travel', mood: 3})
  assert.deepEqual(view.seen, {code: 'a', note: 'a', mood: 'a'})
  assert.deepEqual(view.warnings, base.warnings)
  assert.equal(view.rev, 7)
  assert.equal(view.parent, 'day-1')
  assert.equal(view.pending, 0)
})

test('what waits lies over what the server has', () => {
  const view = viewOf(base, [edit])

  assert.equal(view.fields.code, 'tour')
  assert.equal(view.seen.code, 'b')
  assert.equal(view.revisions, 2)
  assert.equal(view.pending, 1)
  assert.equal(view.study, 's')
})

test('an edit the server knows to be beaten is shown as a conflict before it is sent', () => {
  const since = {...base, f: {code: ['meeting', 'x', [50, 'd2', 1]]}}

  const view = viewOf(since, [edit])

  assert.equal(view.fields.code, 'meeting')
  assert.deepEqual(
    view.conflicts.map(({field, value}) => [field, value]),
    [['code', 'tour']],
  )
})

test('a record made offline is all there', () => {
  const create = {...edit, set: {day: 'day-9', code: 'tour'}, saw: {}}
  const note = {
    ...edit,
    id: 'c',
    n: 3,
    set: {note: 'n'},
    saw: {note: null},
    stamp: [12, 'd1', 3],
  }

  const view = viewOf(null, [create, note])

  assert.deepEqual(view.fields, {day: 'day-9', code: 'tour', note: 'n'})
  assert.equal(view.parent, 'day-9')
  assert.equal(view.rev, 0)
  assert.equal(view.created_at, 9)
  assert.equal(view.created_by, null)
  assert.equal(view.pending, 2)
})

test('a deletion tells what a restoration will have seen', () => {
  const gone = viewOf(base, [
    {...edit, op: 'del', set: undefined, saw: {deleted: null}},
  ])
  const back = viewOf(base, [
    {...edit, op: 'del', set: undefined, saw: {deleted: null}},
    {
      ...edit,
      id: 'c',
      op: 'restore',
      saw: {deleted: gone.seen.deleted},
      stamp: [3, 'd1', 3],
    },
  ])

  assert.equal(gone.deleted, true)
  assert.equal(gone.seen.deleted, 'b')
  assert.equal(back.deleted, false)
})
