/** The rows of the grid: every cell in reach of the keyboard, and what was understood below. */
import {useEffect, useRef} from '../vendor/hooks.js'
import {CELLS, emptyRow, isEmpty} from '../domain/paper.js'
import {html} from '../ui/html.js'
import {clockTime} from '../ui/format.js'
import {t, texts, tr} from '../ui/language.js'

/** @import {Cell, Fault, Read, Row} from '../domain/paper.js' */

/** @type {Record<Cell, string>} */
const NAMES = texts({
  time: 'Time',
  code: 'Code',
  end: 'End',
  persons: 'With whom',
  place: 'Place',
  source: 'Source',
  words: 'Words',
})
/** What the server takes of each. @type {Record<Cell, number>} */
const MOST = {
  time: 8,
  code: 120,
  end: 8,
  persons: 400,
  place: 120,
  source: 200,
  words: 3500,
}
const TIMES = new Set(['time', 'end'])

/**
 * @param {{rows: ReadonlyArray<Read>, onRows: (rows: Row[]) => void}} props
 */
export function PaperRows({rows, onRows}) {
  const place = useRef(/** @type {HTMLElement | null} */ (null))
  /** Where to go once the row is there. */
  const wanted = useRef('')
  useEffect(() => {
    if (!wanted.current) return
    focus(wanted.current)
    wanted.current = ''
  })
  const plain = rows.map(({row}) => row)

  /** @param {string} cell */
  function focus(cell) {
    const found = place.current?.querySelector(`[data-cell="${cell}"]`)
    if (!(found instanceof HTMLInputElement)) return false
    found.focus()
    found.select()
    return true
  }

  /** @param {number} at @param {Cell} cell @param {string} text */
  function put(at, cell, text) {
    const next = plain.map((row, i) => (i === at ? {...row, [cell]: text} : row))
    const last = next.at(-1)
    onRows(last && !isEmpty(last) ? [...next, emptyRow()] : next)
  }

  /** @param {number} at @param {number} column */
  function goTo(at, column) {
    const [row, to] =
      column >= CELLS.length
        ? [at + 1, 0]
        : column < 0
          ? [at - 1, CELLS.length - 1]
          : [at, column]
    if (row < 0) return
    if (!focus(`${row}-${to}`) && row >= plain.length) {
      wanted.current = `${row}-${to}`
      onRows([...plain, emptyRow()])
    }
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    const field = event.target
    if (!(field instanceof HTMLInputElement)) return
    const [at = 0, column = 0] = (field.dataset['cell'] ?? '').split('-').map(Number)
    const {selectionStart: from, selectionEnd: to, value} = field
    const moves = /** @type {Record<string, () => boolean | void>} */ ({
      Enter: () => goTo(at, column + (event.shiftKey ? -1 : 1)),
      ArrowDown: () => goTo(at + 1, column),
      ArrowUp: () => goTo(at - 1, column),
      // Within a word they move in it.
      ArrowRight: () => (to === value.length ? goTo(at, column + 1) : true),
      ArrowLeft: () => (from === 0 ? goTo(at, column - 1) : true),
    })
    const same = event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)
    if (same) {
      event.preventDefault()
      put(at, 'code', plain[at - 1]?.code ?? '')
      return
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    const move = moves[event.key]
    if (move && move() !== true) event.preventDefault()
  }

  return html`<div class="paper-grid" ref=${place} onKeyDown=${keys}>
    <p class="paper-names small" aria-hidden="true">
      <span></span>
      ${CELLS.map((cell) => html`<span key=${cell}>${tr(NAMES[cell])}</span>`)}
    </p>
    <ol role="list" aria-label="Rows">
      ${rows.map(
        (read, i) =>
          html`<${PaperRow}
            key=${i}
            at=${i}
            read=${read}
            onInput=${(/** @type {Cell} */ cell, /** @type {string} */ text) =>
              put(i, cell, text)}
          />`,
      )}
    </ol>
  </div>`
}

/** @param {{at: number, read: Read, onInput: (cell: Cell, text: string) => void}} props */
function PaperRow({at, read, onInput}) {
  const {row, faults} = read
  const id = `paper-row-${at}`
  const says = understood(read)
  const of = (/** @type {Cell} */ cell) => faults.some((fault) => fault.cell === cell)
  return html`<li>
    <div class="paper-row">
      <span class="quiet figures" aria-hidden="true">${at + 1}</span>
      ${CELLS.map(
        (cell, column) =>
          html`<input
            key=${cell}
            class="input"
            data-cell=${`${at}-${column}`}
            data-of=${cell}
            aria-label=${t`${tr(NAMES[cell])}, row ${at + 1}`}
            aria-invalid=${of(cell) ? 'true' : undefined}
            aria-describedby=${says || faults.length ? id : undefined}
            placeholder=${tr(NAMES[cell])}
            autocomplete="off"
            autocapitalize="none"
            spellcheck=${cell === 'words'}
            enterkeyhint="next"
            inputmode=${TIMES.has(cell) ? 'decimal' : undefined}
            maxlength=${MOST[cell]}
            dir="auto"
            value=${row[cell]}
            onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) =>
              onInput(cell, event.currentTarget.value)}
          />`,
      )}
    </div>
    ${
      (says || faults.length > 0) &&
      html`<p class="small paper-says" id=${id}>
        <bdi class="quiet">${says}</bdi>
        ${faults.map(
          (fault) =>
            html` <span class="tag" data-tone="warn" key=${fault.cell + fault.what}
              ><bdi>${faultWords(fault)}</bdi></span
            >`,
        )}
      </p>`
    }
  </li>`
}

/** What a row was taken for. @param {Read} read */
function understood({at, end, endSource, code, gap, place, source, isStretch, row}) {
  if (!at) return ''
  const time = (/** @type {{ms: number, utcoff: number}} */ {ms, utcoff}) =>
    clockTime(ms, utcoff)
  const until = isStretch && (end ? `–${time(end)}` : '–')
  const what =
    code?.label ??
    (gap && t`Not observed: ${gap.label}`) ??
    (isStretch ? row.code.trim() : !row.source.trim() && t`Jotting`)
  const inferred = isStretch && end && endSource !== 'from_paper'
  return [
    `${time(at)}${until || ''}`,
    what,
    place?.label,
    source && t`Source: ${source.label}`,
    inferred &&
      (endSource === 'day_end' ? t`to the end of the day` : t`to the next row`),
    at.isNextDate && t`after midnight`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** @param {Fault} fault */
function faultWords({cell, what, among = []}) {
  const name = tr(NAMES[cell])
  switch (what) {
    case 'no_time':
      return t`No time yet`
    case 'time':
      return t`${name}: type it as 9:05`
    case 'skipped':
      return t`That night the clock left this time out`
    case 'order':
      return t`Earlier than the row above`
    case 'unknown':
      return t`${name}: not in the codebook, kept as words`
    case 'several':
      return t`${name}: which? ${among.slice(0, 4).join(', ')}`
    case 'end_before':
      return t`Ends before it starts`
    case 'overlap':
      return t`Ends after the next row begins`
  }
}
