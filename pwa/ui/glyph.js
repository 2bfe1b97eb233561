/** Small pictures: the mark of a code (colour and shape, so neither is needed alone) and the icons. */
import {html} from './html.js'

const SHAPES = [
  'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13z',
  'M2 2h12v12H2z',
  'M8 1.2 15.2 14.4H.8z',
  'M8 .6 15.4 8 8 15.4.6 8z',
  'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM8 5a3 3 0 1 0 0 6a3 3 0 0 0 0-6z',
  'M1 2h14v4.5H1zM1 9.5h14V14H1z',
  'M5.5 1h5v4.5H15v5h-4.5V15h-5v-4.5H1v-5h4.5z',
]

/**
 * Colour and shape of the code at this place of its codebook.
 *
 * @param {number} place in its dimension
 * @param {string | null | undefined} colour the codebook's own choice, `c1` …
 */
export function lookOf(place, colour) {
  const chosen = /^c(\d+)$/.exec(colour ?? '')
  return {
    accent: ((chosen ? Number(chosen[1]) - 1 : place) % 8) + 1,
    shape: place % SHAPES.length,
  }
}

/** @param {{place: number, colour?: string | null | undefined}} props place −1 for no code */
export function CodeGlyph({place, colour}) {
  const {accent, shape} = place < 0 ? {accent: 8, shape: 0} : lookOf(place, colour)
  return html`<svg
    class="glyph"
    data-accent=${accent}
    viewBox="0 0 16 16"
    aria-hidden="true"
  >
    <path
      fill=${place < 0 ? 'none' : 'currentColor'}
      stroke=${place < 0 ? 'currentColor' : 'none'}
      stroke-width="1.5"
      fill-rule="evenodd"
      d=${SHAPES[shape]}
    />
  </svg>`
}

const ICONS = {
  today: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5l3.5 2',
  studies: 'M4 5h7v15H4zM11 5h4v15h-4M15.5 5.6l3.6-.8 2.3 14.6-3.6.7',
  reports: 'M4 20h16M6.5 16v-5M12 16V5M17.5 16v-8',
  settings: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4',
  back: 'M14.5 5 8 12l6.5 7',
  close: 'M6 6l12 12M18 6 6 18',
  kept: 'M5 12.5 10 17.5 19.5 7',
  waiting: 'M12 19V6M6.5 11 12 5.5 17.5 11',
  alone:
    'M4 4l16 16M7 17h10.5a3.5 3.5 0 0 0 .6-6.9A6 6 0 0 0 9 7.6M6.5 10A3.6 3.6 0 0 0 7 17',
  warn: 'M12 4 21.5 20h-19zM12 10v4.5M12 17v.5',
  next: 'M9.5 5 16 12l-6.5 7',
  plus: 'M12 5v14M5 12h14',
  pin: 'M9 4h6l-1 6 3 4H7l3-4zM12 14v7',
  lock: 'M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.5v2',
}

/** @param {{name: keyof typeof ICONS, size?: number}} props */
export function Icon({name, size = 22}) {
  return html`<svg
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d=${ICONS[name]} />
  </svg>`
}

/** The mark of the product: an upright figure and the shadow that tells its time. @param {{size?: number}} props */
export function Mark({size = 28}) {
  return html`<svg width=${size} height=${size} viewBox="0 0 64 64" aria-hidden="true">
    <rect width="64" height="64" rx="15" fill="#1b2230" />
    <g fill="#56688d" transform="rotate(68 22 47)">
      <rect x="17" y="21" width="10" height="31" rx="5" />
      <circle cx="22" cy="12.5" r="5.2" />
    </g>
    <path
      d="M35.6 20.4L37.7 15.8M45.7 27.3L49.2 23.8"
      stroke="#93a6cb"
      stroke-width="3.2"
      stroke-linecap="round"
    />
    <g fill="#f3b84a">
      <rect x="16.5" y="21" width="11" height="31" rx="5.5" />
      <circle cx="22" cy="12.5" r="5.5" />
    </g>
  </svg>`
}
