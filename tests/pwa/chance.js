/** All that an observer can do with a day, by chance. */
import {isOffTheRecord} from '../../pwa/domain/away.js'
import * as capture from '../../pwa/domain/capture.js'
import {suspendedIn} from '../../pwa/domain/interrupt.js'
import {promoted} from '../../pwa/domain/promote.js'
import {strikeLast} from '../../pwa/domain/strike.js'
import {corrections, lockedTap} from './chance-review.js'

const CODES = ['travel', 'phone_call', 'one_to_one', 'walkabout']
const MINUTES = [1, 2, 5, 10, 30]

/** What the capture screen offers. */
const capturing = ({at, code, minutes, pinned, random, pick}) => ({
  switch: (s) => capture.switchTo(s, {code, at, fields: pinned}),
  meeting: (s) => capture.meeting(s, {at}),
  alongside: (s) => capture.alongside(s, {code, at}),
  interrupt: (s) => capture.interrupted(s, {code, at}),
  interrupt_again: (s) => capture.interrupted(s, {at, kind: 'meeting'}),
  resume: (s) => capture.resume(s, {at}),
  resume_other: (s) => capture.resume(s, {at, rec: pick(suspendedIn(s))?.rec}),
  stop: (s) => capture.stop(s, pick([s.running, ...s.alongside])?.rec ?? '', at),
  mark: (s) => capture.mark(s, at),
  jot: (s) => capture.jot(s, at, 'words'),
  note: (s) => notedOf(s),
  source: (s) => capture.source(s, {at, source_kind: 'press', title: 'words'}),
  tally: (s) => capture.tally(s, {at, code, person: 'A1'}),
  promote: (s) => promotedOf(s, pick),
  reacts: (s) => capture.reacts(s),
  step_out: (s) => capture.stepOut(s, {at}),
  off_record: (s) => capture.offTheRecord(s, at),
  back: (s) => capture.back(s, at),
  strike: (s) => strikeLast(s, {to: at, minutes}),
  earlier: (s) => capture.startedEarlier(s, minutes),
  locked: (s) => lockedTap(s, {at, random, pick}),
  end_day: (s) => (random() < 0.3 ? capture.endDay(s, at) : []),
})

/** Everything there is to do. */
export const ACTS = [...Object.keys(capturing({})), ...Object.keys(corrections({}))]

/** Performs one act; the same chance does the same on every phone. */
export function act(pocket, random) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const at = pocket.at(random() < 0.2 ? 0 : random() * 20)
  const pinned = random() < 0.3 ? {place: 'office', persons: ['A1']} : {}
  const [code, minutes] = [pick(CODES), pick(MINUTES)]
  const now = {pocket, at, code, minutes, pinned, random, pick}
  const running = pocket.state().day.fields.status === 'open'
  const acts = running && random() < 0.7 ? capturing(now) : corrections(now)
  const name = pick(Object.keys(acts))
  const made = acts[name](pocket.state())
  const changes = Array.isArray(made) ? made : made.changes
  if (changes.length > 0) pocket.commit(name, changes)
  return changes.length > 0 ? name : ''
}

/** Off the record no form has room for words. */
function notedOf(state) {
  if (!state.running || isOffTheRecord(state)) return []
  return capture.edit(state.running, {note: 'words'})
}

function promotedOf(state, pick) {
  const tally = pick(state.rows.filter(({kind}) => kind === 'tally'))
  return tally ? promoted(state, tally, pick(['activity', 'meeting', 'jotting'])) : []
}
