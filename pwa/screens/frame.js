/** What surrounds every screen but capture: skip link, name, sync badge, lock, alarms, navigation. */
import {useEffect, useRef} from '../vendor/hooks.js'
import {Badge} from '../ui/badge.js'
import {html} from '../ui/html.js'
import {Icon, Mark} from '../ui/glyph.js'
import {texts, tr} from '../ui/language.js'
import {updateReady, takeUpdate} from '../ui/update.js'
import {Alarms} from './alarms.js'
import {runningDay} from './running-day.js'
import {lock, session} from './session.js'

/** @import {Child} from '../vendor/preact.js' */

/** By the path to them, which is also the name of their icon. */
const PLACES = texts({
  today: 'Today',
  studies: 'Studies',
  reports: 'Reports',
  settings: 'Settings',
})
/** In which place a screen lies. @type {Record<string, string>} */
const WITHIN = {
  day: 'today',
  capture: 'today',
  study: 'studies',
  trail: 'studies',
  sync: 'settings',
  accounts: 'settings',
}

/** @param {{current: string, children?: Child}} props */
export function Frame({current, children}) {
  const now = session.value
  return html`<div class="shell" data-nav=${now ? true : undefined}>
    <${SkipLink} />
    <header class="shell-head">
      <a class="wordmark" href=${now ? '#/today' : '#/welcome'}>
        <${Mark} />
        <span>Shadowlog</span>
      </a>
      ${
        now &&
        html`<${Badge}
          waiting=${now.book.waiting.value}
          status=${now.sync.status.value}
        />`
      }
      ${now && html`<${LockButton} />`}
    </header>
    <main class="shell-main" id="main">
      <${Alarms} />
      <${UpdateNotice} />
      ${children}
    </main>
    ${now && html`<${Places} current=${current} />`}
  </div>`
}

export function LockButton() {
  return html`<button
    type="button"
    class="button lock"
    data-plain
    aria-label="Lock"
    title="Lock"
    onClick=${() => void lock()}
  >
    <${Icon} name=${'lock'} />
  </button>`
}

export function SkipLink() {
  return html`<a
    class="skip"
    href="#main"
    onClick=${(/** @type {Event} */ event) => {
      // The address is the router's: the jump is made by hand.
      event.preventDefault()
      const heading = document.querySelector('main h1')
      if (heading instanceof HTMLElement) heading.focus()
    }}
    >Skip to content</a
  >`
}

/** @param {{current: string}} props */
function Places({current}) {
  return html`<nav class="shell-nav" aria-label="Main">
    <ul role="list">
      ${Object.entries(PLACES).map(([path, name]) => {
        const here = path === (WITHIN[current] ?? current)
        return html`<li key=${path}>
          <a href=${`#/${path}`} aria-current=${here ? 'page' : undefined}>
            <${Icon} name=${path} /><span>${tr(name)}</span>
          </a>
        </li>`
      })}
    </ul>
  </nav>`
}

/** Swapping the app in the middle of a day could cost what is being typed: it waits until nothing runs. */
function UpdateNotice() {
  const now = session.value
  // Read so that the end of a day brings the notice.
  now?.book.changed.value
  if (!updateReady.value || (now && runningDay(now.book))) return null
  return html`<div class="notice">
    <div class="row" data-apart>
      <p>A new version is ready.</p>
      <button type="button" class="button" onClick=${takeUpdate}>
        Use the new version
      </button>
    </div>
  </div>`
}

/** Address of the last screen opened: the first screen of a visit takes no focus. */
let opened = ''

/**
 * The heading of a screen; takes the focus when the screen opens, so that a screen reader
 * starts there and Tab goes on from there.
 *
 * @param {{title: string, children?: Child, back?: {href: string, name: string}}} props
 */
export function Heading({title, children, back}) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null))
  useEffect(() => {
    if (opened && opened !== location.hash) {
      ref.current?.focus({preventScroll: true})
      scrollTo(0, 0)
      document.getElementById('main')?.scrollTo(0, 0)
    }
    opened = location.hash || '#'
  }, [])
  return html`<div class="row" data-apart>
    <div class="grow">
      ${
        back &&
        html`<a class="back" href=${back.href}>
          <${Icon} name=${'back'} size=${18} /><span>${back.name}</span>
        </a>`
      }
      <h1 ref=${ref} tabindex="-1"><bdi>${title}</bdi></h1>
    </div>
    ${children}
  </div>`
}
