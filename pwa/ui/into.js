/** Takes what is typed or chosen into a signal. */

/** @template T @param {{value: T}} signal @returns {(value: T) => void} */
export const into = (signal) => (value) => {
  signal.value = value
}
