/** A modal sheet: titled, closed by Esc or its button, the focus goes back where it came from. */
import {useId, useLayoutEffect, useRef} from '../vendor/hooks.js'
import {html} from './html.js'
import {Alarm} from './alarm.js'
import {Icon} from './glyph.js'
import {t} from './language.js'

/** @import {Child} from '../vendor/preact.js' */

const TABBED = 'a,button,input,select,textarea,summary'

/**
 * @param {{
 *   title: Child,
 *   onClose: () => void,
 *   onSubmit?: () => void,
 *   foot?: Child,
 *   closeName?: string,
 *   children?: Child,
 * }} props
 */
export function Sheet({
  title,
  onClose,
  onSubmit,
  foot,
  closeName = t`Close`,
  children,
}) {
  const id = useId()
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null))

  useLayoutEffect(() => {
    const dialog = ref.current
    const from = document.activeElement
    dialog?.showModal()
    // The first in the order of the page would be the heading.
    const wished = dialog?.querySelector('.sheet-body [autofocus]')
    if (wished instanceof HTMLElement) wished.focus()
    // Large text makes it scroll: without anything to tab to, a keyboard could not.
    const body = dialog?.querySelector('.sheet-body')
    if (body instanceof HTMLElement && !body.querySelector(TABBED)) body.tabIndex = 0
    return () => {
      dialog?.close()
      if (from instanceof HTMLElement && from.isConnected) from.focus()
    }
  }, [])

  const inside = html`
    <${Alarm} />
    <div class="sheet-body">${children}</div>
    ${foot && html`<div class="sheet-foot">${foot}</div>`}
  `
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    onSubmit?.()
  }
  return html`<dialog
    ref=${ref}
    class="sheet"
    aria-labelledby=${id}
    onCancel=${(/** @type {Event} */ event) => {
      event.preventDefault()
      onClose()
    }}
    onClick=${(/** @type {MouseEvent} */ event) => {
      if (event.target === ref.current) onClose()
    }}
  >
    <div class="sheet-head">
      <h2 id=${id} tabindex="-1" autofocus>${title}</h2>
      <button
        type="button"
        class="button"
        data-plain
        aria-label=${closeName}
        onClick=${onClose}
      >
        <${Icon} name="close" />
      </button>
    </div>
    ${onSubmit ? html`<form novalidate onSubmit=${submit}>${inside}</form>` : inside}
  </dialog>`
}
