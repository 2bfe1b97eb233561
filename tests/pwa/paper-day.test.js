import assert from 'node:assert/strict'
import {test} from 'node:test'
import {emptyRow, paperDay, readGrid} from '../../pwa/domain/paper.js'
import {lookUp, numbered} from '../../pwa/domain/paper-codes.js'
import {linesFor} from '../../pwa/domain/paper-page.js'
import {minutesOf} from '../../pwa/domain/paper-time.js'

const CODEBOOK = {
  version: 3,
  dimensions: [
    {
      name: 'activity',
      codes: [
        {code: 'formal_meeting', label: 'Formal meeting'},
        {code: 'old', label: 'Old', retired: true},
        {code: 'phone_call', label: 'Phone call'},
        {code: 'personal_break', label: 'Personal break'},
      ],
    },
    {name: 'place', codes: [{code: 'own_office', label: 'Own office'}]},
    {name: 'source_kind', codes: [{code: 'press', label: 'Press'}]},
  ],
}
const NOW = {wall: Date.UTC(2026, 10, 22, 20), tz: 'Europe/London', utcoff: 0}

function grid(rows, {date = '2026-11-20', start = '', end = ''} = {}) {
  const full = rows.map((row) => ({...emptyRow(), ...row}))
  return {study: 's', subject: 'm1', version: 3, date, start, end, rows: full}
}

function read(given, zone = 'Europe/London') {
  return readGrid(given, {codebook: CODEBOOK, zone})
}

function saved(given, {zone = 'Europe/London', now = NOW, people = []} = {}) {
  const changes = paperDay(given, read(given, zone), {zone, now, people})
  const of = (kind) => changes.filter((change) => change.kind === kind)
  return {changes, of, day: changes[0]}
}

const doubts = (given, zone) =>
  read(given, zone).rows.map(({faults}) =>
    faults.map(({cell, what}) => `${cell} ${what}`),
  )

for (const [typed, minutes] of [
  ['905', 545],
  ['9:05', 545],
  ['09.05', 545],
  ['0905', 545],
  ['9h05', 545],
  [' 9 ', 540],
  ['1730', 1050],
  ['24:00', 1440],
  ['', null],
  ['9:5', null],
  ['173', null],
  ['2500', null],
  ['soon', null],
]) {
  test(`"${typed}" is read as ${minutes} minutes after midnight`, () => {
    assert.equal(minutesOf(typed), minutes)
  })
}

for (const [typed, code] of [
  ['1', 'formal_meeting'],
  ['2', 'phone_call'],
  ['Phone_Call', 'phone_call'],
  ['phone call', 'phone_call'],
  ['fo', 'formal_meeting'],
  ['pc', 'phone_call'],
  ['meet', 'formal_meeting'],
  ['p', undefined],
  ['7', undefined],
]) {
  test(`the code written "${typed}" is ${code ?? 'not known for sure'}`, () => {
    assert.equal(lookUp(numbered(CODEBOOK), typed).found?.code, code)
  })
}

test('a beginning that several codes share names them all', () => {
  const {among} = lookUp(numbered(CODEBOOK), 'p')

  assert.deepEqual(
    among.map(({label}) => label),
    ['Phone call', 'Personal break'],
  )
})

test('a row without an end lasts until the next, and says so', () => {
  const {of} = saved(
    grid([
      {time: '905', code: '1'},
      {time: '9:40', code: '2', end: '950'},
    ]),
  )

  const [first, second] = of('activity').map(({set}) => set)
  assert.deepEqual(first.ended_at, second.started_at)
  assert.equal(first.end_source, 'inferred_from_next')
  assert.equal(first.start_source, 'from_paper')
  assert.equal(second.end_source, 'from_paper')
  assert.equal(second.ended_at.utc, '2026-11-20T09:50:00.000Z')
})

test('the last row without an end lasts until the end of the day', () => {
  const {of, day} = saved(grid([{time: '9', code: '1'}], {end: '17'}))

  const [{set}] = of('activity')
  assert.equal(set.end_source, 'day_end')
  assert.deepEqual(set.ended_at, day.set.observation_ended_at)
})

test('a paper day is closed and belongs to its subject, date and codebook', () => {
  const {day} = saved(grid([{time: '930', code: '1', end: '10'}], {start: '9'}))

  const {status, subject_id, date, codebook_version, timezone} = day.set
  assert.deepEqual(
    {status, subject_id, date, codebook_version, timezone},
    {
      status: 'closed',
      subject_id: 'm1',
      date: '2026-11-20',
      codebook_version: 3,
      timezone: 'Europe/London',
    },
  )
  assert.equal(day.set.observation_started_at.utc, '2026-11-20T09:00:00.000Z')
  assert.equal(day.set.observation_ended_at.utc, '2026-11-20T10:00:00.000Z')
})

test('one operation for each thing the paper says, and one for each new person', () => {
  const {changes, of} = saved(
    grid([
      {time: '9', code: '1', persons: 'CFO, nurse1', place: 'own', source: 'press'},
      {time: '915', words: 'laughs'},
      {time: '920'},
      {time: '930', code: 'g1'},
      {time: '', code: ''},
    ]),
    {people: ['CFO']},
  )

  assert.deepEqual(
    changes.map(({kind}) => kind),
    ['day', 'person', 'activity', 'knowledge_source', 'jotting', 'jotting', 'gap'],
  )
  const [activity] = of('activity')
  assert.deepEqual(activity.set.persons, ['CFO', 'nurse1'])
  assert.equal(activity.set.place, 'own_office')
  assert.equal(of('knowledge_source')[0].set.activity, activity.rec)
  assert.deepEqual(
    of('jotting').map(({set}) => set.jotting_kind),
    ['observation', 'bare_mark'],
  )
  assert.equal(of('gap')[0].set.reason, 'requested_by_subject')
})

test('why nothing was observed is read in the language of the sheet, and kept as its code', () => {
  const worded = (label) => ({'Left site': 'Gelände verlassen'})[label] ?? label
  const given = grid([{time: '9', code: 'gelände'}])
  const {rows} = readGrid(given, {codebook: CODEBOOK, zone: 'Europe/Berlin', worded})

  assert.deepEqual(rows[0].gap, {
    number: 'G8',
    code: 'left_site',
    label: 'Gelände verlassen',
  })
})

test('a code nobody knows is kept as it was written', () => {
  const given = grid([{time: '9', code: 'zz', words: 'loud', place: 'moon'}])

  assert.deepEqual(doubts(given), [['code unknown', 'place unknown']])
  const [{set}] = saved(given).of('activity')
  assert.equal(set.code, undefined)
  assert.equal(set.note, 'Code on paper: zz\nPlace on paper: moon\nloud')
})

test('rows are checked as they are typed, and all of them are still saved', () => {
  const given = grid([
    {time: '10', code: '1', end: '1130'},
    {time: '11', code: '2', end: '1045'},
    {time: '930', code: 'p'},
    {code: '1'},
    {time: 'noon', code: '1'},
  ])

  assert.deepEqual(doubts(given), [
    ['end overlap'],
    ['end end_before'],
    ['time order', 'code several'],
    ['time no_time'],
    ['time time'],
  ])
  assert.equal(saved(given).of('activity').length, 3)
})

test('what comes after midnight belongs to the next date', () => {
  const {of} = saved(
    grid([
      {time: '22:30', code: '1'},
      {time: '0:15', code: '2', end: '1'},
    ]),
  )

  assert.deepEqual(
    of('activity').map(({set}) => [set.started_at.utc, set.ended_at.utc]),
    [
      ['2026-11-20T22:30:00.000Z', '2026-11-21T00:15:00.000Z'],
      ['2026-11-21T00:15:00.000Z', '2026-11-21T01:00:00.000Z'],
    ],
  )
})

for (const [zone, date, rows, utc] of [
  [
    'Europe/Berlin',
    '2026-10-25',
    ['1:30', '2:30', '2:15', '3:10'],
    ['23:30', '00:30', '01:15', '02:10'],
  ],
  [
    'America/New_York',
    '2026-11-01',
    ['0:30', '1:30', '1:15', '2:10'],
    ['04:30', '05:30', '06:15', '07:10'],
  ],
]) {
  test(`the hour that comes twice in ${zone} is told by what was written before`, () => {
    const given = grid(
      rows.map((time) => ({time, code: '1'})),
      {date},
    )

    const {of} = saved(given, {zone})

    assert.deepEqual(
      of('activity').map(({set}) => set.started_at.utc.slice(11, 16)),
      utc,
    )
    assert.deepEqual(doubts(given, zone).flat(), [])
    const [first, , third] = of('activity').map(({set}) => set.started_at)
    assert.equal(first.utcoff - third.utcoff, 60)
  })
}

test('a time the clock left out in spring is doubted and put after the leap', () => {
  const given = grid([{time: '1:30', code: '1'}], {date: '2026-03-29'})

  assert.deepEqual(doubts(given), [['time skipped']])
  const [{set}] = saved(given).of('activity')
  assert.equal(set.started_at.utc, '2026-03-29T01:30:00.000Z')
  assert.equal(set.started_at.utcoff, 60)
})

test('instants are in the reading of the phone’s clock, as tapped ones are', () => {
  const ahead = {...NOW, utc: new Date(NOW.wall - 90_000).toISOString()}

  const {of} = saved(grid([{time: '9', code: '1'}]), {now: ahead})

  const {started_at} = of('activity')[0].set
  assert.equal(started_at.utc, '2026-11-20T09:00:00.000Z')
  assert.equal(started_at.wall, Date.UTC(2026, 10, 20, 9) + 90_000)
})

test('a page has lines to write on whatever the codebook, and more with fewer codes', () => {
  assert.ok(linesFor(40, 10) >= 20)
  assert.ok(linesFor(0, 10) > linesFor(40, 10))
})
