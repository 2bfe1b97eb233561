/** No word typed anywhere is for the browser to remember. */
import assert from 'node:assert/strict'
import {readFile, readdir} from 'node:fs/promises'
import test from 'node:test'

const root = new URL('../../pwa/', import.meta.url)
/** Of the account, not of a study: a password manager should know them. */
const ALLOWED = new Set([
  'off',
  'username',
  'current-password',
  'new-password',
  'one-time-code',
])

async function sources() {
  const files = await readdir(root, {recursive: true})
  const scripts = files.filter((file) => /^(screens|ui)\/.*\.js$/.test(file))
  return Promise.all(
    scripts.map(async (path) => ({
      path,
      text: await readFile(new URL(path, root), 'utf8'),
    })),
  )
}

test('every field written out by hand says that it is not to be remembered', async () => {
  const open = []
  for (const {path, text} of await sources()) {
    for (const [tag] of text.matchAll(/<(input|textarea|select)\b[^]*?(?:\/>|\n\s*>)/g))
      if (!/autocomplete=/.test(tag)) open.push(`${path}: ${tag.slice(0, 60)}`)
  }

  assert.deepEqual(open, [])
})

test('only logins, passwords and codes may be remembered', async () => {
  const others = []
  for (const {path, text} of await sources()) {
    for (const [, value] of text.matchAll(/\bautocomplete="([^"]*)"/g))
      if (!ALLOWED.has(value)) others.push(`${path}: ${value}`)
  }

  assert.deepEqual(others, [])
})

test('the open storage of the browser is told its colours and language, nothing else', async () => {
  const tellers = []
  for (const {path, text} of await sources())
    if (/\b(localStorage|sessionStorage|remember(ed)?\()/.test(text)) tellers.push(path)

  assert.deepEqual(tellers.sort(), ['ui/language.js', 'ui/remember.js', 'ui/theme.js'])
})
