/** The first screen: what this is, and the way in (sign in, first set-up, an invitation). */
import {useEffect, useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {go} from '../router.js'
import {listVaults, newDevice} from '../store/vaults.js'
import {acceptInvitation, setup, signIn} from '../sync/account.js'
import {TextField} from '../ui/field.js'
import {Mark} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {t, texts, tr} from '../ui/language.js'
import {conversation, Problem, slugOf} from '../ui/problem.js'
import {arrived, toUnlock} from './door.js'
import {Frame, Heading} from './frame.js'
import {SecondFactor} from './second-factor.js'
import {session} from './session.js'

/** @import {Answer} from '../types.d.ts' */
/** @import {Credentials, Welcome as Entered} from '../sync/account.js' */
/** @typedef {{login: string, name: string, password: string}} Typed */
/** @typedef {{who: Credentials, methods: string[]}} Second */

const MODES = texts({
  setup: {
    title: 'Set up Shadowlog',
    lead: 'This is a new installation. The first account becomes its keeper: it creates studies and invites the others.',
    button: 'Set up',
  },
  invite: {
    title: 'You are invited',
    lead: 'Choose a login and a password to join the study. They work on any of your devices.',
    button: 'Join the study',
  },
  join: {title: 'You are invited', lead: '', button: 'Join the study'},
  signin: {title: 'Sign in', lead: '', button: 'Sign in'},
})

/** @param {{setup: string, invite: string}} props one-time tokens out of the address */
export function Welcome({setup: setupToken, invite}) {
  const known = useSignal(false)
  const mode = setupToken
    ? 'setup'
    : invite && session.value
      ? 'join'
      : invite && !known.value
        ? 'invite'
        : 'signin'
  const words = MODES[mode]
  return html`<${Frame} current="welcome">
    <div class="welcome">
      <section class="welcome-what">
        <${Mark} size=${72} />
        <p class="welcome-name">Shadowlog</p>
        <p class="welcome-lead">
          Follow somebody through a working day and stamp what happens: one tap a
          moment, with or without a network.
        </p>
        <ul class="welcome-points">
          <li>
            What you tap is kept on this device at once, and sent when there is a
            network.
          </li>
          <li>
            Pseudonyms and person codes only: no names, no recordings, no location.
          </li>
          <li>The day leaves as a plain file for the tools you already use.</li>
        </ul>
      </section>
      <section class="card welcome-in">
        <${Heading} title=${tr(words.title)} />
        ${words.lead && html`<p>${tr(words.lead)}</p>`}
        <${Entry} key=${mode} mode=${mode} token=${setupToken || invite} />
        ${
          mode === 'invite' &&
          html`<button
            type="button"
            class="button"
            data-plain
            onClick=${() => {
              known.value = true
            }}
          >
            I have an account already
          </button>`
        }
        ${mode === 'signin' && !session.value && html`<${Kept} token=${invite} />`}
        ${
          !session.value &&
          html`<a class="button" data-plain href="#/practice"
            >Practise without an account</a
          >`
        }
      </section>
    </div>
  <//>`
}

/**
 * The name this browser goes by is its vault's. Where there is a vault that is locked, the
 * server knows the browser again by itself.
 *
 * @returns {Promise<{device?: string}>}
 */
async function deviceHere() {
  const now = session.peek()
  if (now) return {device: now.book.device}
  return (await listVaults()).length ? {} : {device: newDevice()}
}

/** @param {{mode: keyof typeof MODES, token: string}} props */
function Entry({mode, token}) {
  const talk = useMemo(conversation, [])
  const entered = useSignal(/** @type {Typed} */ ({login: '', name: '', password: ''}))
  const second = useSignal(/** @type {Second | null} */ (null))
  const fresh = mode === 'setup' || mode === 'invite'
  const set = (/** @type {keyof Typed} */ field) => (/** @type {string} */ value) => {
    entered.value = {...entered.value, [field]: value}
  }
  const onIn = async (
    /** @type {Entered} */ {account},
    /** @type {{device?: string}} */ here,
  ) => {
    if (
      mode === 'signin' &&
      token &&
      !(await talk.ask(() => acceptInvitation({token})))
    )
      return
    await arrived(account, here.device)
    // The token is spent: it must not stay in the address.
    go('/today', {replace: true})
  }
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const {password} = entered.value
    const [login, name] = [entered.value.login.trim(), entered.value.name.trim()]
    const here = await deviceHere()
    const who = {login, password, ...here}
    const asked = () => {
      if (mode === 'setup') return setup({token, name, ...who})
      if (mode === 'invite') return acceptInvitation({token, name, ...who})
      if (mode === 'join') return acceptInvitation({token})
      return signIn(who)
    }
    const body = await talk.ask(async () => {
      const answer = /** @type {Answer<any>} */ (await asked())
      if (slugOf(answer) === 'second-factor-needed')
        second.value = {who, methods: answer.body.methods ?? []}
      return answer
    })
    if (mode === 'join' && body) {
      session.peek()?.sync.now()
      go('/today', {replace: true})
    } else if (body) await onIn(body, here)
  }
  const {value: step} = second
  if (step)
    return html`<${SecondFactor}
      ...${step}
      onIn=${(/** @type {Entered} */ body) => onIn(body, step.who)}
    />`
  const signedIn = session.value?.book.account
  return html`<form class="stack" onSubmit=${submit}>
    ${
      mode === 'join'
        ? html`<p>
            Join as
            ${' '}${html`<strong><bdi>${signedIn?.name || signedIn?.login}</bdi></strong>`}?
          </p>`
        : html`
            ${
              // Before the login: what stands next to a password a browser takes for its
              // user, and may write it down.
              fresh &&
              html`<${TextField}
                label="Name"
                value=${entered.value.name}
                onInput=${set('name')}
                fault=${talk.fault('name')}
                hint="Seen by the people of your studies, never exported."
                autocomplete="off"
                required
              />`
            }
            <${TextField}
              label="Login"
              value=${entered.value.login}
              onInput=${set('login')}
              fault=${talk.fault('login')}
              autocomplete="off"
              autocapitalize="none"
              required
            />
            <${TextField}
              label="Password"
              type="password"
              value=${entered.value.password}
              onInput=${set('password')}
              fault=${talk.fault('password')}
              hint=${fresh ? t`A long one: several words are good.` : undefined}
              autocomplete=${fresh ? 'new-password' : 'current-password'}
              required
            />
          `
    }
    <${Problem} talk=${talk} />
    <button
      type="submit"
      class="button"
      data-main
      data-wide
      disabled=${talk.busy.value}
    >
      ${tr(MODES[mode].button)}
    </button>
  </form>`
}

/**
 * What lies sealed on this device opens without the server too: whoever signed out far from
 * any network must still reach what she captured.
 *
 * @param {{token: string}} props
 */
function Kept({token}) {
  const some = useSignal(false)
  useEffect(() => {
    listVaults()
      .then((vaults) => {
        some.value = vaults.length > 0
      })
      .catch(console.error)
  }, [])
  if (!some.value || token) return null
  return html`<button
    type="button"
    class="button"
    data-plain
    onClick=${() => void toUnlock()}
  >
    Unlock what is kept here
  </button>`
}
