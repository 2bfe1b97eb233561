/** The day log as a file: downloaded, or handed to another app. */
import {useSignal} from '../vendor/signals.js'
import {csvName, dayLog} from '../domain/daylog.js'
import {announce} from '../ui/announce.js'
import {download, share} from '../ui/download.js'
import {SelectField} from '../ui/field.js'
import {html} from '../ui/html.js'
import {t} from '../ui/language.js'

/** @import {Book, RecordView} from '../types.d.ts' */

/** Made here: the network has no part in it. @param {{book: Book, day: RecordView}} props */
export function TakeOut({book, day}) {
  const flavour = useSignal(/** @type {'statistics' | 'spreadsheet'} */ ('statistics'))
  const make = () => {
    const study = book.study(day.study)
    if (!study) return null
    const {members, subjects} = study
    const what = {study, day, records: book.recordsOf(day.rec), members, subjects}
    return {name: csvName(what), text: dayLog(what, flavour.value)}
  }
  const save = () => {
    const file = make()
    if (!file) return
    download(file.name, file.text)
    announce(t`Saved ${file.name}`)
  }
  const hand = async () => {
    const file = make()
    if (!file) return
    const how = await share(file.name, file.text)
    if (how !== 'cancelled')
      announce(how === 'shared' ? t`Shared` : t`Saved ${file.name}`)
  }
  return html`<section class="day-tools" data-noprint aria-label="Day log">
    <${SelectField}
      label="Day log for"
      value=${flavour.value}
      options=${[
        {value: 'statistics', label: t`Statistics (exact values)`},
        {value: 'spreadsheet', label: t`Spreadsheets (formulas made harmless)`},
      ]}
      onInput=${(/** @type {'statistics' | 'spreadsheet'} */ value) => {
        flavour.value = value
      }}
    />
    <button type="button" class="button" data-main onClick=${save}>Download CSV</button>
    <button type="button" class="button" onClick=${hand}>Share</button>
  </section>`
}
