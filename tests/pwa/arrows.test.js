import assert from 'node:assert/strict'
import {readFile, readdir} from 'node:fs/promises'
import {test} from 'node:test'

const root = new URL('../../pwa/', import.meta.url)
const stairs = ['domain', 'languages', 'ui', 'store', 'sync', 'screens']

async function modules(folder = '.') {
  const files = await readdir(new URL(folder, root), {recursive: true})
  const scripts = files.filter((file) => file.endsWith('.js'))
  const paths = scripts.map((file) => (folder === '.' ? file : `${folder}/${file}`))
  return paths.filter((path) => !path.startsWith('vendor/'))
}

/** A module's code without its comments. */
async function codeOf(path) {
  const source = await readFile(new URL(path, root), 'utf8')
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
}

async function filesWith(pattern, paths) {
  const found = []
  for (const path of paths) if (pattern.test(await codeOf(path))) found.push(path)
  return found
}

for (const [height, folder] of stairs.entries()) {
  test(`${folder}/ imports only what stands below it`, async () => {
    const above = stairs.slice(height + 1).join('|')
    const climbs = new RegExp(`from '\\.\\./(${above || 'nothing'})/`)

    assert.deepEqual(await filesWith(climbs, await modules(folder)), [])
  })
}

test('only sync/api.js talks to the server; the catalogue of a language is a file of the app', async () => {
  const pages = (await modules()).filter((path) => path !== 'sw.js')

  assert.deepEqual((await filesWith(/\bfetch\(/, pages)).sort(), [
    'sync/api.js',
    'ui/language.js',
  ])
})

test('the database is opened in store/ only', async () => {
  const openers = await filesWith(/\bindexedDB\b/, await modules())

  assert.deepEqual(openers, ['store/idb.js'])
})

test('domain/ knows no page, no clock and no chance of its own', async () => {
  const impure = /\b(document|window|localStorage)\b|\bDate\.now\(|Math\.random\(/

  assert.deepEqual(await filesWith(impure, await modules('domain')), [])
})

test('no text is ever read as HTML', async () => {
  const markup = /\.(innerHTML|outerHTML|insertAdjacentHTML)\b|dangerouslySet/

  assert.deepEqual(await filesWith(markup, await modules()), [])
})
