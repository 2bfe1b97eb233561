import assert from 'node:assert/strict'
import {readFile, readdir} from 'node:fs/promises'
import {test} from 'node:test'
import {forget, isSpent, RETENTION_MS} from '../../pwa/store/forget.js'

// No other folder gets hold of a database: arrows.test.js sees to that.
const root = new URL('../../pwa/store/', import.meta.url)
const FREE = ['forget.js']
const DELETES = /deleteDatabase|removeDatabase|deleteObjectStore|\.clear\(|\.delete\(/
// How a database is taken away, and who does it: whoever wipes a vault, and whoever has moved
// into one what an older version wrote in clear.
const WIPES = {
  'idb.js': /(delete|remove)Database/g,
  'vaults.js': /removeDatabase/g,
  'old-log.js': /removeDatabase/g,
}

test('only forget.js takes anything out of a database', async () => {
  const files = await readdir(root, {recursive: true})
  const own = files.filter((file) => file.endsWith('.js'))
  const deleting = []
  for (const file of own.filter((f) => !FREE.includes(f))) {
    const source = await readFile(new URL(file, root), 'utf8')
    if (DELETES.test(source.replaceAll(WIPES[file] ?? /$^/g, ''))) deleting.push(file)
  }

  assert.deepEqual(deleting, [])
})

test('only what the server has had for a month is forgotten', () => {
  const now = 100 * RETENTION_MS
  const long = now - RETENTION_MS - 1
  const entries = ['pending', 'deferred', 'rejected', 'acked', 'landed'].map(
    (state, n) => ({op: {n}, at: 0, state, settledAt: long}),
  )
  const deleted = []

  forget({delete: (n) => deleted.push(n)}, entries, now)

  assert.deepEqual(deleted, [4])
  assert.equal(isSpent({...entries[4], settledAt: now - 1000}, now), false)
})
