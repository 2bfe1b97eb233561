/** The first screen: what this is, and the way in (sign in, first set-up, an invitation). */
import {useMemo} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'
import {go} from '../router.js'
import {acceptInvitation, setup, signIn} from '../sync/account.js'
import {TextField} from '../ui/field.js'
import {Mark} from '../ui/glyph.js'
import {html} from '../ui/html.js'
import {conversation, Problem} from '../ui/problem.js'
import {Frame, Heading} from './frame.js'
import {enter, session} from './session.js'

/** @import {Account, Answer} from '../types.d.ts' */
/** @typedef {{login: string, name: string, password: string}} Entered */

const MODES = {
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
}

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
        <${Heading} title=${words.title} />
        ${words.lead && html`<p>${words.lead}</p>`}
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
      </section>
    </div>
  <//>`
}

/** @param {{mode: keyof typeof MODES, token: string}} props */
function Entry({mode, token}) {
  const talk = useMemo(conversation, [])
  const entered = useSignal(
    /** @type {Entered} */ ({login: '', name: '', password: ''}),
  )
  const fresh = mode === 'setup' || mode === 'invite'
  const set = (/** @type {keyof Entered} */ field) => (/** @type {string} */ value) => {
    entered.value = {...entered.value, [field]: value}
  }
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const {login, password} = entered.value
    const name = entered.value.name.trim()
    const asked = () => {
      if (mode === 'setup') return setup({token, login: login.trim(), name, password})
      if (mode === 'invite')
        return acceptInvitation({token, login: login.trim(), name, password})
      if (mode === 'join') return acceptInvitation({token})
      return signIn({login: login.trim(), password})
    }
    const body = await talk.ask(
      /** @type {() => Promise<Answer<{account: Account}>>} */ (asked),
    )
    if (!body) return
    if (
      mode === 'signin' &&
      token &&
      !(await talk.ask(() => acceptInvitation({token})))
    )
      return
    await enter(body.account.id, body.account)
    // The token is spent: it must not stay in the address.
    go('/today', {replace: true})
  }
  const signedIn = session.value?.book.account
  return html`<form class="stack" onSubmit=${submit}>
    ${
      mode === 'join'
        ? html`<p>
            Join as <strong><bdi>${signedIn?.name || signedIn?.login}</bdi></strong
            >?
          </p>`
        : html`
            <${TextField}
              label="Login"
              value=${entered.value.login}
              onInput=${set('login')}
              fault=${talk.fault('login')}
              autocomplete="username"
              autocapitalize="none"
              required
            />
            ${
              fresh &&
              html`<${TextField}
                label="Name"
                value=${entered.value.name}
                onInput=${set('name')}
                fault=${talk.fault('name')}
                hint="Seen by the people of your studies, never exported."
                autocomplete="name"
                required
              />`
            }
            <${TextField}
              label="Password"
              type="password"
              value=${entered.value.password}
              onInput=${set('password')}
              fault=${talk.fault('password')}
              hint=${fresh ? 'A long one: several words are good.' : undefined}
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
      ${MODES[mode].button}
    </button>
  </form>`
}
