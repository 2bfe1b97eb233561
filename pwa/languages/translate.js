/**
 * Shows in another language what the sources say in English.
 *
 * A message is a text as it is written, with {0}, {1}, … where values stand: a run of text
 * between two tags of a template, an attribute people read, or what `t` was given. The
 * catalogue gives for each message the same in its language; its values may change places.
 */

/** @typedef {Record<string, string>} Catalogue message → its words in the language */
/** @typedef {{statics: TemplateStringsArray, order: number[]}} Template */
/** @typedef {ReturnType<typeof translating>} Translator */

/**
 * @typedef {{raw: string} | {hole: number} | Message} Piece of a template
 * @typedef {{message: string, holes: number[], before: string, after: string}} Message
 */

/** Attributes and properties whose value is read by people; `name` is read by programs. */
export const SHOWN = new Set([
  'about',
  'alt',
  'aria-label',
  'caption',
  'closeName',
  'empty',
  'hint',
  'label',
  'legend',
  'placeholder',
  'skip',
  'title',
  'verb',
])

/**
 * @param {string} tag BCP 47
 * @param {Catalogue} words
 */
export function translating(tag, words) {
  /** @type {WeakMap<ReadonlyArray<string>, Template>} */
  const templates = new WeakMap()
  const word = (/** @type {string} */ text) => words[text] ?? text
  return {
    tag,
    word,

    /** @param {ReadonlyArray<string>} statics @param {ReadonlyArray<unknown>} values */
    text(statics, values) {
      const said = word(messageOf(statics))
      return said.replaceAll(/\{(\d+)\}/g, (_, n) => String(values[n]))
    },

    /** The same object for the same template, as htm wants it. @param {TemplateStringsArray} statics */
    template(statics) {
      const known = templates.get(statics) ?? translated(piecesOf(statics), word)
      templates.set(statics, known)
      return known
    },
  }
}

/** @param {ReadonlyArray<string>} statics */
export const messageOf = (statics) =>
  statics
    .map((chunk, n) => (n ? `{${n - 1}}${chunk}` : chunk))
    .join('')
    .replaceAll(/\s+/g, ' ')

/**
 * A template in pieces, in its order: what is markup, where values stand, and messages.
 *
 * @param {ReadonlyArray<string>} statics
 * @returns {Piece[]}
 */
export function piecesOf(statics) {
  /** @type {Piece[]} */
  const pieces = []
  /** @type {(string | number)[]} */
  let run = []
  let inTag = false
  let quote = ''
  const raw = (/** @type {string} */ text) => pieces.push({raw: text})
  const endRun = () => {
    pieces.push(...runOf(run))
    run = []
  }
  statics.forEach((chunk, n) => {
    if (n > 0 && inTag) pieces.push({hole: n - 1})
    else if (n > 0) run.push(n - 1)
    let rest = chunk
    while (rest) {
      if (!inTag) {
        const [text = ''] = /^[^<]*/.exec(rest) ?? []
        if (text) run.push(text)
        rest = rest.slice(text.length)
        if (rest) endRun()
        inTag = rest !== ''
      } else if (quote) {
        const end = rest.indexOf(quote) + 1 || rest.length
        raw(rest.slice(0, end))
        if (rest[end - 1] === quote) quote = ''
        rest = rest.slice(end)
      } else {
        const [text = '', name = '', value = '', open = '', close = ''] =
          /^[^"'>]*?(?:([\w-]+)="([^"]*)"|(["'])|(>)|$)/.exec(rest) ?? []
        if (SHOWN.has(name) && hasWords(value)) {
          raw(text.slice(0, -value.length - 1))
          pieces.push({message: value, holes: [], before: '', after: '"'})
        } else raw(text)
        quote = open
        if (close) inTag = false
        rest = rest.slice(text.length)
      }
    }
  })
  endRun()
  return pieces
}

/**
 * What stands between two tags, as htm reads it: line ends at its edges are no content.
 *
 * @param {(string | number)[]} run texts, and the numbers of values
 * @returns {Piece[]}
 */
function runOf(run) {
  const parts = run.map((part) =>
    typeof part === 'string' ? part.replaceAll(/^\s*\n\s*|\s*\n\s*$/g, '') : part,
  )
  if (!parts.some((part) => typeof part === 'string' && hasWords(part)))
    return parts.map((part) => (typeof part === 'string' ? {raw: part} : {hole: part}))
  const holes = parts.filter((part) => typeof part === 'number')
  const whole = parts
    .map((part) => (typeof part === 'string' ? part : `{${holes.indexOf(part)}}`))
    .join('')
  const message = whole.trim().replaceAll(/\s+/g, ' ')
  const before = whole.slice(0, whole.length - whole.trimStart().length)
  const after = whole.slice(whole.trimEnd().length)
  return [{message, holes, before, after}]
}

/** @param {string} text */
const hasWords = (text) => /\p{L}/u.test(text)

/**
 * @param {Piece[]} pieces
 * @param {(message: string) => string} word
 * @returns {Template}
 */
function translated(pieces, word) {
  const statics = ['']
  /** @type {number[]} */
  const order = []
  const add = (/** @type {string} */ text) => {
    statics.push((statics.pop() ?? '') + text)
  }
  const leave = (/** @type {number} */ hole) => {
    order.push(hole)
    statics.push('')
  }
  for (const piece of pieces) {
    if ('raw' in piece) add(piece.raw)
    else if ('hole' in piece) leave(piece.hole)
    else {
      const {message, holes, before, after} = piece
      add(before)
      word(message)
        .split(/\{(\d+)\}/)
        .forEach((part, n) => (n % 2 ? leave(holes[Number(part)] ?? 0) : add(part)))
      add(after)
    }
  }
  return {statics: Object.assign(statics, {raw: statics}), order}
}
