// node tests/pwa/write-catalogues.js: adds messages that are new, drops those out of use.
import {readFileSync, writeFileSync} from 'node:fs'
import {LANGUAGES} from '../../pwa/ui/language.js'
import {messagesInUse} from './messages.js'

const inUse = [...messagesInUse().keys()].sort()
for (const tag of Object.keys(LANGUAGES).filter((known) => known !== 'en')) {
  const file = new URL(`../../pwa/languages/${tag}.json`, import.meta.url)
  const words = JSON.parse(readFileSync(file, 'utf8'))
  const rows = inUse.map((message) => [message, words[message] ?? ''])
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`)
  const open = rows.filter(([, said]) => !said)
  console.log(`${tag}: ${rows.length} messages, ${open.length} without words`)
}
