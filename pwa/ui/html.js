/** The one template tag: htm bound to Preact's element maker, in the language of the screen. */
import htm from '../vendor/htm.js'
import {h} from '../vendor/preact.js'
import {translator} from './language.js'

const build = htm.bind(h)

/**
 * @param {TemplateStringsArray} statics
 * @param {...unknown} values
 */
export function html(statics, ...values) {
  const worn = translator.value
  if (!worn) return build(statics, ...values)
  const template = worn.template(statics)
  return build(template.statics, ...template.order.map((n) => values[n]))
}
