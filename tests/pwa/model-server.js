/** A server small enough to trust: it keeps the protocol's promises and can be restored. */
import {createHash} from 'node:crypto'
import {canonical} from '../../pwa/sync/digest.js'
import {mergeOp} from '../../pwa/domain/merge.js'

const PAGE = 3

export class ModelServer {
  constructor() {
    this.epoch = 'e_1'
    this.now = 0
    this.seq = 0
    this.records = new Map()
    this.log = new Map()
  }

  backup() {
    return structuredClone({seq: this.seq, records: this.records, log: this.log})
  }

  restore(copy) {
    Object.assign(this, structuredClone(copy))
    this.epoch = `e_${Number(this.epoch.slice(2)) + 1}`
  }

  /** Status and body for a request, as the real one would answer. */
  answer(method, path, body, uid, studies) {
    const url = new URL(path, 'http://phone')
    const frame = {proto: 1, epoch: this.epoch, t1: this.now, t2: this.now}
    switch (url.pathname) {
      case '/api/sync/hello':
        return [200, {...frame, uid, studies: studies.map((id) => ({id}))}]
      case '/api/sync/push':
        return this.push(body, frame)
      case '/api/sync/pull':
        return this.pull(url.searchParams.get('cursor') ?? '', frame)
      case '/api/studies':
        return [200, {items: [], next: null}]
      default:
        return [404, {type: '/problems/not-found'}]
    }
  }

  push({epoch, ops}, frame) {
    if (epoch !== null && epoch !== this.epoch) {
      return [409, {type: '/problems/epoch-changed', epoch: this.epoch}]
    }
    if (ops.some(({set}) => set?.note === 'poison')) {
      return [422, {type: '/problems/invalid-input'}]
    }
    return [200, {...frame, results: ops.map((op) => this.answered(op))}]
  }

  answered(op) {
    const result = this.apply(op)
    return result.status === 'deferred' ? result : {...result, sha256: hashOf(op)}
  }

  apply(op) {
    const known = this.log.get(op.id)
    if (known?.rev) return {id: op.id, status: 'duplicate', ...known}
    if (op.set?.note === 'bad') {
      this.log.set(op.id, {})
      return {id: op.id, status: 'rejected', code: 'invalid', field: 'note'}
    }
    const record = this.records.get(op.rec)
    if (!record && (op.op !== 'put' || op.saw)) return deferred(op)
    const parent = record?.parent ?? op.set?.day ?? null
    if (parent && !this.records.has(parent)) return deferred(op)
    const stamp = this.accepted(op)
    const sawOf = (id, field) => this.log.get(id)?.saw?.[field] ?? null
    const {state} = mergeOp(record?.state ?? null, {...op, stamp}, sawOf)
    const rev = ++this.seq
    this.records.set(op.rec, {rec: op.rec, kind: op.kind, rev, parent, state})
    this.log.set(op.id, {rev, stamp, saw: op.saw ?? {}})
    return {id: op.id, status: 'applied', rev, stamp}
  }

  /** Never ahead of the server's clock, unless above what its author had seen. */
  accepted({stamp: [ms, device, n], saw}) {
    const seen = Object.values(saw ?? {}).map((id) => this.log.get(id)?.stamp?.[0] ?? 0)
    const least = Math.max(this.now, ...seen.map((saw) => saw + 1))
    return [Math.min(ms, least), device, n]
  }

  pull(cursor, frame) {
    const [epoch = this.epoch, q = '0'] = cursor ? cursor.split(':') : []
    if (epoch !== this.epoch || Number(q) > this.seq) {
      return [409, {type: '/problems/epoch-changed', epoch: this.epoch}]
    }
    const rows = [...this.records.values()]
      .filter(({rev}) => rev > Number(q))
      .sort((a, b) => a.rev - b.rev)
    const page = rows.slice(0, PAGE)
    const next = `${this.epoch}:${page.at(-1)?.rev ?? q}`
    const records = page.map(wire)
    return [200, {...frame, from: cursor, next, more: rows.length > PAGE, records}]
  }

  wire() {
    return new Map([...this.records].map(([rec, record]) => [rec, wire(record)]))
  }
}

function wire({rec, kind, rev, parent, state}) {
  const {f, deleted, deletion, conflicts, revisions} = state
  return {rec, kind, rev, parent, f, deleted, deletion, conflicts, revisions}
}

function hashOf({stamp: _, ...op}) {
  return createHash('sha256').update(canonical(op), 'ascii').digest('hex')
}

function deferred(op) {
  return {id: op.id, status: 'deferred', code: 'parent_missing'}
}
