/** Files made on this device: saved, or handed to the share sheet. */

/** @param {string} name @param {string | Blob} content @param {string} [type] */
export function download(name, content, type = 'text/csv;charset=utf-8') {
  const url = URL.createObjectURL(new Blob([content], {type}))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // Some browsers read the file only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/**
 * Hands a text file to the system's share sheet, or saves it where there is none.
 *
 * @param {string} name
 * @param {string} text
 * @returns {Promise<'shared' | 'saved' | 'cancelled'>}
 */
export async function share(name, text) {
  const file = new File([text], name, {type: 'text/csv'})
  if (navigator.canShare?.({files: [file]})) {
    try {
      await navigator.share({files: [file], title: name})
      return 'shared'
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError')
        return 'cancelled'
    }
  }
  download(name, text)
  return 'saved'
}
