/** The one template tag: htm bound to Preact's element maker. */
import htm from '../vendor/htm.js'
import {h} from '../vendor/preact.js'

export const html = htm.bind(h)
