/** What devices, roles and entries of the trail are called, in plain words. */
import {decimal} from './format.js'
import {locale, t, texts, tr} from './language.js'

/** With its year: what the desk lists goes back far. @param {string | null} at ISO 8601 */
export const moment = (at) =>
  at
    ? new Date(at).toLocaleString(locale(), {
        dateStyle: 'medium',
        timeStyle: 'short',
        hourCycle: 'h23',
      })
    : t`never`

/**
 * What is given up with a device, as far as it has told.
 *
 * @param {{waiting: number | null, last_seen_at: string}} device
 */
export function lossOf({waiting, last_seen_at}) {
  const when = moment(last_seen_at)
  if (waiting === null) return t`It has never told how much it holds that was not sent.`
  if (waiting === 0)
    return t`Nothing was left to send when it was last heard of, ${when}.`
  return waiting === 1
    ? t`1 change was not sent when it was last heard of, ${when}.`
    : t`${decimal(waiting)} changes were not sent when it was last heard of, ${when}.`
}

/** A secret as people type it off: in groups of four. @param {string} secret */
export const inFours = (secret) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** @type {Record<string, string>} */
export const ACTIONS = texts({
  'installation:set-up': 'Installation set up',
  'session:opened': 'Signed in',
  'session:closed': 'Signed out',
  'session:elevated': 'Password given again',
  'session:others-closed': 'Signed out everywhere else',
  'device:retired': 'Device retired',
  'device:revoked': 'Device revoked',
  'factor:added': 'Second factor added',
  'factor:removed': 'Second factor removed',
  'recovery-codes:made': 'New recovery codes made',
  'recovery-code:used': 'Recovery code used',
  'passkey:cloned': 'Passkey seen twice: it may have been copied',
  'password:changed': 'Password changed',
  'reset:made': 'Reset link made',
  'reset:used': 'Password chosen anew by a reset link',
  'study:created': 'Study created',
  'study:changed': 'Study settings changed',
  'member:added': 'Member let in',
  'member:changed': 'Member changed',
  'member:removed': 'Member removed',
  'invitation:made': 'Invitation made',
  'invitation:revoked': 'Invitation taken back',
  'invitation:accepted': 'Invitation accepted',
  'subject:added': 'Subject added',
  'subject:changed': 'Subject changed',
  'codebook:drafted': 'Codebook draft saved',
  'codebook:published': 'Codebook published',
  'embargo:set': 'Stretch of a day embargoed',
  'embargo:changed': 'Embargo made longer or shorter',
  'embargo:lifted': 'Embargo lifted',
  'log:downloaded': 'Day log downloaded',
  'witness:broken': 'A phone remembers a trail that is not this one',
})

/** @param {string} action */
export const actionWords = (action) =>
  tr(ACTIONS[action] ?? action.replaceAll(/[:-]/g, ' '))

/**
 * The particulars of an entry: words and figures, whatever they are.
 *
 * @param {Record<string, unknown>} detail
 */
export function detailWords(detail) {
  const said = Object.entries(detail).filter(([, value]) => value !== null)
  return said
    .map(([name, value]) => {
      const words = Array.isArray(value) ? value.join(', ') : String(value)
      return `${name}: ${words}`.replaceAll('_', ' ')
    })
    .join(' · ')
}
