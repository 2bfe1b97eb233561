/** Capture while locked: numbered buttons that tell nobody anything, each tap sealed at once. */
import {useEffect, useLayoutEffect} from '../vendor/hooks.js'
import {signal, useSignal} from '../vendor/signals.js'
import {now as momentOf} from '../domain/instants.js'
import {phoneClock} from '../store/clock.js'
import {countLocked, putLocked} from '../store/inbox.js'
import {notSaved} from '../ui/alarm.js'
import {announce} from '../ui/announce.js'
import {clockTime, elapsed} from '../ui/format.js'
import {Icon} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {present} from '../ui/ticking.js'
import {bounced} from './acting.js'

/** @import {LockedEvent} from '../store/inbox.js' */
/** @import {Vault} from '../store/vaults.js' */

const PLACES = 12
const RETRY_MS = 5_000
/** By the kind of the event. */
const ACTS = texts({
  mark: 'Mark',
  step_out: 'Step out',
  back: 'Back',
  end: 'End activity',
})

/** Taps on their way to the disk, in the order in which they were made. */
const queue = /** @type {{vault: Vault, event: LockedEvent, name: string}[]} */ ([])
const last = signal(/** @type {{wall: number, kept: string | null} | null} */ (null))
const count = signal(0)
/** @type {Promise<void> | null} */
let writing = null
/** @type {ReturnType<typeof setTimeout> | undefined} */
let again

/** @param {Vault} vault @param {Omit<LockedEvent, 'at'>} what @param {string} name */
function tap(vault, what, name) {
  const at = momentOf(phoneClock)
  // A mark too many can be undone; a thumb that bounces on the rest changes what runs.
  if (what.t !== 'mark' && bounced(name)) return false
  queue.push({vault, event: {...what, at}, name})
  last.value = {wall: at.wall, kept: null}
  void writeAll()
  return true
}

/** One after the other: a later tap must not overtake one that is still on its way. */
function writeAll() {
  writing ??= writeEach().finally(() => {
    writing = null
  })
  return writing
}

async function writeEach() {
  clearTimeout(again)
  for (let next = queue[0]; next; next = queue[0]) {
    const {vault, event, name} = next
    try {
      await putLocked(vault, event)
    } catch (error) {
      console.error(error)
      notSaved.value = {text: '', retry: allTapsKept}
      again = setTimeout(writeAll, RETRY_MS)
      return
    }
    queue.shift()
    count.value += 1
    const {wall, utcoff} = event.at
    last.value = {
      wall: last.peek()?.wall ?? wall,
      kept: queue.length ? null : clockTime(wall, utcoff, true),
    }
    announce(t`Kept: ${name}`)
  }
  notSaved.value = null
}

/** @returns {Promise<boolean>} false while a tap is in memory only */
export async function allTapsKept() {
  if (queue.length) await writeAll()
  return queue.length === 0
}

/** @param {{vault: Vault}} props */
export function Pad({vault}) {
  const pressed = useSignal('')
  const press = (
    /** @type {Omit<LockedEvent, 'at'>} */ what,
    /** @type {string} */ name,
  ) => {
    if (tap(vault, what, name)) pressed.value = name
  }
  useEffect(() => {
    countLocked(vault.vault)
      .then((n) => {
        count.value = n
      })
      .catch(console.error)
  }, [vault.vault])
  // Not after the first paint: who sees the buttons may press their keys.
  useLayoutEffect(() => {
    const typed = (/** @type {KeyboardEvent} */ event) => {
      const digit = /^[1-9]$/.test(event.key) && Number(event.key)
      if (!digit || event.ctrlKey || event.altKey || event.metaKey) return
      if (event.target instanceof HTMLInputElement || event.repeat) return
      press({t: 'code', p: digit}, t`Code ${digit}`)
    }
    addEventListener('keydown', typed)
    return () => removeEventListener('keydown', typed)
  }, [vault.vault])
  const button = (
    /** @type {Omit<LockedEvent, 'at'>} */ what,
    /** @type {string} */ name,
    /** @type {string} */ shown = name,
  ) =>
    html`<button
      key=${name}
      type="button"
      class="button"
      aria-label=${name}
      data-pressed=${pressed.value === name && !last.value?.kept}
      data-last=${pressed.value === name}
      onClick=${() => press(what, name)}
    >
      ${shown}
    </button>`
  return html`<section class="pad" aria-label="Capture while locked">
    <${Told} />
    <div class="pad-codes" role="group" aria-label="Codes by their number">
      ${Array.from({length: PLACES}, (_, place) =>
        button({t: 'code', p: place + 1}, t`Code ${place + 1}`, String(place + 1)),
      )}
    </div>
    <div class="pad-acts" role="group" aria-label="Acts">
      ${Object.entries(ACTS).map(([act, name]) =>
        button({t: /** @type {keyof typeof ACTS} */ (act)}, tr(name)),
      )}
    </div>
  </section>`
}

/** How long since the last tap, and what is safe: the tick only for what is on disk. */
function Told() {
  const tapped = last.value
  const wall = tapped ? present.value - tapped.wall : 0
  return html`<p class="pad-told">
    <span class="pad-clock" role="timer">
      ${tapped ? elapsed(Math.max(0, wall)) : '–:––'}
    </span>
    <span class="quiet small">${count.value} captured while locked</span>
    <span class="kept">
      ${
        tapped?.kept &&
        html`<${Icon} name="kept" size=${18} /><span>Kept ${tapped.kept}</span>`
      }
    </span>
  </p>`
}
