/** A question before something that costs; stays open, and says why, when the server refuses. */
import {html} from './html.js'
import {t} from './language.js'
import {Problem} from './problem.js'
import {Sheet} from './sheet.js'

/** @import {Answer} from '../types.d.ts' */
/** @import {Child} from '../vendor/preact.js' */
/** @import {conversation} from './problem.js' */

/**
 * @param {{
 *   title: string, verb: string, otherwise?: string, talk: ReturnType<typeof conversation>,
 *   ask: () => Promise<Answer<any>>, onDone: (body: any) => void, onClose: () => void,
 *   children?: Child,
 * }} props `verb` names the button that does it, `otherwise` the one that does not
 */
export function Confirm({
  title,
  verb,
  otherwise = t`Cancel`,
  talk,
  ask,
  onDone,
  onClose,
  children,
}) {
  const go = async () => {
    const body = await talk.ask(ask)
    if (!body) return
    onClose()
    onDone(body)
  }
  return html`<${Sheet}
    title=${title}
    onClose=${onClose}
    foot=${html`
      <button type="button" class="button" onClick=${onClose}>${otherwise}</button>
      <button
        type="button"
        class="button"
        data-danger
        disabled=${talk.busy.value}
        onClick=${go}
      >
        ${verb}
      </button>
    `}
  >
    ${children}
    <${Problem} talk=${talk} />
  <//>`
}
