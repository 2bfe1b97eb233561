/** Chooses the screen: what the address asks for, or welcome when nobody is known here. */
import {useEffect, useErrorBoundary, useLayoutEffect} from '../vendor/hooks.js'
import {signal} from '../vendor/signals.js'
import {go, route} from '../router.js'
import {Alarm} from '../ui/alarm.js'
import {announce, Announcer} from '../ui/announce.js'
import {html} from '../ui/html.js'
import {capturing} from '../ui/theme.js'
import {STATES} from '../ui/words.js'
import {Capture} from './capture.js'
import {Day} from './day.js'
import {Frame, Heading} from './frame.js'
import {Reports} from './reports.js'
import {enterKnown, session} from './session.js'
import {Settings} from './settings.js'
import {Studies} from './studies.js'
import {Study} from './study.js'
import {Sync} from './sync.js'
import {Today} from './today.js'
import {Welcome} from './welcome.js'

const SCREENS = {
  today: Today,
  capture: Capture,
  day: Day,
  studies: Studies,
  study: Study,
  reports: Reports,
  settings: Settings,
  sync: Sync,
}

const opening = signal(true)

export function App() {
  // Not after the first paint, as an effect would: that paint shows nothing yet.
  useLayoutEffect(() => {
    enterKnown().finally(() => {
      opening.value = false
    })
  }, [])
  const [fault, retry] = useErrorBoundary((error) => console.error(error))
  return html`
    ${fault ? html`<${Broken} fault=${fault} retry=${retry} />` : html`<${Current} />`}
    <${Alarm} />
    <${Announcer} />
    <${SyncTold} />
  `
}

function Current() {
  const {screen, id, setup, invite} = route.value
  const now = session.value
  capturing.value = screen === 'capture' && Boolean(now)
  if (opening.value)
    return html`<main id="main" class="opening" aria-busy="true"></main>`
  if (!now || screen === 'welcome')
    return html`<${Welcome} key=${setup || invite} setup=${setup} invite=${invite} />`
  const Screen = SCREENS[screen]
  return html`<${Screen} key=${`${now.book.uid} ${screen} ${id}`} ...${now} id=${id} />`
}

/** Says aloud when the sync comes to another state: the badge is only seen. */
function SyncTold() {
  const state = session.value?.sync.status.value.state
  const urgent = state && STATES[state].urgent
  useEffect(() => {
    if (state && urgent) announce(STATES[state].brief)
  }, [state])
  return null
}

/** @param {{fault: unknown, retry: () => void}} props */
function Broken({fault, retry}) {
  const again = () => {
    go('/today', {replace: true})
    retry()
  }
  return html`<${Frame} current="">
    <div class="stack narrow">
      <${Heading} title="This screen failed" />
      <p>What you captured is kept. The screen met something it did not expect:</p>
      <p class="notice" data-tone="bad"><bdi>${String(fault)}</bdi></p>
      <button type="button" class="button" data-main onClick=${again}>
        Back to today
      </button>
    </div>
  <//>`
}
