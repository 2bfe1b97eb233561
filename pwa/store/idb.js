/**
 * A database connection that survives what phones do to connections.
 *
 * WebKit hands out handles that are dead after the app was in the background, and can hang
 * a transaction for minutes; Chromium closes a connection whose disk went away. So every
 * transaction has a watchdog, a handle that failed is dropped, and the work is tried once
 * more on a fresh one.
 */

/** @typedef {Record<string, IDBObjectStore>} Stores */

/**
 * @typedef {object} Database
 * @property {<T>(stores: ReadonlyArray<string>, work: (s: Stores) => T | Promise<T>) => Promise<T>} read
 * @property {<T>(stores: ReadonlyArray<string>, work: (s: Stores) => T | Promise<T>) => Promise<T>} write
 *   resolves once the transaction is on disk, not before; `work` may run twice
 * @property {() => void} close
 */

const PATIENCE = 3_000
/** Reading a whole study takes a while on an old phone and endangers nothing. */
const READING_PATIENCE = 20_000
const DEAD = new Set([
  'InvalidStateError',
  'UnknownError',
  'AbortError',
  'TimeoutError',
])

/** The phone could not keep what was captured. */
export class NotSaved extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super('This is not saved on the phone yet.', {cause})
    this.name = 'NotSaved'
  }
}

/**
 * @param {string} name
 * @param {number} version
 * @param {(db: IDBDatabase, from: number) => void} upgrade only ever adds
 * @param {(event: {dataLoss: string}) => void} [onMade] called when the database was empty
 * @returns {Database}
 */
export function database(name, version, upgrade, onMade = () => {}) {
  /** @type {Promise<IDBDatabase> | null} */
  let connection = null

  function drop() {
    const dropped = connection
    connection = null
    dropped?.then((db) => db.close()).catch(() => {})
  }

  function connect() {
    connection ??= opened(name, version, upgrade, onMade).then((db) => {
      db.onclose = drop
      // Another tab brings a newer layout: stand aside, or it waits for ever.
      db.onversionchange = drop
      return db
    })
    return connection
  }

  /**
   * @template T
   * @param {ReadonlyArray<string>} stores
   * @param {IDBTransactionMode} mode
   * @param {(s: Stores) => T | Promise<T>} work
   * @returns {Promise<T>}
   */
  async function run(stores, mode, work) {
    try {
      return await transact(await connect(), stores, mode, work)
    } catch (error) {
      drop()
      if (!isDead(error)) throw error
      return transact(await connect(), stores, mode, work)
    }
  }

  return {
    read: (stores, work) => run(stores, 'readonly', work),
    write: (stores, work) => run(stores, 'readwrite', work),
    close: drop,
  }
}

/**
 * A request as a promise, to be waited for inside a transaction.
 *
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function ask(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/**
 * Takes a whole database off the phone: a vault that was wiped, or what an older version
 * wrote in clear, once it lies in a vault.
 *
 * @param {string} name
 * @returns {Promise<void>}
 */
export function removeDatabase(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

/**
 * Not found out by opening it: the disk would remember the name, and whose it is.
 *
 * @param {string} name
 * @returns {Promise<boolean>}
 */
export async function isThere(name) {
  const known = await indexedDB.databases()
  return known.some((each) => each.name === name)
}

/** Asks the browser not to clear this phone's storage when space runs short. */
export async function askToPersist() {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false
}

/**
 * @param {string} name
 * @param {number | undefined} version none: as it is
 * @param {(db: IDBDatabase, from: number) => void} upgrade
 * @param {(event: {dataLoss: string}) => void} onMade
 * @returns {Promise<IDBDatabase>}
 */
function opened(name, version, upgrade, onMade) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    let late = false
    const watchdog = setTimeout(() => {
      late = true
      reject(timedOut())
    }, PATIENCE)
    request.onupgradeneeded = (event) => {
      upgrade(request.result, event.oldVersion)
      // Chromium wipes a damaged database and says so here, once.
      const {dataLoss = 'none'} = /** @type {{dataLoss?: string}} */ (
        /** @type {unknown} */ (event)
      )
      if (event.oldVersion === 0) onMade({dataLoss})
    }
    request.onerror = () => {
      clearTimeout(watchdog)
      // A newer app in another tab has added to the layout; what this one knows is there.
      if (request.error?.name !== 'VersionError') reject(request.error)
      else resolve(opened(name, undefined, upgrade, onMade))
    }
    request.onsuccess = () => {
      clearTimeout(watchdog)
      if (late) request.result.close()
      else resolve(request.result)
    }
  })
}

/**
 * @template T
 * @param {IDBDatabase} db
 * @param {ReadonlyArray<string>} names
 * @param {IDBTransactionMode} mode
 * @param {(s: Stores) => T | Promise<T>} work
 * @returns {Promise<T>}
 */
function transact(db, names, mode, work) {
  return new Promise((resolve, reject) => {
    const tx = db.transaction([...names], mode, {durability: 'strict'})
    /** @type {unknown} */
    let failure = null
    /** @type {T} */
    let result
    const abort = () => {
      try {
        tx.abort()
      } catch {
        // Already over: oncomplete or onabort has the last word.
      }
    }
    const watchdog = setTimeout(
      () => {
        abort()
        reject(timedOut())
      },
      mode === 'readonly' ? READING_PATIENCE : PATIENCE,
    )
    tx.oncomplete = () => {
      clearTimeout(watchdog)
      resolve(result)
    }
    tx.onabort = () => {
      clearTimeout(watchdog)
      reject(tx.error ?? failure ?? new DOMException('aborted', 'AbortError'))
    }
    const stores = Object.fromEntries(names.map((name) => [name, tx.objectStore(name)]))
    Promise.resolve(stores)
      .then(work)
      .then(
        (value) => {
          result = value
        },
        (error) => {
          failure = error
          abort()
        },
      )
  })
}

/**
 * @param {unknown} error
 * @returns {boolean}
 */
function isDead(error) {
  return error instanceof DOMException && DEAD.has(error.name)
}

function timedOut() {
  return new DOMException('The database did not answer in time.', 'TimeoutError')
}
