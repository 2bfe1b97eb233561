/** The day on a line of time: lanes, gaps and marks, each to be opened; boundaries to be moved. */
import {useRef} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {boundsOf, mostZoom, placed, snapped, ticksOf} from '../domain/timeline.js'
import {clockTime} from '../ui/format.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {keyOf, Proposal, useBoundary} from './boundary.js'
import {Legend} from './strip-legend.js'
import {StripItem} from './strip-item.js'
import {useZoom} from './strip-zoom.js'

/** @import {Book, Codebook, DayState, RecordView} from '../types.d.ts' */
/** @import {Edge} from '../domain/retime.js' */
/** @import {Bounds, Track} from '../domain/timeline.js' */
/** @import {Boundary} from './boundary.js' */

const MINUTE = 60_000
/** Height of one row, in rem. @type {Record<Track, number>} */
const HEIGHTS = {primary: 3, secondary: 2, gap: 2, point: 1.75}
/** @type {Track[]} */
const TRACKS = ['primary', 'secondary', 'gap', 'point']
/** The part of the line a fingertip needs, on a phone and on a wide screen. */
const TIP = {narrow: 0.06, wide: 0.025}
const WIDE_PX = 900

/**
 * @param {{
 *   book: Book, state: DayState, codebook: Codebook | null, nowMs: number,
 *   fixed: boolean, onOpen: (view: RecordView) => void,
 * }} props `fixed`: nothing can be moved
 */
export function DayStrip({book, state, codebook, nowMs, fixed, onOpen}) {
  const bounds = boundsOf(state, nowMs)
  if (!bounds) return null
  return html`<${Strip}
    book=${book}
    state=${state}
    codebook=${codebook}
    nowMs=${nowMs}
    fixed=${fixed}
    bounds=${bounds}
    onOpen=${onOpen}
  />`
}

/** @param {Parameters<typeof DayStrip>[0] & {bounds: Bounds}} props */
function Strip({book, state, codebook, nowMs, fixed, bounds, onOpen}) {
  const zoom = useZoom(mostZoom(bounds))
  const boundary = useBoundary(book, state, codebook, nowMs)
  const gripping = useSignal(false)
  const current = useSignal('')
  const board = useRef(/** @type {HTMLDivElement | null} */ (null))
  const tip = innerWidth > WIDE_PX ? TIP.wide : TIP.narrow
  const {items, rows} = placed(state, bounds, zoom.level, tip)
  const tops = topsOf(rows)
  const percent = (/** @type {number} */ ms) =>
    `${(((ms - bounds.from) / (bounds.to - bounds.from)) * 100).toFixed(4)}%`
  const chosen = items.find(({view}) => view.rec === current.value) ?? items[0]

  /** @param {number} index */
  const focus = (index) => {
    const item = items[Math.min(items.length - 1, Math.max(0, index))]
    if (!item) return
    current.value = item.view.rec
    const button = board.current?.querySelector(`[data-rec="${item.view.rec}"]`)
    if (button instanceof HTMLElement) button.focus()
  }
  /** @param {string} rec @param {number} ms by how much its start is moved */
  const shift = (rec, ms) => {
    const edge = boundary.edges.find(({after}) => after.rec === rec)
    if (fixed)
      boundary.say(t`The day is locked. Set it back to reviewed to change anything.`)
    else if (!edge)
      boundary.say(
        t`It begins where no other activity ends: open it to correct its start.`,
      )
    else boundary.move(edge, placeOf(boundary, edge) + ms)
  }
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const {key, altKey, shiftKey, ctrlKey, metaKey} = event
    if (ctrlKey || metaKey) return
    const at = chosen ? items.indexOf(chosen) : 0
    const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0
    /** @type {Record<string, () => void>} */
    const keys = {
      Home: () => focus(0),
      End: () => focus(items.length - 1),
      PageUp: () => zoom.pan(-0.8),
      PageDown: () => zoom.pan(0.8),
      '+': zoom.closer,
      '=': zoom.closer,
      '-': zoom.farther,
      0: zoom.whole,
      ...(boundary.pending
        ? {Escape: boundary.drop, Enter: () => void boundary.keep()}
        : {}),
    }
    const done =
      step && altKey
        ? () => chosen && shift(chosen.view.rec, step * (shiftKey ? 5 : 1) * MINUTE)
        : step
          ? () => focus(at + step)
          : altKey
            ? undefined
            : keys[key]
    if (!done) return
    event.preventDefault()
    done()
  }
  const shown = spansMoved(boundary)
  return html`<section class="strip" aria-label="Timeline">
    <div class="row" data-noprint>
      <button
        type="button"
        class="button"
        aria-label="Zoom out"
        onClick=${zoom.farther}
      >
        −
      </button>
      <button type="button" class="button" aria-label="Zoom in" onClick=${zoom.closer}>
        +
      </button>
      <button
        type="button"
        class="button"
        disabled=${zoom.level === 1}
        onClick=${zoom.whole}
      >
        Whole day
      </button>
      ${
        !fixed &&
        boundary.edges.length > 0 &&
        html`<button
          type="button"
          class="button"
          aria-pressed=${gripping.value ? 'true' : 'false'}
          onClick=${() => {
            gripping.value = !gripping.value
            boundary.drop()
          }}
        >
          Move boundaries
        </button>`
      }
    </div>
    <div class="strip-box" ref=${zoom.box}>
      <div
        class="strip-board"
        ref=${board}
        role="listbox"
        aria-orientation="horizontal"
        aria-label="Records in time order"
        aria-describedby="strip-help"
        style=${{width: `${(zoom.level * 100).toFixed(2)}%`}}
        onKeyDown=${onKeyDown}
      >
        <div class="strip-lanes" style=${{height: `${tops.end}rem`}}>
          ${items.map((item) => {
            const {view, track, row} = item
            const {from = item.from, to = item.to} = shown.get(view.rec) ?? {}
            const top = tops[track] + row * HEIGHTS[track]
            return html`<${StripItem}
              key=${view.rec}
              view=${view}
              track=${track}
              codebook=${codebook}
              nowMs=${nowMs}
              tabbed=${view === chosen?.view}
              place=${{
                left: percent(from),
                width:
                  track === 'point'
                    ? undefined
                    : `calc(${percent(to)} - ${percent(from)})`,
                top: `${top}rem`,
              }}
              whole=${tops.end}
              onFocus=${() => {
                current.value = view.rec
              }}
              onOpen=${onOpen}
            />`
          })}
          ${
            gripping.value &&
            apart(boundary, (tip * (bounds.to - bounds.from)) / zoom.level).map(
              (edge) =>
                html`<${Grip}
                  key=${keyOf(edge)}
                  edge=${edge}
                  boundary=${boundary}
                  bounds=${bounds}
                  left=${percent(placeOf(boundary, edge))}
                />`,
            )
          }
        </div>
        <div class="strip-scale" aria-hidden="true">
          ${ticksOf(bounds, zoom.level).map(
            (ms) =>
              html`<span key=${ms} style=${{left: percent(ms)}}
                >${clockTime(ms, bounds.utcoff)}</span
              >`,
          )}
        </div>
      </div>
    </div>
    <p id="strip-help" class="unseen">
      Left and right go from record to record, Enter opens one, plus and minus zoom. Alt
      with left or right moves the start of an activity, and the end of the one before,
      by a minute; with Shift by five.
    </p>
    ${
      gripping.value &&
      !boundary.pending &&
      html`<p class="quiet small" data-noprint>
        Drag a grip; zoom in where none is shown. On a keyboard: Alt with left or right.
      </p>`
    }
    <${Proposal} boundary=${boundary} codebook=${codebook} />
    <${Legend} items=${items} />
  </section>`
}

/** @param {Record<Track, number>} rows @returns {Record<Track | 'end', number>} in rem */
function topsOf(rows) {
  let top = 0.25
  const tops = TRACKS.map((track) => {
    const here = [track, top]
    top += rows[track] * HEIGHTS[track] + (rows[track] ? 0.25 : 0)
    return here
  })
  return Object.fromEntries([...tops, ['end', top]])
}

/** @param {Boundary} boundary @param {Edge} edge */
function placeOf({pending}, edge) {
  return pending && keyOf(pending.edge) === keyOf(edge) ? pending.ms : edge.at
}

/** Both neighbours are drawn where they would be. @param {Boundary} boundary @returns {Map<string, {from?: number, to?: number}>} */
function spansMoved({pending}) {
  if (!pending) return new Map()
  const {edge, ms} = pending
  return new Map([
    [edge.before.rec, {to: ms}],
    [edge.after.rec, {from: ms}],
  ])
}

/** @param {Boundary} boundary @param {number} least ms between two grips */
function apart(boundary, least) {
  let last = -Infinity
  return boundary.edges.filter((edge) => {
    const held = boundary.pending && keyOf(boundary.pending.edge) === keyOf(edge)
    if (!held && edge.at - last < least) return false
    last = edge.at
    return true
  })
}

/**
 * Something for a finger or a mouse; the keyboard has Alt with the arrows.
 *
 * @param {{edge: Edge, boundary: Boundary, bounds: Bounds, left: string}} props
 */
function Grip({edge, boundary, bounds, left}) {
  const drag = (/** @type {PointerEvent & {currentTarget: HTMLElement}} */ event) => {
    const grip = event.currentTarget
    const lanes = grip.parentElement?.getBoundingClientRect()
    if (!grip.hasPointerCapture(event.pointerId) || !lanes) return
    const perPixel = (bounds.to - bounds.from) / lanes.width
    const ms = bounds.from + (event.clientX - lanes.left) * perPixel
    boundary.move(edge, snapped(ms, perPixel))
  }
  return html`<span
    class="strip-grip"
    aria-hidden="true"
    style=${{left}}
    onPointerDown=${(
      /** @type {PointerEvent & {currentTarget: HTMLElement}} */ event,
    ) => {
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
    }}
    onPointerMove=${drag}
  ></span>`
}
