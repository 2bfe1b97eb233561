/** Chooses the screen: what the address asks for, or the door for whoever has not got in. */
import {useEffect, useErrorBoundary, useLayoutEffect} from '../vendor/hooks.js'
import {go, route} from '../router.js'
import {Alarm} from '../ui/alarm.js'
import {announce, Announcer} from '../ui/announce.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {capturing} from '../ui/theme.js'
import {STATES} from '../ui/words.js'
import {Capture} from './capture.js'
import {door, toTheDoor} from './door.js'
import {Frame, Heading} from './frame.js'
import {
  Accounts,
  CodebookEditor,
  Day,
  Evening,
  Forgotten,
  Gone,
  Names,
  People,
  Paper,
  Practice,
  PracticeBar,
  Protect,
  Reports,
  Reset,
  Settings,
  Studies,
  Study,
  Sync,
  Trail,
} from './later.js'
import {Placing} from './locked-taps.js'
import {gone, session} from './session.js'
import {Today} from './today.js'
import {padOf, Unlock} from './unlock.js'
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
  trail: Trail,
  accounts: Accounts,
  people: People,
  names: Names,
  codebook: CodebookEditor,
  evening: Evening,
  paper: Paper,
  practice: Practice,
}
/** What practice can show: all else asks the server. */
const PRACTISED = new Set(['today', 'capture', 'day', 'evening', 'paper'])
/** The browser writes titles down with the addresses: each tells the screen and no more. */
const TITLES = texts({
  welcome: 'Welcome',
  today: 'Today',
  capture: 'Capture',
  day: 'Day',
  studies: 'Studies',
  study: 'Study',
  reports: 'Reports',
  settings: 'Settings',
  sync: 'Sync',
  trail: 'Trail',
  accounts: 'Accounts',
  people: 'People',
  names: 'Names',
  codebook: 'Codebook',
  evening: 'Evening',
  paper: 'Paper',
  practice: 'Practice',
})

export function App() {
  // Not after the first paint, as an effect would: that paint shows nothing yet.
  useLayoutEffect(() => {
    toTheDoor().catch((error) => {
      console.error(error)
      door.value = {at: 'welcome'}
    })
  }, [])
  const [fault, retry] = useErrorBoundary((error) => console.error(error))
  return html`
    ${session.value?.practice && html`<${PracticeBar} />`}
    ${fault ? html`<${Broken} fault=${fault} retry=${retry} />` : html`<${Current} />`}
    <${Alarm} />
    <${Announcer} />
    <${SyncTold} />
  `
}

function Current() {
  const {screen, id, setup, invite, reset} = route.value
  const now = session.value
  const token = setup || invite || reset
  const title = now || token ? `${tr(TITLES[screen])} · ${t`Shadowlog`}` : t`Shadowlog`
  useLayoutEffect(() => {
    document.title = title
  }, [title])
  capturing.value = now ? screen === 'capture' : Boolean(padOf(door.value))
  if (gone.value) return html`<${Gone} why=${gone.value} />`
  if (screen === 'practice' || (now?.practice && !PRACTISED.has(screen)))
    return html`<${Practice} />`
  if (reset) return html`<${Reset} key=${reset} token=${reset} />`
  if (now && screen !== 'welcome') {
    const Screen = SCREENS[screen]
    const key = `${now.book.uid} ${screen} ${id}`
    return html`<${Screen} key=${key} ...${now} id=${id} />`
  }
  if (!now && !token) return html`<${Outside} />`
  return html`<${Welcome} key=${token} setup=${setup} invite=${invite} />`
}

function Outside() {
  const at = door.value
  if (at.at === 'protect')
    return html`<${Protect} account=${at.account} device=${at.device} />`
  if (at.at === 'opening') return html`<${Placing} />`
  if (at.at === 'welcome') return html`<${Welcome} setup="" invite="" />`
  if (at.at === 'forgotten') return html`<${Forgotten} vaults=${at.vaults} />`
  return html`<${Unlock} vaults=${at.vaults} one=${at.one} />`
}

/** Says aloud when the sync comes to another state: the badge is only seen. */
function SyncTold() {
  const state = session.value?.sync.status.value.state
  const urgent = state && STATES[state].urgent
  useEffect(() => {
    if (state && urgent) announce(tr(STATES[state].brief))
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
