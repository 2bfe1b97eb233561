/**
 * Shapes that cross a module boundary. Code lives in .js files; only shapes live here.
 */

import type {Damage} from './store/rows.js'
import type {ReadonlySignal} from './vendor/signals-core.js'

/* Time */

export type Quality = 'synced' | 'interpolated' | 'unsynced' | 'stepped'

/** A captured moment: what the phone saw, and beside it what was made of that. */
export interface Instant {
  readonly wall: number
  readonly mono?: number
  readonly boot?: string
  readonly tz: string
  readonly utcoff: number
  /** ISO 8601, milliseconds, Z. Always present on the instants of a RecordView. */
  readonly utc?: string
  readonly unc?: number | null
  readonly quality?: Quality
}

/** What the phone's clock can tell. */
export interface PhoneClock {
  readonly boot: string
  wall(): number
  mono(): number
  tz(): string
  /** minutes east of UTC at that moment */
  utcoff(wall: number): number
}

/** How far the phone's clock stood from the server's at one moment. */
export interface ClockSample {
  readonly boot: string
  readonly mono: number
  readonly wall: number
  /** milliseconds to add to the phone's clock to have the server's */
  readonly off: number
  readonly unc: number
}

/* Records and operations */

export type Kind =
  | 'day'
  | 'activity'
  | 'meeting'
  | 'knowledge_source'
  | 'jotting'
  | 'gap'
  | 'tally'
  | 'person'

export type Verb = 'put' | 'del' | 'restore'
export type Fields = Record<string, unknown>
/** Corrected edit time in ms, device, number on that device. */
export type Stamp = readonly [number, string, number]

/** What an act wants done to one record; the book makes an operation of it. */
export interface Change {
  readonly rec: string
  readonly kind: Kind
  readonly op: Verb
  readonly set?: Fields
}

export interface Op {
  readonly id: string
  readonly n: number
  readonly study: string
  readonly kind: Kind
  readonly rec: string
  readonly op: Verb
  readonly set?: Fields
  /** field → operation whose value the author had before him (null: none) */
  readonly saw?: Record<string, string | null>
  readonly stamp: Stamp
}

/** [value, operation that wrote it, its accepted stamp] */
export type FieldState = readonly [unknown, string, Stamp]

export interface FieldConflict {
  readonly field: string
  readonly value: unknown
  readonly op: string
  readonly by?: string | null
  readonly at?: number | null
  readonly stamp?: Stamp
}

/** What merging knows of a record, fields of newer clients included. */
export interface MergeState {
  readonly f: Readonly<Record<string, FieldState>>
  readonly deleted: boolean
  /** the last deletion or restoration, and its stamp */
  readonly deletion: readonly [string, Stamp] | null
  readonly conflicts: ReadonlyArray<FieldConflict>
  readonly revisions: number
}

export interface Warning {
  readonly field: string | null
  readonly code: string
  readonly msg?: string
}

/** A record as the server hands it out. */
export interface WireRecord {
  readonly rec: string
  readonly kind: Kind
  readonly rev: number
  readonly deleted: boolean
  readonly deletion?: readonly [string, Stamp] | null
  readonly parent: string | null
  readonly created_by?: string | null
  readonly created_at?: number | null
  readonly device?: string | null
  readonly revisions?: number
  readonly f: Record<string, FieldState>
  readonly unknown?: Record<string, FieldState>
  readonly conflicts?: ReadonlyArray<FieldConflict>
  readonly warnings?: ReadonlyArray<Warning>
}

/** A record as a screen sees it: the server's state with what still waits laid over it. */
export interface RecordView {
  readonly rec: string
  readonly study: string
  readonly kind: Kind
  /** the day it belongs to; null for days and persons */
  readonly parent: string | null
  readonly rev: number
  readonly deleted: boolean
  readonly revisions: number
  readonly created_by: string | null
  readonly created_at: number | null
  readonly fields: Readonly<Fields>
  /** field → id of the operation that wrote the value shown */
  readonly seen: Readonly<Record<string, string | null>>
  readonly conflicts: ReadonlyArray<FieldConflict>
  readonly warnings: ReadonlyArray<Warning>
  /** operations of this record the server does not have yet */
  readonly pending: number
  /** operations of this record the server has refused; they stay on the phone */
  readonly refused?: number
}

/* Studies */

export interface Code {
  readonly code: string
  readonly label: string
  readonly definition?: string | null
  readonly colour?: string | null
  readonly position?: number | null
  readonly retired?: boolean
  readonly [more: string]: unknown
}

export interface Dimension {
  readonly name: string
  readonly codes: ReadonlyArray<Code>
}

export interface Codebook {
  readonly version: number
  readonly dimensions: ReadonlyArray<Dimension>
}

export interface Subject {
  readonly id: string
  readonly pseudonym: string
  readonly consent_status?: string | null
}

export interface Member {
  readonly account: string
  readonly observer_code: string | null
  readonly role: Role
  readonly name?: string | null
}

export type Role = 'pi' | 'observer' | 'analyst'

/** All a phone needs of a study to work a day without network. */
export interface Study {
  readonly id: string
  readonly title: string
  readonly role: Role
  readonly timezone: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly observer_code: string | null
  readonly codebook_version: number | null
  readonly codebooks: Readonly<Record<string, Codebook>>
  readonly subjects: ReadonlyArray<Subject>
  readonly members: ReadonlyArray<Member>
}

/* A day as the capture and day screens show it */

export interface CodeTotal {
  readonly code: string
  readonly label: string
  readonly ms: number
  readonly count: number
}

export type OpenThing =
  | {readonly what: 'activity' | 'gap' | 'mark'; readonly record: RecordView}
  | {readonly what: 'waiting'; readonly count: number}

export interface DayState {
  readonly day: RecordView
  /** the open primary activity or meeting; the latest started if there are several */
  readonly running: RecordView | null
  /** open secondary activities, first started first */
  readonly alongside: ReadonlyArray<RecordView>
  /** the open gap: the observer has stepped out */
  readonly gap: RecordView | null
  /** everything captured in the day that is not deleted, in time order */
  readonly rows: ReadonlyArray<RecordView>
  /** what was captured in it and deleted */
  readonly deleted: ReadonlyArray<RecordView>
  readonly totals: ReadonlyArray<CodeTotal>
  readonly observedMs: number
  /** work told of and not seen: in no total, and no part of the time observed */
  readonly reportedMs: number
  readonly openThings: ReadonlyArray<OpenThing>
}

/** Why a start cannot be moved; the screen says it in words. */
export interface Refusal {
  readonly code: 'nothing_running' | 'before_neighbour' | 'struck'
  readonly record?: RecordView
  /** the earliest moment the start could be moved to, ms UTC */
  readonly earliest?: number
}

/* Sync */

export type OpStatus = 'applied' | 'duplicate' | 'rejected' | 'deferred'

export interface OpResult {
  /** of what the server keeps of the operation, but for its stamp */
  readonly sha256?: string
  readonly id: string
  readonly status: OpStatus
  readonly rev?: number | null
  readonly stamp?: Stamp | null
  readonly code?: string | null
  readonly field?: string | null
  readonly msg?: string | null
  readonly conflict?: ReadonlyArray<string>
  readonly warnings?: ReadonlyArray<Warning>
}

/** How long a study's trail is, its last hash, and whether ours still stands in it. */
export interface Trail {
  readonly seq: number
  readonly head: string
  readonly witness?: 'ok' | 'broken' | null
}

export interface Page {
  readonly trail?: Trail
  readonly from: string
  readonly next: string
  readonly more: boolean
  readonly records: ReadonlyArray<WireRecord>
}

/** What a request came to. Only 'ok' and 'problem' and 'auth' are our server speaking. */
export interface Answer<Body = unknown> {
  readonly kind: 'ok' | 'portal' | 'offline' | 'auth' | 'problem'
  readonly status: number
  readonly body: Body
  /** seconds the server asked us to wait */
  readonly retryAfter?: number
}

export interface Waiting {
  /** not on the server yet, deferred ones included */
  readonly pending: number
  /** ms of the phone's clock at which the oldest of them was captured */
  readonly oldest: number | null
  readonly rejected: number
  readonly deferred: number
}

export interface NotSavedNotice {
  /** the words typed, so that the screen can keep and share them */
  readonly text: string
  readonly retry: () => Promise<boolean>
}

export interface RefusedOp {
  readonly op: Op
  readonly code: string
  readonly field: string | null
  readonly msg: string | null
  /** all it wrote has been written anew since: nothing is left to be done about it */
  readonly superseded: boolean
}

export interface Account {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly is_operator?: boolean
}

export type SyncState =
  | 'idle'
  | 'offline'
  | 'portal'
  | 'auth'
  | 'backoff'
  | 'mangled'
  | 'upgrade'
  | 'attention'
  | 'working'

export interface SyncStatus {
  readonly state: SyncState
  /** ms of the phone's clock */
  readonly lastSuccess: number | null
  readonly detail: string | null
}

/** An act that has been made: what Undo would take back. */
export interface Act {
  readonly seq: number
  readonly act: string
  readonly day: string | null
  /** ms of the phone's clock */
  readonly at: number
}

/** What an act's function may hand to perform(): changes, alone or with something to say. */
export type Made = ReadonlyArray<Change> | {readonly changes: ReadonlyArray<Change>}

export interface Commit {
  readonly act: string
  readonly day: string | null
  readonly study: string
  /** A function is asked again if something else was saved meanwhile. */
  readonly changes: ReadonlyArray<Change> | (() => ReadonlyArray<Change>)
}

export interface Book {
  readonly uid: string
  readonly account: Account
  readonly studies: ReadonlySignal<ReadonlyArray<Study>>
  /** goes up with every change of anything below: read it to be redrawn */
  readonly changed: ReadonlySignal<number>
  readonly waiting: ReadonlySignal<Waiting>
  readonly notSaved: ReadonlySignal<NotSavedNotice | null>
  /** rows on this phone that are not as they were last written */
  readonly damaged: ReadonlySignal<ReadonlyArray<Damage>>

  /** this moment, with its derived utc */
  now(): Instant
  record(rec: string): RecordView | null
  recordsOf(dayId: string): RecordView[]
  days(studyId?: string): RecordView[]
  persons(subjectId: string): RecordView[]
  dayState(dayId: string): DayState | null
  study(studyId: string): Study | null
  /** the codebook a day is pinned to, else the study's newest here */
  codebookOf(dayId: string): Codebook | null

  commit(commit: Commit): Promise<void>
  /** commit what the function makes of the day's state; resolves to what it made */
  perform<M extends Made>(
    dayId: string,
    act: string,
    make: (state: DayState) => M,
  ): Promise<M>
  undo(dayId: string): Promise<{act: string} | null>
  lastAct(dayId: string): Act | null
  /** what this device wrote of a record, oldest first, as far as it is still kept */
  entriesOf(rec: string): Promise<ReadonlyArray<{op: Op; state: string}>>
  /** the account a device belongs to, as far as the records here tell */
  ownerOf(device: string): string | null
  setting<T>(name: string): T | undefined
  set(name: string, value: unknown): Promise<void>
  /** words that were being typed under this name */
  draft(key: string): string | null
  drafts(): Readonly<Record<string, string>>
  keepDraft(key: string, text: string | null): Promise<void>
  /** what was captured while locked and waits; damaged: how much of it does not open */
  lockedTaps(): Promise<{n: number; damaged: number}>
  /**
   * takes it in, in order; `day`: where it belongs, else the day the pad was set for;
   * `wordsOf`: what is written of a tap that means nothing in its day
   */
  drain(
    onProgress?: (taken: number) => void,
    how?: {day?: string; wordsOf?: import('./domain/locked.js').WordsOf},
  ): Promise<{taken: number; left: number; why?: 'no-day'}>
  refused(): RefusedOp[]
  exportWaiting(): string
  close(): void

  /* for sync */
  readonly device: string
  readonly epoch: string | null
  batch(limits: {ops: number; bytes: number; skip?: (op: Op) => boolean}): Op[]
  settle(results: ReadonlyArray<OpResult>, epoch: string): Promise<void>
  applyPage(study: string, page: Page): Promise<boolean>
  cursor(study: string): string
  /** read this study again from the start */
  forgetCursor(study: string): Promise<void>
  newEpoch(epoch: string): Promise<void>
  /** has the server judge again what it refused */
  retryRefused(): Promise<void>
  putStudies(list: ReadonlyArray<Study>): Promise<void>
  addClock(sample: ClockSample): Promise<void>
  clockSamples(): ReadonlyArray<ClockSample>
  /** a line for the support file; never content */
  note(event: string, detail?: string | undefined): Promise<void>
  /** lets go, once a day, of what the server has had for a month */
  tidy(): Promise<void>
  events(): Promise<ReadonlyArray<{at: number; event: string; detail?: string}>>
}
