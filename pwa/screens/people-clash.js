/** One code that two phones gave: one person twice, or two people. */
import {useSignal} from '../vendor/signals.js'
import {edit, remove} from '../domain/capture.js'
import {instantOf, utcMs} from '../domain/day.js'
import {codeOf, sameCode, suggestedCode, takenOver} from '../domain/people.js'
import {TextField} from '../ui/field.js'
import {count, localMoment} from '../ui/format.js'
import {html} from '../ui/html.js'
import {into} from '../ui/into.js'
import {t} from '../ui/language.js'
import {write} from './acting.js'
import {factsOf} from './people-facts.js'
import {textOf} from './titles.js'

/** @import {Book, RecordView} from '../types.d.ts' */
/** @import {Use} from '../domain/people.js' */

/**
 * @param {{
 *   book: Book, persons: RecordView[], taken: string[], uses: ReadonlyMap<string, Use>,
 * }} props `persons`: all of one code, first made first
 */
export function Clash({book, persons, taken, uses}) {
  const [kept, ...others] = persons
  if (!kept) return null
  const code = codeOf(kept)
  const times = uses.get(code)?.times ?? 0
  const join = () =>
    write(book, {
      act: `person:${code}`,
      day: null,
      study: kept.study,
      changes: [...edit(kept, takenOver(kept, others)), ...others.flatMap(remove)],
    })
  return html`<section class="notice" data-tone="warn" aria-label=${t`${code} twice`}>
    <p>
      <strong>${html`<bdi>${code}</bdi>`} stands for ${persons.length} people.</strong>
      ${' '}${t`Two devices gave the code, each without the other.`}${' '}
      ${times > 0 && t`${count(times, 'record')} on this device say ${code}: if you rename one, look whether some of them meant the other.`}
    </p>
    ${persons.map(
      (person) =>
        html`<${Rename}
          key=${person.rec}
          book=${book}
          person=${person}
          taken=${taken}
        />`,
    )}
    <div>
      <button type="button" class="button" onClick=${join}>
        They are one person: keep one
      </button>
    </div>
  </section>`
}

/** @param {{book: Book, person: RecordView, taken: string[]}} props */
function Rename({book, person, taken}) {
  const who = {
    relation: textOf(person, 'relation'),
    function: textOf(person, 'function'),
  }
  const typed = useSignal(suggestedCode(who, taken) || nextOf(codeOf(person), taken))
  const code = typed.value.trim()
  const clash = taken.some((one) => sameCode(one) === sameCode(code))
  const rename = (/** @type {Event} */ event) => {
    event.preventDefault()
    if (!code || clash) return
    void write(book, {
      act: `person:${code}`,
      day: null,
      study: person.study,
      changes: edit(person, {person_code: code}),
    })
  }
  const made = instantOf(person, 'recorded_at')
  const facts = factsOf(person) || t`nothing said yet`
  const label = made
    ? t`New code for: ${facts}, added ${localMoment(utcMs(made))}`
    : t`New code for: ${facts}`
  return html`<form class="row" onSubmit=${rename}>
    <div class="grow">
      <${TextField}
        label=${label}
        value=${typed.value}
        maxlength=${64}
        autocapitalize="characters"
        fault=${clash ? t`${code} is somebody already.` : undefined}
        onInput=${into(typed)}
      />
    </div>
    <button type="submit" class="button push-down">Rename</button>
  </form>`
}

/** @param {string} code @param {string[]} taken */
function nextOf(code, taken) {
  const used = new Set(taken.map(sameCode))
  const stem = code.replace(/\d+$/, '')
  let n = 2
  while (used.has(sameCode(`${stem}${n}`))) n += 1
  return `${stem}${n}`
}
