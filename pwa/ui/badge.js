/** What is not on the server yet, on every screen: the researcher must never have to wonder. */
import {html} from './html.js'
import {Icon} from './glyph.js'
import {span} from './format.js'
import {t, tr} from './language.js'
import {minute} from './ticking.js'
import {STATES} from './words.js'

/** @import {SyncStatus, Waiting} from '../types.d.ts' */

/**
 * @param {Waiting} waiting
 * @param {SyncStatus} status
 * @param {number} nowMs
 * @returns {{tone: 'good' | 'wait' | 'warn', icon: 'kept' | 'waiting' | 'alone' | 'warn', text: string}}
 */
export function badgeOf(waiting, status, nowMs) {
  const {pending, oldest, rejected} = waiting
  const old = oldest === null ? 0 : nowMs - oldest
  const age = old < 60_000 ? '' : ` · ${t`oldest ${span(old)}`}`
  const left = pending ? `${t`${pending} not on the server yet`}${age}` : ''
  if (rejected)
    return {
      tone: 'warn',
      icon: 'warn',
      text: [t`${rejected} refused`, left].filter(Boolean).join(' · '),
    }
  const named = STATES[status.state]
  if (named.urgent)
    return {
      tone: 'warn',
      icon: 'warn',
      text: [left, tr(named.brief)].filter(Boolean).join(' · '),
    }
  if (pending)
    return {
      tone: 'wait',
      icon: status.state === 'offline' ? 'alone' : 'waiting',
      text: left,
    }
  if (status.state === 'offline')
    return {tone: 'wait', icon: 'alone', text: tr(named.brief)}
  return {tone: 'good', icon: 'kept', text: t`All on the server`}
}

/** @param {{waiting: Waiting, status: SyncStatus}} props */
export function Badge({waiting, status}) {
  const {tone, icon, text} = badgeOf(waiting, status, minute.value * 60_000)
  return html`<a class="badge" href="#/sync" data-tone=${tone}>
    <${Icon} name=${icon} size=${18} />
    <span>${text}</span>
  </a>`
}
