/** Books on a disk of their own, and what a test does with them. */
import {after} from 'node:test'
import {startDay} from '../../pwa/domain/capture.js'
import {openBook} from '../../pwa/store/book.js'
import {logName} from '../../pwa/store/layout.js'
import {FakeDisk} from './fake-disk.js'
import {openedVault} from './vault.js'

export const STUDY = '01900000-0000-7000-8000-000000000001'

const open = []
after(() => open.forEach((book) => book.close()))

/** A phone with one unlocked vault: nothing on its disk yet. */
export async function phone(how) {
  const disk = new FakeDisk().install()
  const vault = await openedVault(how)
  return {disk, vault, name: logName(vault.vault)}
}

export async function bookOf(vault) {
  const book = await openBook(vault)
  open.push(book)
  return book
}

/** As after a reload: read from the disk by somebody who knows nothing. */
export function reopened(vault) {
  return bookOf({...vault, fresh: false})
}

export async function beginDay(book, at = book.now()) {
  const changes = startDay({
    subject: 's1',
    timezone: 'Europe/London',
    codebookVersion: 1,
    at,
    date: '2026-11-22',
  })
  const [{rec}] = changes
  await book.commit({act: 'start_day', day: rec, study: STUDY, changes})
  return rec
}

/** A page of the server's, with so many records of a day. */
export function pageOf(day, count, {from = '', next = 'c1'} = {}) {
  const stamp = [1, 'd_ben', 1]
  const records = Array.from({length: count}, (_, i) => ({
    rec: `r${i}`,
    kind: 'jotting',
    rev: i + 1,
    deleted: false,
    parent: day,
    f: {day: [day, `o${i}`, stamp], text: [`words ${i}`, `o${i}`, stamp]},
  }))
  return {from, next, more: false, records}
}

export function results(book, extra = {}) {
  return book
    .batch({ops: 100, bytes: 1e9})
    .map(({id, stamp}, i) => ({id, status: 'applied', rev: i + 1, stamp, ...extra}))
}
