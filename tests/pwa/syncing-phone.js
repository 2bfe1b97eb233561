/** A phone that syncs: the pocket, with sync's side of the book over it. */
import assert from 'node:assert/strict'
import {phoneClock} from '../../pwa/store/clock.js'
import {batchIn, putBase, putEntries, waitingIn} from '../../pwa/store/memory.js'
import {paged, requeued, retried, settled} from '../../pwa/store/receipts.js'
import {effects} from '../../pwa/sync/effects.js'
import {reduce, START} from '../../pwa/sync/reducer.js'
import {Pocket} from './pocket.js'

globalThis.document = {visibilityState: 'visible'}
Object.defineProperty(globalThis, 'navigator', {
  value: {onLine: true},
  configurable: true,
})

export class SyncingPhone extends Pocket {
  constructor(device, skew) {
    super(device, skew)
    this.uid = device
    this.device = device
    this.landed = []
    this.made = new Set()
    this.state_ = {...START}
    this.perform = effects(this)
    this.waiting = {peek: () => waitingIn(this.memory)}
    this.studies = {peek: () => []}
  }

  get epoch() {
    return this.memory.head.epoch
  }

  commit(...args) {
    const before = this.memory.head.n
    const made = super.commit(...args)
    for (const {op} of this.memory.entries.values()) {
      if (op.n > before) this.made.add(op.id)
    }
    return made
  }

  setting(name) {
    return this.memory.settings[name]
  }

  async set(name, value) {
    this.memory.settings = {...this.memory.settings, [name]: value}
  }

  batch(limits) {
    return batchIn(this.memory, limits)
  }

  put(entries) {
    this.landed.push(...entries.filter(({state}) => state === 'landed'))
    putEntries(this.memory, entries)
  }

  async settle(results, epoch) {
    const {head} = this.memory
    this.memory.head = {...head, epoch: head.epoch ?? epoch}
    this.put(settled(this.memory, results, this.now))
  }

  async applyPage(study, page) {
    if (page.from !== this.cursor(study)) return false
    const {base, entries} = paged(this.memory, study, page)
    putBase(this.memory, base)
    this.put(entries)
    this.memory.head = {...this.memory.head, cursors: {[study]: page.next}}
    return true
  }

  cursor(study) {
    return this.memory.head.cursors[study] ?? ''
  }

  async newEpoch(epoch) {
    const entries = requeued(this.memory, this.landed)
    this.landed = []
    this.memory.base = new Map()
    this.memory.head = {...this.memory.head, epoch, cursors: {}}
    putEntries(this.memory, entries)
    const ordered = [...this.memory.entries].sort(([a], [b]) => a - b)
    this.memory.entries = new Map(ordered)
  }

  async retryRefused() {
    putEntries(this.memory, retried(this.memory))
  }

  clockSamples() {
    const {boot} = phoneClock
    return [{boot, mono: phoneClock.mono(), wall: Date.now(), off: 0, unc: 5}]
  }

  days = () => []
  study = () => null
  putStudies = async () => {}
  note = async () => {}

  /** One run, up to where it would wait for a timer; what it would wait for. */
  async sync(why) {
    const [state, todo] = reduce(this.state_, {type: 'trigger', why, now: Date.now()})
    this.state_ = state
    const queue = [...todo]
    let last = null
    for (let i = 0; queue.length > 0; i++) {
      assert.ok(i < 5_000, 'a run does not come to an end')
      const effect = queue.shift()
      if (effect.do === 'timer' || effect.do === 'done') {
        last = effect
        continue
      }
      const event = await this.perform(effect)
      if (!event) continue
      const [next, more] = reduce(this.state_, event)
      this.state_ = next
      queue.push(...more)
    }
    assert.equal(this.state_.step, 'idle')
    return last
  }
}
