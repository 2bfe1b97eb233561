/** Practice: the real screens on an invented day, of which nothing is kept. */
import {useEffect} from '../vendor/hooks.js'
import {signal} from '../vendor/signals.js'
import {go} from '../router.js'
import {phoneClock} from '../store/clock.js'
import {practiceBook} from '../store/practice.js'
import {notSaved} from '../ui/alarm.js'
import {announce} from '../ui/announce.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {kept} from './acting.js'
import {Frame, Heading} from './frame.js'
import {practiceStudy} from './practice-study.js'
import {runningDay} from './running-day.js'
import {session} from './session.js'

/** @import {SyncStatus} from '../types.d.ts' */
/** @import {Session} from './session.js' */

/** What is open behind practice: untouched by it, and there again afterwards. @type {Session | null} */
let behind = null

const NO_WATCH = {isDue: () => false, tellOthers() {}, stop() {}}
const NO_PAD = {look: async () => {}, stop() {}}
/** Nothing is ever sent. */
const noSync = () => ({
  status: signal(
    /** @type {SyncStatus} */ ({state: 'idle', lastSuccess: null, detail: null}),
  ),
  now() {},
  stop() {},
})

export function startPractice() {
  behind = session.peek()
  const book = practiceBook([practiceStudy(behind?.book ?? null, phoneClock.tz())])
  const own = behind
  session.value = {
    book,
    sync: noSync(),
    vault: own?.vault ?? '',
    watch: own?.watch ?? NO_WATCH,
    pad: own?.pad ?? NO_PAD,
    practice: true,
    // A lock, or another tab that clears the vault, ends what lies behind too.
    stop() {
      behind = null
      own?.stop()
    },
  }
  kept.value = null
  go('/today')
}

export function leavePractice() {
  const own = behind
  behind = null
  session.value = own
  kept.value = null
  notSaved.value = own?.book.notSaved.peek() ?? null
  announce(t`Practice is over. Nothing of it was kept.`)
  go(own ? '/today' : '/welcome', {replace: true})
}

/** Above every screen of practice. */
export function PracticeBar() {
  useEffect(() => {
    const {dataset} = document.documentElement
    dataset['practice'] = ''
    return () => {
      delete dataset['practice']
    }
  }, [])
  return html`<aside class="practice-bar" aria-label="Practice" data-noprint>
    <p><strong>Practice.</strong> Nothing you do here is kept or sent.</p>
    <button type="button" class="button" onClick=${leavePractice}>
      Leave practice
    </button>
  </aside>`
}

export function Practice() {
  const now = session.value
  if (now?.practice) return html`<${NotHere} />`
  const running = now && runningDay(now.book)
  return html`<${Frame} current="today">
    <div class="stack narrow">
      <${Heading}
        title="Practice"
        back=${{href: now ? '#/today' : '#/welcome', name: now ? t`Today` : t`Welcome`}}
      />
      <p>
        A day with an invented subject, on the screens of a real one: start it, tap
        codes, step out, jot, undo, end it, look at it, expand what you jotted.
      </p>
      <p>
        <strong>Nothing of it is kept.</strong> It is not written to this device, it is
        not sent to the server, and it is gone when you leave, lock or reload.
      </p>
      ${
        running
          ? html`<p class="notice" data-tone="warn">
              A day is running. Practise when it is over: a tap meant for it would be
              lost.
            </p>`
          : html`<p>
              <button type="button" class="button" data-main onClick=${startPractice}>
                Start practising
              </button>
            </p>`
      }
    </div>
  <//>`
}

function NotHere() {
  return html`<${Frame} current="practice">
    <div class="stack narrow">
      <${Heading}
        title="Not part of practice"
        back=${{href: '#/today', name: t`Today`}}
      />
      <p>
        Studies, reports, settings and the sync belong to real data. Leave practice to
        come to them.
      </p>
    </div>
  <//>`
}
