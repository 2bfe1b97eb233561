/** Where everything is: what the server does not have yet, why, and what can be done about it. */
import {useComputed, useSignal} from '../vendor/signals.js'
import {download} from '../ui/download.js'
import {count, localMoment, span} from '../ui/format.js'
import {handleOf} from '../router.js'
import {alarms, silence} from '../sync/witness.js'
import {html} from '../ui/html.js'
import {t, tr} from '../ui/language.js'
import {minute} from '../ui/ticking.js'
import {KIND_WORDS, STATES, fieldWords} from '../ui/words.js'
import {begunIn} from './drafts.js'
import {Frame, Heading} from './frame.js'
import {goForGood, staying} from './session.js'
import {lineOf} from './titles.js'

/** @import {Book, RefusedOp} from '../types.d.ts' */
/** @import {Session} from './session.js' */

/** @param {Session} props */
export function Sync({book, sync}) {
  const {pending, oldest, rejected, deferred} = book.waiting.value
  const {state, lastSuccess, detail} = sync.status.value
  const named = STATES[state]
  const nowMs = minute.value * 60_000
  const save = () =>
    download('shadowlog-waiting.json', book.exportWaiting(), 'application/json')
  return html`<${Frame} current="sync">
    <div class="stack narrow" data-loose>
      <${Heading} title="Sync">
        <button
          type="button"
          class="button"
          data-main
          disabled=${state === 'working'}
          onClick=${() => sync.now()}
        >
          Sync now
        </button>
      <//>
      <section class="notice" data-tone=${named.urgent ? 'warn' : 'good'} role="status">
        <h2>${tr(named.brief)}</h2>
        <p>${tr(named.what)}</p>
        ${detail && html`<p class="quiet small"><bdi>${detail}</bdi></p>`}
        ${state === 'auth' && html`<p><a class="button" href="#/welcome">Sign in</a></p>`}
      </section>
      <${Witnessed} book=${book} />
      <${Staying} book=${book} />
      <section class="card" aria-labelledby="where">
        <h2 id="where">Where things are</h2>
        <dl class="facts">
          <dt>Not on the server yet</dt>
          <dd>${pending ? count(pending, 'change') : t`nothing`}</dd>
          <dt>Oldest of them</dt>
          <dd>${oldest === null ? '–' : t`${span(nowMs - oldest)} ago`}</dd>
          <dt>Waiting for another</dt>
          <dd>${deferred}</dd>
          <dt>Refused</dt>
          <dd>${rejected}</dd>
          <dt>Last success</dt>
          <dd>${lastSuccess === null ? t`not yet` : localMoment(lastSuccess)}</dd>
        </dl>
        <p class="quiet small">
          Everything is on this device until the server has said that it has it. It is
          sent by itself: after a tap, on opening, and every minute while something
          waits.
        </p>
      </section>
      ${rejected > 0 && html`<${Refused} book=${book} />`}
      ${
        (pending > 0 || rejected > 0) &&
        html`<section class="card" aria-labelledby="file">
          <h2 id="file">Take it out by hand</h2>
          <p class="quiet">
            A file with everything the server does not have. Needs no network; keep it
            as safe as the phone.
          </p>
          <div>
            <button type="button" class="button" onClick=${save}>
              Export what waits
            </button>
          </div>
        </section>`
      }
      <${Events} book=${book} />
    </div>
  <//>`
}

/** Heads of trails this device was told of and the server could not show. @param {{book: Book}} props */
function Witnessed({book}) {
  const lost = useComputed(() => {
    book.changed.value
    return alarms(book)
  }).value
  if (!lost.length) return null
  return html`<section class="notice" data-tone="alarm" role="alert">
    <h2>The server’s trail is not the one this device remembers</h2>
    <p>
      It was changed afterwards, or the server was set back to an older state. Capturing
      and syncing go on. Tell whoever leads the study, with what follows.
    </p>
    <ul class="list" role="list">
      ${lost.map(
        ({study, seq, head, at}) =>
          html`<li key=${head} class="item">
            <span class="grow">
              <strong><bdi>${book.study(study)?.title ?? study}</bdi></strong
              ><br />
              Entry ${seq}, missed on ${localMoment(at)}:
              <code class="link-text">${head}</code>
            </span>
          </li>`,
      )}
    </ul>
    <div>
      <button type="button" class="button" onClick=${() => void silence(book)}>
        I have told them
      </button>
    </div>
  </section>`
}

/** What has to be seen to before this device is cleared. @param {{book: Book}} props */
function Staying({book}) {
  const texts = useComputed(() => {
    book.changed.value
    return begunIn(book)
  }).value
  if (!staying.value) return null
  const {taps} = staying.value
  return html`<section class="notice" data-tone="warn" aria-labelledby="staying">
    <h2 id="staying">This device is to be retired</h2>
    <p>
      All that could be sent is on the server. What is left is on this device alone. See
      to it, then sync once more: the device clears itself.
    </p>
    <ul class="list" role="list">
      ${
        taps > 0 &&
        html`<li class="item">
          <span class="grow">
            ${t`${count(taps, 'tap')} made while locked: say which day they belong to.`}
          </span>
          <a class="button" href="#/today">Place them</a>
        </li>`
      }
      ${texts.map(
        (rec) =>
          html`<li key=${rec} class="item">
            <span class="grow">
              Begun and not saved: <bdi>${nameOf(book, rec)}</bdi>
            </span>
            <a class="button" href=${`#/day/${handleOf(dayWith(book, rec))}`}
              >See the day</a
            >
          </li>`,
      )}
    </ul>
    <div>
      <button
        type="button"
        class="button"
        data-danger
        onClick=${() => void goForGood().catch(console.error)}
      >
        Clear this device without them
      </button>
    </div>
  </section>`
}

/** @param {{book: Book}} props */
function Refused({book}) {
  return html`<section class="card" aria-labelledby="refused">
    <h2 id="refused">Refused by the server</h2>
    <p class="quiet">
      These stay on this device as they are. Correct the record, which sends it anew, or
      export them.
    </p>
    <ul class="list" role="list">
      ${book.refused().map(
        (refused) =>
          html`<li key=${refused.op.id} class="item">
            <span class="grow">
              <strong><bdi>${whichOf(book, refused)}</bdi></strong
              ><br />
              <span class="quiet small">${whyOf(refused)}</span>
            </span>
            ${
              dayOf(book, refused) &&
              html`<a class="button" href=${`#/day/${handleOf(dayOf(book, refused))}`}
                >See the day</a
              >`
            }
          </li>`,
      )}
    </ul>
  </section>`
}

/** @param {Book} book @param {RefusedOp} refused */
const whichOf = (book, {op}) => nameOf(book, op.rec, op.kind)

/** @param {Book} book @param {string} rec @param {string} [kind] */
function nameOf(book, rec, kind = 'day') {
  const view = book.record(rec)
  const codebook = book.codebookOf(view?.parent ?? rec)
  return view && view.kind !== 'day'
    ? lineOf(view, codebook)
    : tr(KIND_WORDS[kind] ?? kind)
}

/** @param {RefusedOp} refused */
function whyOf({code, field, msg}) {
  const what = field ? `${fieldWords(field)}: ` : ''
  return `${what}${msg || code.replaceAll('_', ' ')}`
}

/** @param {Book} book @param {RefusedOp} refused */
const dayOf = (book, {op}) => dayWith(book, op.rec)

/** @param {Book} book @param {string} rec */
function dayWith(book, rec) {
  const view = book.record(rec)
  return view?.parent ?? (view?.kind === 'day' ? view.rec : '')
}

/** The last things the sync did, for whoever has to find out why. @param {{book: Book}} props */
function Events({book}) {
  const events = useSignal(
    /** @type {Awaited<ReturnType<Book['events']>> | null} */ (null),
  )
  const look = async (/** @type {{currentTarget: HTMLDetailsElement}} */ event) => {
    if (event.currentTarget.open) events.value = await book.events()
  }
  return html`<details class="more" onToggle=${look}>
    <summary>What the sync did</summary>
    <ol class="list" role="list">
      ${(events.value ?? [])
        .slice(-50)
        .reverse()
        .map(
          ({at, event, detail}) =>
            html`<li class="item small">
              <time>${localMoment(at)}</time>
              <span>${event}</span>
              <bdi class="quiet">${detail ?? ''}</bdi>
            </li>`,
        )}
    </ol>
    ${events.value && !events.value.length && html`<p class="quiet">Nothing yet.</p>`}
  </details>`
}
