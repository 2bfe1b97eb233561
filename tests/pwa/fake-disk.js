/**
 * A disk of a phone: as much of IndexedDB as the app uses, kept in memory.
 *
 * A transaction is over as soon as nothing is asked of it any more, as in a browser; what it
 * wrote is there at once or not at all. The page can be killed at any moment, and whoever
 * holds the phone can write what he likes.
 */

const later = (job) => setImmediate(job)
const {setTimeout: wait} = globalThis

/** As long as anything a page has begun may take to come to the disk. */
const DYING_MS = 40

class Request {
  result = undefined
  error = null

  succeed(result) {
    this.result = result
    this.onsuccess?.({target: this})
  }

  fail(error) {
    this.error = error
    this.onerror?.({target: this, preventDefault() {}})
  }
}

class KeyRange {
  static upperBound(upper) {
    return Object.assign(new KeyRange(), {upper})
  }
}

const isIn = (key, range) =>
  range instanceof KeyRange ? key <= range.upper : key === range
const byKey = ([a], [b]) => (a < b ? -1 : Number(a > b))

class Store {
  constructor(tx, {rows, keyPath}) {
    Object.assign(this, {tx, rows, keyPath})
  }

  ask(answer) {
    return this.tx.ask(answer)
  }

  sorted() {
    return [...this.rows].sort(byKey)
  }

  get(key) {
    return this.ask(() => structuredClone(this.rows.get(key)))
  }

  getAll() {
    return this.ask(() => this.sorted().map(([, row]) => structuredClone(row)))
  }

  getAllKeys() {
    return this.ask(() => this.sorted().map(([key]) => key))
  }

  count() {
    return this.ask(() => this.rows.size)
  }

  put(row) {
    const copy = structuredClone(row)
    return this.ask(() => void this.rows.set(copy[this.keyPath], copy))
  }

  add(row) {
    const copy = structuredClone(row)
    return this.ask(() => {
      if (this.rows.has(copy[this.keyPath])) {
        throw new DOMException('there already', 'ConstraintError')
      }
      this.rows.set(copy[this.keyPath], copy)
    })
  }

  delete(range) {
    return this.ask(() => {
      for (const key of [...this.rows.keys()]) {
        if (isIn(key, range)) this.rows.delete(key)
      }
    })
  }

  clear() {
    return this.ask(() => this.rows.clear())
  }

  createIndex() {}

  index(name) {
    const marked = () => this.sorted().filter(([, row]) => row[name] !== undefined)
    return {
      getAll: () => this.ask(() => marked().map(([, row]) => structuredClone(row))),
    }
  }
}

class Transaction {
  asked = []
  state = 'waiting'
  error = null

  constructor(connection, names, mode) {
    Object.assign(this, {connection, mode})
    this.copy = new Map()
    const begin = () => {
      if (this.state !== 'waiting') return
      for (const name of names) this.copy.set(name, connection.data.copyOf(name))
      this.state = 'running'
      later(() => this.next())
    }
    connection.data.inTurn(this, begin)
  }

  objectStore(name) {
    const {data} = this.connection
    const {keyPath} = data.tables.get(name)
    const copy = this.copy
    const rows = () => copy.get(name)
    const late = {
      get rows() {
        return rows()
      },
      keyPath,
    }
    return Object.defineProperty(new Store(this, {keyPath}), 'rows', {
      get: () => late.rows,
    })
  }

  ask(answer) {
    if (this.state === 'over') {
      throw new DOMException(
        'nothing was asked for too long',
        'TransactionInactiveError',
      )
    }
    const request = new Request()
    this.asked.push({request, answer})
    return request
  }

  next() {
    if (this.state !== 'running' || this.connection.killed) return
    const step = this.asked.shift()
    if (!step) return this.commit()
    try {
      step.request.succeed(step.answer())
    } catch (error) {
      this.error = error
      step.request.fail(error)
      this.abort()
      return
    }
    later(() => this.next())
  }

  commit() {
    const {data, disk} = this.connection
    const writes = this.mode === 'readwrite'
    if (writes && disk.failures > 0) {
      disk.failures -= 1
      this.error = new DOMException('disk full', 'QuotaExceededError')
      return this.abort()
    }
    this.state = 'over'
    for (const [name, rows] of this.copy) data.tables.get(name).rows = rows
    data.leave(this)
    // Killed in between, it is written although nobody was told.
    later(() => this.tell(writes && disk.lateFailures > 0))
  }

  tell(asLost) {
    if (this.connection.killed) return
    if (!asLost) return this.oncomplete?.()
    this.connection.disk.lateFailures -= 1
    this.error = new DOMException('gone', 'UnknownError')
    this.onabort?.()
  }

  abort() {
    if (this.state === 'over') throw new DOMException('over', 'InvalidStateError')
    this.state = 'over'
    this.connection.data.leave(this)
    later(() => this.onabort?.())
  }
}

/** One database; its transactions take turns. */
class Data {
  version = 0
  tables = new Map()
  line = []

  copyOf(name) {
    return new Map(this.tables.get(name).rows)
  }

  inTurn(tx, begin) {
    this.line.push({tx, begin})
    if (this.line.length === 1) later(begin)
  }

  leave(tx) {
    const first = this.line[0]?.tx === tx
    this.line = this.line.filter((one) => one.tx !== tx)
    if (first && this.line[0]) later(this.line[0].begin)
  }
}

class Connection {
  open = true
  killed = false

  constructor(data, disk) {
    Object.assign(this, {data, disk})
  }

  createObjectStore(name, {keyPath}) {
    this.data.tables.set(name, {keyPath, rows: new Map()})
    return {createIndex() {}}
  }

  deleteObjectStore(name) {
    this.data.tables.delete(name)
  }

  transaction(names, mode) {
    if (this.killed) return {objectStore: () => new Proxy({}, {get: () => () => ({})})}
    if (!this.open) throw new DOMException('closed', 'InvalidStateError')
    return new Transaction(this, [names].flat(), mode)
  }

  close() {
    this.open = false
  }
}

export class FakeDisk {
  laid = new Map()
  connections = []
  timers = []
  dead = false
  /** how many of the next writes to lose */
  failures = 0
  /** how many of the next writes to make, and to call lost */
  lateFailures = 0

  /** Makes this the disk of whatever is imported afterwards. */
  install() {
    Object.assign(globalThis, {indexedDB: this, IDBKeyRange: KeyRange})
    globalThis.setTimeout = (...args) => {
      if (this.dead) return 0
      const timer = wait(...args)
      this.timers.push(timer)
      return timer
    }
    globalThis.navigator ??= {}
    globalThis.addEventListener ??= () => {}
    globalThis.removeEventListener ??= () => {}
    return this
  }

  open(name, version) {
    const request = new Request()
    if (this.dead) return request
    later(() => {
      if (this.dead) return
      const data = this.laid.get(name) ?? new Data()
      const connection = new Connection(data, this)
      this.connections.push(connection)
      const from = data.version
      const to = version ?? Math.max(1, from)
      if (from < to) {
        let aborted = false
        request.result = connection
        request.transaction = {
          abort() {
            aborted = true
          },
        }
        request.onupgradeneeded?.({oldVersion: from, target: request})
        if (aborted) return request.fail(new DOMException('aborted', 'AbortError'))
        data.version = to
      }
      this.laid.set(name, data)
      request.succeed(connection)
    })
    return request
  }

  async databases() {
    return [...this.laid.keys()].map((name) => ({name}))
  }

  deleteDatabase(name) {
    const request = new Request()
    later(() => {
      this.laid.delete(name)
      request.succeed(undefined)
    })
    return request
  }

  /**
   * Ends the page in the middle of whatever it does: nothing it asked is answered any more,
   * no timer of its goes off, and what it still asks before it notices goes nowhere.
   */
  async kill() {
    this.dead = true
    for (const connection of this.connections) {
      connection.killed = true
      connection.data.line = []
    }
    this.connections = []
    for (const timer of this.timers) clearTimeout(timer)
    this.timers = []
    await new Promise((resolve) => wait(resolve, DYING_MS))
    this.dead = false
  }

  /** The rows of a table, to look at and to meddle with. */
  rows(name, table) {
    return this.laid.get(name)?.tables.get(table)?.rows
  }

  /** All that lies there, as text to search. */
  text() {
    const bytes = (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value
    const all = [...this.laid].map(([name, {tables}]) => [
      name,
      [...tables].map(([table, {rows}]) => [table, [...rows]]),
    ])
    return JSON.stringify(all, bytes)
  }
}
