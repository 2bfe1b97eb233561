// Keeps the app's own files so that it starts without a network; never any data.
//
// The server writes the version and the list from the files it serves. Each file is
// fetched with its hash: a hotel's login page answering 200 in its place is refused,
// and the version that works stays.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

const CACHE = 'shell-{{version}}'
/** @type {[url: string, integrity: string][]} */
const SHELL = [/* {{shell}} */]

worker.addEventListener('install', (event) => {
  event.waitUntil(fill())
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOlderShells(), worker.clients.claim()]))
})

worker.addEventListener('fetch', (event) => {
  const {request} = event
  const {origin, pathname} = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  // Records never enter this cache: their only place on a phone is the store.
  if (pathname.startsWith('/api/')) return
  if (request.mode !== 'navigate' && !pathname.startsWith('/static/')) return
  event.respondWith(fromShell(request))
})

// The new shell waits until the observer agrees: swapping code in the middle of a
// meeting could lose what is being typed.
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') worker.skipWaiting()
})

/** All of the shell or none of it. */
async function fill() {
  const files = await Promise.all(
    SHELL.map(async ([url, integrity]) => {
      return {url, response: await fetched(url, integrity)}
    }),
  )
  const cache = await caches.open(CACHE)
  await Promise.all(files.map(({url, response}) => cache.put(url, response)))
}

/**
 * An address with the version in it means one content for ever, and the page has just
 * loaded it: the copy the browser holds will do, unless its hash says that it is wrong.
 *
 * @param {string} url
 * @param {string} integrity
 */
async function fetched(url, integrity) {
  if (url.startsWith('/static/')) {
    const held = await fetch(url, {integrity}).catch(() => null)
    if (held?.ok) return held
  }
  const response = await fetch(url, {integrity, cache: 'reload'})
  if (!response.ok) throw new Error(`${response.status} for ${url}`)
  return response
}

/** @param {Request} request */
async function fromShell(request) {
  const cache = await caches.open(CACHE)
  const wanted = request.mode === 'navigate' ? '/' : request
  return (await cache.match(wanted, {ignoreVary: true})) ?? fetch(request)
}

/** Older shells go only once this one is complete and in charge. */
async function dropOlderShells() {
  const names = await caches.keys()
  const older = names.filter((name) => name.startsWith('shell-') && name !== CACHE)
  await Promise.all(older.map((name) => caches.delete(name)))
}
