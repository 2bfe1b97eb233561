/** Fields for free text that point at names while they are typed. They never refuse any. */
import {AreaField, TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {NameWarning} from './later.js'

/** @import {Book} from '../types.d.ts' */
/** @typedef {import('../ui/field.js').TextProps & {book: Book, rows?: number}} GuardedProps */

/** @param {unknown} Field */
const guarded =
  (Field) =>
  (/** @type {GuardedProps} */ {book, ...props}) =>
    html`<div class="stack" data-tight>
      <${Field} ...${props} />
      <${NameWarning} book=${book} text=${props.value} onInput=${props.onInput} />
    </div>`

export const GuardedArea = guarded(AreaField)
export const GuardedText = guarded(TextField)
