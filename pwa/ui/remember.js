/** The colours and the language of this browser. Nothing else may be told here: it lies open on the disk. */

/** @param {string} name @param {string} otherwise */
export function remembered(name, otherwise) {
  try {
    return localStorage.getItem(`shadowlog:${name}`) ?? otherwise
  } catch {
    return otherwise
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(`shadowlog:${name}`, value)
  } catch {
    // Storage can be refused; the choice then lasts as long as the page.
  }
}
