import assert from 'node:assert/strict'
import {test} from 'node:test'
import {recordsIn} from '../../pwa/store/memory.js'
import {act, checkDay, checkStruck, told} from './chance.js'
import {Pocket, seeded} from './pocket.js'

const SEEDS = 100
const STEPS = 60

test('whatever is tapped and undone, no day is in a state that cannot be', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seeded(seed)
    const pocket = new Pocket()
    pocket.startDay()
    for (let step = 0; step < STEPS; step++) {
      const name = random() < 0.25 ? `undo ${pocket.undo()}` : act(pocket, random)
      const [state, all] = [pocket.state(), recordsIn(pocket.memory, pocket.day)]
      checkDay(state, all, `seed ${seed}, step ${step}, ${name}`)
      checkStruck(state, `seed ${seed}, step ${step}, ${name}`)
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
