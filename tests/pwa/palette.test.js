import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'

const tokens = readFileSync(
  new URL('../../pwa/styles/tokens.css', import.meta.url),
  'utf8',
)
const SCHEMES = ['light', 'dark']
const GROUNDS = ['surface', 'ground', 'raised']
const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `accent-${n}`)
/** Machado, Oliveira and Fernandes 2009, at full severity, for linear RGB. */
const EYES = {
  'colour vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}
/** In Lab; about 2 is the least that can be seen side by side. */
const APART = 10
/** Of graphics against what they stand on: WCAG 2.2, 1.4.11. */
const CONTRAST = 3

for (const scheme of SCHEMES) {
  for (const [eye, matrix] of Object.entries(EYES)) {
    test(`with ${eye} every two colours of the ${scheme} palette differ`, () => {
      const seen = COLOURS.map((name) =>
        lab(through(matrix, linear(hex(name, scheme)))),
      )

      for (const [i, one] of seen.entries()) {
        for (const [j, other] of seen.slice(0, i).entries()) {
          const apart = Math.hypot(...one.map((value, k) => value - other[k]))
          assert.ok(apart >= APART, `${COLOURS[i]}, ${COLOURS[j]}: ${apart.toFixed(1)}`)
        }
      }
    })
  }

  test(`every colour of the ${scheme} palette stands out from what it lies on`, () => {
    for (const name of COLOURS) {
      for (const ground of GROUNDS) {
        const found = contrast(hex(name, scheme), hex(ground, scheme))
        assert.ok(found >= CONTRAST, `${name} on ${ground}: ${found.toFixed(2)}`)
      }
    }
  })
}

function hex(name, scheme) {
  const pair = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(
    tokens,
  )
  return pair[1 + SCHEMES.indexOf(scheme)]
}

function linear(colour) {
  return [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
}

function through(matrix, rgb) {
  return matrix
    .map((row) => row.reduce((sum, weight, k) => sum + weight * rgb[k], 0))
    .map((c) => Math.min(1, Math.max(0, c)))
}

function lab([r, g, b]) {
  const root = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const [x, y, z] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
  ].map(root)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function contrast(one, other) {
  const [light, dark] = [one, other]
    .map((colour) => lab(linear(colour))[0])
    .map((l) => (l > 8 ? ((l + 16) / 116) ** 3 : l / 903.3))
    .sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}
