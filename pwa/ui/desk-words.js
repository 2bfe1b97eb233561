/** What devices, roles and entries of the trail are called, in plain words. */
import {count} from './format.js'

const stamp = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
})

/** With its year: what the desk lists goes back far. @param {string | null} at ISO 8601 */
export const moment = (at) => (at ? stamp.format(Date.parse(at)) : 'never')

/**
 * What is given up with a device, as far as it has told.
 *
 * @param {{waiting: number | null, last_seen_at: string}} device
 */
export function lossOf({waiting, last_seen_at}) {
  const when = `when it was last heard of, ${moment(last_seen_at)}`
  if (waiting === null) return 'It has never told how much it holds that was not sent.'
  if (waiting === 0) return `Nothing was left to send ${when}.`
  return `${count(waiting, 'change')} ${waiting === 1 ? 'was' : 'were'} not sent ${when}.`
}

/** A secret as people type it off: in groups of four. @param {string} secret */
export const inFours = (secret) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** @type {Record<string, string>} */
export const ACTIONS = {
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
}

/** @param {string} action */
export const actionWords = (action) =>
  ACTIONS[action] ?? action.replaceAll(/[:-]/g, ' ')

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
