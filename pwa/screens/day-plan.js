/** More about the day: planned hours, what kind of day, and a second observer. All may stay empty. */
import {useSignal} from '../vendor/signals.js'
import {codeOf, plannedAt, spokenCode, tidyCode} from '../domain/day-plan.js'
import {utcMs} from '../domain/day.js'
import {ENUMERATIONS} from '../domain/kinds.js'
import {localOf} from '../domain/zone.js'
import {announce} from '../ui/announce.js'
import {SelectField, TextField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'
import {labelWords} from '../ui/words.js'

/** @import {Book, Fields, Instant} from '../types.d.ts' */

/**
 * @param {{book: Book, fields: Fields, date: string, zone: string,
 *   put: (patch: Fields) => void}} props `put`: null clears a field
 */
export function DayPlan({book, fields, date, zone, put}) {
  const text = (/** @type {string} */ name) => String(fields[name] ?? '')
  const at = (/** @type {string} */ name) =>
    /** @type {Instant | undefined} */ (fields[name] ?? undefined)
  const choose = (/** @type {string} */ name) => (/** @type {string} */ value) =>
    put({[name]: value || null})
  /** @param {'planned_start' | 'planned_end'} name */
  const planned = (name) => (/** @type {string} */ time) => {
    const now = book.now()
    const start = name === 'planned_end' && at('planned_start')
    const after = start ? {after: utcMs(start)} : {}
    const on = {date, zone, ahead: now.wall - utcMs(now), ...after}
    put({[name]: time ? plannedAt(time, on) : null})
  }
  return html`<div class="stack">
    <${Hour}
      label="Planned start"
      value=${at('planned_start')}
      onInput=${planned('planned_start')}
    />
    <${Hour}
      label="Planned end"
      value=${at('planned_end')}
      onInput=${planned('planned_end')}
    />
    <${SelectField}
      label="What kind of day"
      value=${text('day_type')}
      options=${wordsOf('day_type')}
      empty=${t`Not said`}
      onInput=${choose('day_type')}
    />
    ${
      text('day_type') === 'atypical' &&
      html`<${Line}
        label="Why is it atypical?"
        value=${text('day_type_why')}
        maxlength=${400}
        onDone=${choose('day_type_why')}
      />`
    }
    <${SelectField}
      label="Your part in a joint session"
      value=${text('session_role')}
      options=${wordsOf('session_role')}
      empty=${t`Alone`}
      hint="Two observers of one day: one for the analysis, the other for its reliability."
      onInput=${choose('session_role')}
    />
    ${
      (text('session_role') || text('joint_session_id')) &&
      html`<${Joint}
        book=${book}
        code=${text('joint_session_id')}
        tap=${at('sync_tap_at')}
        put=${put}
      />`
    }
  </div>`
}

/** @param {{book: Book, code: string, tap: Instant | undefined, put: (patch: Fields) => void}} props */
function Joint({book, code, tap, put}) {
  const make = () =>
    put({joint_session_id: codeOf(crypto.getRandomValues(new Uint32Array(6)))})
  const press = () => {
    put({sync_tap_at: book.now()})
    announce(t`Sync tap kept`)
  }
  return html`
    <${Line}
      label="Session code"
      value=${spokenCode(code)}
      maxlength=${40}
      hint="The same on both phones: one makes it and reads it out, the other types it."
      onDone=${(/** @type {string} */ typed) =>
        put({joint_session_id: tidyCode(typed) || null})}
    />
    ${
      !code &&
      html`<div>
        <button type="button" class="button" onClick=${make}>Make a code</button>
      </div>`
    }
    <div>
      <button type="button" class="button" data-wide onClick=${press}>Sync tap</button>
    </div>
    <p class="quiet small" role="status">
      ${
        tap
          ? t`Tapped at ${clock(tap)}. Tap again with the other if one of you missed.`
          : t`Count aloud together, three, two, one, and both press: so it is known how far the two phones are apart.`
      }
    </p>
  `
}

/** @param {Instant} tap */
const clock = (tap) => {
  const ms = utcMs(tap)
  const tenths = Math.floor((((ms % 1000) + 1000) % 1000) / 100)
  return `${localOf(ms, tap.utcoff).slice(11)}.${tenths}`
}

/** @param {{label: string, value: Instant | undefined, onInput: (time: string) => void}} props */
function Hour({label, value, onInput}) {
  return html`<${TextField}
    label=${label}
    type="time"
    value=${value ? localOf(utcMs(value), value.utcoff).slice(11, 16) : ''}
    onInput=${onInput}
  />`
}

/**
 * Words that count once they are done: an operation for each letter would be too much.
 *
 * @param {{label: string, value: string, onDone: (text: string) => void, maxlength: number, hint?: string}} props
 */
function Line({value, onDone, ...rest}) {
  const draft = useSignal(/** @type {string | null} */ (null))
  return html`<${TextField}
    ...${rest}
    value=${draft.value ?? value}
    onInput=${(/** @type {string} */ typed) => {
      draft.value = typed
    }}
    onChange=${() => {
      if (draft.value !== null) onDone(draft.value.trim())
      draft.value = null
    }}
  />`
}

/** @param {string} list */
const wordsOf = (list) =>
  Object.keys(ENUMERATIONS[list] ?? {}).map((value) => ({
    value,
    label: labelWords(list, value),
  }))
