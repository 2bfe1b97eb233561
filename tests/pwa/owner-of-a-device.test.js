import assert from 'node:assert/strict'
import {test} from 'node:test'
import {ownerIn, putBase} from '../../pwa/store/memory.js'
import {Pocket, STUDY} from './pocket.js'

test('a device belongs to whoever made records on it', () => {
  const {memory} = new Pocket()
  const record = (rec, device, account) => ({
    study: STUDY,
    record: {rec, device, created_by: account, parent: null},
  })
  putBase(memory, [record('r1', 'd_ben', 'ben'), record('r2', 'd_old', null)])

  assert.equal(ownerIn(memory, 'd_ben'), 'ben')
  assert.equal(ownerIn(memory, 'd_old'), null)
  assert.equal(ownerIn(memory, 'd_unseen'), null)
})
