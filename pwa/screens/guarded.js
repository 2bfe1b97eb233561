/** Fields for free text that point at names while they are typed. They never refuse any. */
import {AreaField, TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {part} from './loading.js'

const NameWarning = part('NameWarning')

/** @import {Book} from '../types.d.ts' */
/** @typedef {import('../ui/field.js').TextProps & {book: Book, rows?: number}} GuardedProps */

/** Several lines. @param {GuardedProps} props */
export function GuardedArea(props) {
  return guarded(AreaField, props)
}

/** One line. @param {GuardedProps} props */
export function GuardedText(props) {
  return guarded(TextField, props)
}

/** @param {unknown} Field @param {GuardedProps} props */
const guarded = (Field, {book, ...props}) =>
  html`<div class="stack" data-tight>
    <${Field} ...${props} />
    <${NameWarning} book=${book} text=${props.value} onInput=${props.onInput} />
  </div>`
