import assert from 'node:assert/strict'
import {test} from 'node:test'
import {edit, switchTo} from '../../pwa/domain/capture.js'
import {codesOf, labelOf} from '../../pwa/domain/codebook.js'
import {drafted} from '../../pwa/store/capturing.js'
import {codebookIn} from '../../pwa/store/days.js'
import {Pocket, STUDY} from './pocket.js'

const ROUND = {code: 'x_ward_round', label: 'Ward round'}
const TOUR = {code: 'tour', label: 'Tour'}

test('a code made here is on offer on every day that does not know it', () => {
  const pocket = phone([ROUND])

  const offered = codesOf(codebookIn(pocket.memory, pocket.day))

  assert.deepEqual(
    offered.map(({code, provisional}) => [code, provisional ?? false]),
    [
      ['tour', false],
      ['x_ward_round', true],
    ],
  )
})

test('a day keeps the wording of its version, a retired code too', () => {
  const pocket = phone([])
  pocket.memory.studies = [study({2: [{...TOUR, label: 'Round', retired: true}]}, 2)]

  const codebook = codebookIn(pocket.memory, pocket.day)

  assert.equal(labelOf(codebook, 'activity', 'tour'), 'Tour')
  assert.deepEqual(codesOf(codebook), [TOUR])
})

test('what is written under it carries its words, whichever act wrote it', () => {
  const pocket = phone([ROUND])
  const changes = switchTo(pocket.state(), {code: ROUND.code, at: pocket.at(1)})

  const [op] = written(pocket, changes)

  assert.deepEqual([op.set.code, op.set.code_label], ['x_ward_round', 'Ward round'])
})

test('coded anew, the record lets the words go', () => {
  const pocket = phone([])
  pocket.commit('switch', (state) =>
    withWords(switchTo(state, {code: ROUND.code, at: pocket.at(1)})),
  )
  const {running} = pocket.state()

  const [op] = written(pocket, edit(running, {code: 'tour'}))

  assert.deepEqual([op.set.code, op.set.code_label], ['tour', null])
})

test('the words of another phone’s record are enough to read it', () => {
  const pocket = phone([])
  pocket.commit('switch', (state) =>
    withWords(switchTo(state, {code: ROUND.code, at: pocket.at(1)})),
  )

  const codebook = codebookIn(pocket.memory, pocket.day)

  assert.equal(labelOf(codebook, 'activity', ROUND.code), 'Ward round')
})

/** With a day pinned to version 1, whose only code is the tour. */
function phone(made) {
  const pocket = new Pocket()
  pocket.memory.studies = [study({}, 1)]
  pocket.memory.settings = {made: {[STUDY]: made}}
  pocket.startDay()
  return pocket
}

function study(later, version) {
  const codebooks = Object.entries({1: [TOUR], ...later}).map(([number, codes]) => [
    number,
    {version: Number(number), dimensions: [{name: 'activity', codes}]},
  ])
  return {
    id: STUDY,
    codebook_version: version,
    codebooks: Object.fromEntries(codebooks),
  }
}

function written(pocket, changes) {
  const request = {act: 'switch', day: pocket.day, study: STUDY}
  return drafted(pocket.memory, request, changes).ops
}

function withWords(changes) {
  return changes.map((change) => ({
    ...change,
    set: {...change.set, code_label: ROUND.label},
  }))
}
