// Finds every text of the app's sources that is shown to people.
import {readdirSync, readFileSync} from 'node:fs'
import {join, relative} from 'node:path'
import {parsers} from 'prettier/plugins/acorn'
import {ENUMERATIONS, KINDS, fieldsOf} from '../../pwa/domain/kinds.js'
import {SHOWN, messageOf, piecesOf} from '../../pwa/languages/translate.js'
import {REFUSALS} from '../../pwa/store/passkey.js'
import {wordsOf} from '../../pwa/ui/format.js'
import {fieldText} from '../../pwa/ui/words.js'

const TEMPLATES = new URL('../../app/codebooks/templates/', import.meta.url)
const PWA = new URL('../../pwa/', import.meta.url).pathname
const SPOKEN = ['screens', 'ui']

/** What is told by a call rather than by a template: its texts are those of these arguments. */
const CALLS = {count: [1, 2], texts: [0]}

/** @returns {{path: string, source: string, tree: object}[]} the modules that put texts on the screen */
export function spokenModules() {
  return SPOKEN.flatMap((folder) =>
    readdirSync(join(PWA, folder))
      .filter((name) => name.endsWith('.js'))
      .map((name) => {
        const path = join(PWA, folder, name)
        const source = readFileSync(path, 'utf8')
        const tree = parsers.acorn.parse(source, {})
        return {path: relative(PWA, path), source, tree}
      }),
  )
}

/**
 * @returns {Map<string, Set<string>>} message → the modules that show it
 */
export function messagesInUse() {
  const found = new Map()
  const note = (message, path) => {
    found.set(message, (found.get(message) ?? new Set()).add(path))
  }
  for (const {path, tree} of spokenModules()) {
    walk(tree, (node) => {
      for (const message of messagesIn(node)) note(message, path)
    })
  }
  for (const message of derived()) note(message, 'domain/kinds.js')
  for (const status of Object.keys(ENUMERATIONS.day_status))
    note(status, 'screens/today.js')
  for (const message of Object.values(REFUSALS)) note(message, 'screens/unlock.js')
  for (const message of dimensions()) note(message, 'ui/format.js')
  for (const slug of PROBLEMS) note(`/problems/${slug}`, 'ui/problem.js')
  return found
}

/** What the server refuses for a reason its type tells well enough: said in other words. */
export const PROBLEMS = [
  'already-a-member',
  'client-too-old',
  'database-unavailable',
  'device-revoked',
  'internal-error',
  'invitation-unusable',
  'last-pi',
  'login-taken',
  'not-found',
  'not-signed-in',
  'nothing-to-publish',
  'observer-code-taken',
  'passkey-known',
  'passkey-refused',
  'passkeys-impossible',
  'pseudonym-taken',
  'reauthentication-needed',
  'reset-unusable',
  'second-factor-needed',
  'second-factor-required',
  'setup-link-unusable',
  'too-many-passkeys',
  'too-many-requests',
  'too-slow',
  'totp-enrolled',
  'wrong-login-or-password',
]

/** The names of fields, and the words of the fixed lists. */
function* derived() {
  for (const words of Object.values(ENUMERATIONS)) yield* Object.values(words)
  for (const kind of Object.keys(KINDS)) {
    for (const {name} of fieldsOf(kind)) yield fieldText(name)
  }
}

/** What the dimensions of the ready codebooks are called. */
function* dimensions() {
  for (const name of readdirSync(TEMPLATES)) {
    const {dimensions} = JSON.parse(readFileSync(new URL(name, TEMPLATES), 'utf8'))
    for (const dimension of dimensions) yield wordsOf(dimension.name)
  }
}

/** What a node shows of itself; its children show their own. */
function messagesIn(node) {
  if (node.type === 'TaggedTemplateExpression') {
    const statics = node.quasi.quasis.map(({value}) => value.cooked)
    if (node.tag.name === 't') return [messageOf(statics)]
    if (node.tag.name === 'html') {
      return piecesOf(statics).flatMap((piece) =>
        'message' in piece ? [piece.message] : [],
      )
    }
  }
  const places = node.type === 'CallExpression' ? callOf(node) : null
  if (!places) return []
  const args = node.arguments.filter((_, n) => places.includes(n))
  const texts = args.flatMap(literalsIn)
  if (node.callee.name !== 'count') return texts
  const [one, many = `${one}s`] = texts
  return one ? [one, many] : []
}

/** The strings among the values of a table, not its keys, nor what a choice stands for. */
function literalsIn(node) {
  const found = []
  walk(node, (inner, key) => {
    if (inner.type === 'Property' && inner.key.name === 'value') return false
    if (inner.type === 'Literal' && typeof inner.value === 'string' && key !== 'key') {
      if (/\p{L}/u.test(inner.value)) found.push(inner.value)
    }
    return true
  })
  return found
}

/** @param {(node: object, key: string, above: object[]) => boolean | void} visit false: not below */
export function walk(node, visit, key = '', above = []) {
  if (!node || typeof node.type !== 'string') return
  if (visit(node, key, above) === false) return
  for (const [name, value] of Object.entries(node)) {
    const children = Array.isArray(value) ? value : [value]
    for (const child of children) {
      if (child && typeof child === 'object') walk(child, visit, name, [...above, node])
    }
  }
}

// Keys of the keyboard, which are compared and never shown.
const KEYS =
  /^(Arrow(Up|Down|Left|Right)|Escape|Enter|Home|End|Page(Up|Down)|Tab|Shift|Delete|Backspace)$/
// What is called the same in every language.
const NAMES = /^(Shadowlog|English|Deutsch)$/
const PROSE = /^[A-Z][a-z]|[a-z]{2,},? [a-z]{2,}/
// The name of an act, with what it was done to: `edit:source`.
const ACT = /^[a-z_]+:\S/
const SILENT_CALLS =
  /^(Error|TypeError|RangeError|replace|part|later|laterSheet|draft|console|querySelector|querySelectorAll|closest|matches|getElementById|addEventListener|setAttribute|import)$/

/**
 * Strings that read like prose and pass by the catalogue.
 *
 * @returns {string[]} `path:line: text`
 */
export function bypassing() {
  const found = []
  for (const {path, source, tree} of spokenModules()) {
    walk(tree, (node, key, above) => {
      if (isSilent(node, key, above.at(-1))) return false
      const texts = node.tag?.name === 'html' ? attributesOf(node) : []
      if (key !== 'quasi') texts.push(textOf(node))
      for (const text of texts) {
        if (
          PROSE.test(text) &&
          !KEYS.test(text) &&
          !NAMES.test(text) &&
          !ACT.test(text)
        )
          found.push(
            `${path}:${source.slice(0, node.start).split('\n').length}: ${text.replaceAll(/\s+/g, ' ')}`,
          )
      }
      return true
    })
  }
  return found
}

/** Words in attributes and properties of a template that are not looked up. */
function attributesOf(node) {
  const statics = node.quasi.quasis.map(({value}) => value.cooked).join('…')
  return [...statics.matchAll(/\s([\w-]+)="([^"]*)"/g)]
    .filter(([, name]) => name !== 'class' && !SHOWN.has(name))
    .map(([, , value]) => value)
}

function textOf(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateLiteral') return ''
  return node.quasis.map(({value}) => value.cooked).join('…')
}

/** Whether no text in it is shown, or all of it comes from the catalogue. */
function isSilent(node, key, parent) {
  if (/^(Import|Export(All|Named))/.test(node.type) && node.source) return true
  if (node.type === 'BinaryExpression') return /^[!=]==$/.test(node.operator)
  if (key === 'key') return true
  if (/Literal$/.test(node.type) && (parent.id ?? parent.key)?.name === 'act')
    return true // Acts are stored as they are written.
  if (!/^(Call|New)Expression$/.test(node.type)) return false
  const {callee} = node
  const name = callee.type === 'MemberExpression' ? callee.property.name : callee.name
  return (
    callee.object?.name === 'console' ||
    SILENT_CALLS.test(name ?? '') ||
    callOf(node) !== null
  )
}

/** Which arguments of a call are texts that the call itself looks up. */
function callOf(node) {
  const {name} = node.callee
  return Object.hasOwn(CALLS, name ?? '') ? CALLS[name] : null
}
