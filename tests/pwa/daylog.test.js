import assert from 'node:assert/strict'
import {test} from 'node:test'
import {unescape} from '../../pwa/domain/csvtext.js'
import {csvName, dayLog} from '../../pwa/domain/daylog.js'
import {isoUtc} from '../../pwa/domain/instants.js'
import {contract} from './contract.js'

for (const expected of contract('daylog').daylog) {
  test(`the day log of ${expected.it}`, () => {
    const what = asOnThePhone(expected)

    assert.equal(dayLog(what, 'statistics'), expected.statistics)
    assert.equal(dayLog(what, 'spreadsheet'), expected.spreadsheet)
    assert.equal(csvName(what), expected.file)
  })
}

test('a day not yet sent is logged under one’s own observer code', () => {
  const [expected] = contract('daylog').daylog
  const what = asOnThePhone(expected)

  const day = {...what.day, created_by: null}

  assert.equal(csvName({...what, day}), 'daylog_CE1_2026-11-22_MINE.csv')
})

test('deleted records and other kinds are left out', () => {
  const what = asOnThePhone(contract('daylog').daylog.at(-1))
  const [record] = what.records

  const records = [
    {...record, deleted: true},
    {...record, kind: 'person'},
  ]

  assert.equal(dayLog({...what, records}, 'statistics').split('\r\n').length, 2)
})

test('there is no third flavour', () => {
  const what = asOnThePhone(contract('daylog').daylog[0])

  assert.throws(() => dayLog(what, 'raw'), RangeError)
})

test('what was made harmless can be had back', () => {
  assert.equal(unescape("'=1"), '=1')
  assert.equal(unescape("''tis"), "'tis")
  assert.equal(unescape('plain'), 'plain')
})

/** The contract's day as the phone holds it. */
function asOnThePhone({study, subject, observer, date, timezone, codebook, records}) {
  const dimensions = Object.entries(codebook).map(([name, codes]) => ({
    name,
    codes: Object.entries(codes).map(([code, label]) => ({code, label})),
  }))
  return {
    study: {
      title: study,
      observer_code: 'MINE',
      codebook_version: 9,
      codebooks: {3: {version: 3, dimensions}},
      members: [{account: 'ana', observer_code: observer, role: 'observer'}],
      subjects: [{id: 'sub', pseudonym: subject}],
    },
    day: {
      rec: 'd',
      kind: 'day',
      created_by: 'ana',
      fields: {subject_id: 'sub', date, timezone, codebook_version: 3},
    },
    records: records.map(({id, kind, created_at, revisions, fields}) => ({
      rec: id,
      kind,
      created_at,
      revisions,
      deleted: false,
      fields: seen(fields),
    })),
  }
}

/** Fields as a view has them: cleared ones gone, `utc` as text. */
function seen(fields) {
  const set = Object.entries(fields).filter(([, value]) => value !== null)
  return Object.fromEntries(
    set.map(([name, value]) => [
      name,
      value.utc === undefined ? value : {...value, utc: isoUtc(value.utc)},
    ]),
  )
}
