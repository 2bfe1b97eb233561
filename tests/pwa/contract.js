import {readFileSync} from 'node:fs'

/** What stands in `tests/contract/<name>.json`. */
export function contract(name) {
  const file = new URL(`../contract/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}
