/** Lengths of stretches of time: union, difference, sum. Ends are exclusive, ms throughout. */

/** @typedef {[from: number, to: number]} Span */

/**
 * Stretches that have a length; one that ends before it starts has none.
 *
 * @param {ReadonlyArray<Span>} spans
 * @returns {Span[]}
 */
export function clip(spans) {
  return spans.filter(([from, to]) => to > from)
}

/**
 * @param {ReadonlyArray<Span>} spans
 * @returns {Span[]} in order, none touching another
 */
export function union(spans) {
  const sorted = clip(spans).sort((a, b) => a[0] - b[0])
  /** @type {Span[]} */
  const joined = []
  for (const [from, to] of sorted) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/**
 * What is left of some stretches when others are taken out.
 *
 * @param {ReadonlyArray<Span>} spans
 * @param {ReadonlyArray<Span>} holes
 * @returns {Span[]}
 */
export function without(spans, holes) {
  let left = union(spans)
  for (const [from, to] of union(holes)) {
    left = left.flatMap(([a, b]) =>
      clip([
        [a, Math.min(b, from)],
        [Math.max(a, to), b],
      ]),
    )
  }
  return left
}

/**
 * @param {ReadonlyArray<Span>} spans that do not overlap
 * @returns {number}
 */
export function lengthOf(spans) {
  return spans.reduce((sum, [from, to]) => sum + (to - from), 0)
}
