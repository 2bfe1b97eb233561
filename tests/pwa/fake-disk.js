/**
 * A disk of a phone: as much of IndexedDB as the app uses, kept in memory.
 *
 * A transaction is over as soon as nothing is asked of it any more, as in a browser; what it
 * wrote is there at once or not at all. The page can be killed at any moment, and whoever
 * holds the phone can write what he likes.
 */

const later = (job) => setImmediate(job)

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

  constructor(connection, names) {
    this.connection = connection
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
    if (this.state !== 'running' || !this.connection.open) return
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
    this.state = 'over'
    const {data} = this.connection
    for (const [name, rows] of this.copy) data.tables.get(name).rows = rows
    data.leave(this)
    this.oncomplete?.()
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

  constructor(data) {
    this.data = data
  }

  createObjectStore(name, {keyPath}) {
    this.data.tables.set(name, {keyPath, rows: new Map()})
    return {createIndex() {}}
  }

  deleteObjectStore(name) {
    this.data.tables.delete(name)
  }

  transaction(names) {
    if (!this.open) throw new DOMException('closed', 'InvalidStateError')
    return new Transaction(this, [names].flat())
  }

  close() {
    this.open = false
  }
}

export class FakeDisk {
  databases = new Map()
  connections = []
  /** transactions to lose before they are written */
  failures = 0

  /** Makes this the disk of whatever is imported afterwards. */
  install() {
    Object.assign(globalThis, {indexedDB: this, IDBKeyRange: KeyRange})
    globalThis.navigator ??= {}
    globalThis.addEventListener ??= () => {}
    globalThis.removeEventListener ??= () => {}
    return this
  }

  open(name, version) {
    const request = new Request()
    later(() => {
      const data = this.databases.get(name) ?? new Data()
      const connection = new Connection(data)
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
      this.databases.set(name, data)
      request.succeed(connection)
    })
    return request
  }

  deleteDatabase(name) {
    const request = new Request()
    later(() => {
      this.databases.delete(name)
      request.succeed(undefined)
    })
    return request
  }

  /** Ends the page in the middle of whatever it does: nobody is told anything any more. */
  kill() {
    for (const connection of this.connections) {
      connection.open = false
      connection.data.line = []
    }
    this.connections = []
  }

  /** The rows of a table, to look at and to meddle with. */
  rows(name, table) {
    return this.databases.get(name)?.tables.get(table)?.rows
  }

  /** All that lies there, as text to search. */
  text() {
    const bytes = (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value
    const all = [...this.databases].map(([name, {tables}]) => [
      name,
      [...tables].map(([table, {rows}]) => [table, [...rows]]),
    ])
    return JSON.stringify(all, bytes)
  }

  copy() {
    const {databases} = this
    return structuredClone(
      new Map(
        [...databases].map(([name, {version, tables}]) => [name, {version, tables}]),
      ),
    )
  }
}
