/** The next version of a codebook on this device: fetched, changed, saved, published. */
import {batch, computed, signal} from '../vendor/signals.js'
import {differences, draftOf} from '../domain/codebook-draft.js'
import {
  fetchCodebook,
  listCodeUse,
  listVersions,
  publishCodebook,
  saveDraft,
} from '../sync/codebooks.js'
import {announce} from '../ui/announce.js'
import {t} from '../ui/language.js'
import {deskTalk} from '../ui/reauth.js'

/** @import {Book, Codebook} from '../types.d.ts' */
/** @import {Draft} from '../domain/codebook-draft.js' */
/** @import {CodeUse, Version} from '../sync/codebooks.js' */

/** @typedef {ReturnType<typeof editing>} Editing */
/** @typedef {{base: number, dimensions: Draft}} Unsaved kept on this device until it is saved */

/**
 * @param {Book} book
 * @param {string} study
 */
export function editing(book, study) {
  const talk = deskTalk()
  const published = signal(/** @type {Codebook | null} */ (null))
  const draft = signal(/** @type {Draft} */ ([]))
  const onServer = signal(false)
  const unsaved = signal(false)
  const uses = signal(/** @type {CodeUse[]} */ ([]))
  const versions = signal(/** @type {Version[]} */ ([]))
  const before = computed(() => (published.value ? draftOf(published.value) : []))
  const changes = computed(() => differences(before.value, draft.value))

  const keep = (/** @type {Unsaved | null} */ kept) =>
    book
      .set('codebooks', {...(book.setting('codebooks') ?? {}), [study]: kept})
      .catch(console.error)

  async function load() {
    const current = await talk.ask(() => fetchCodebook(study, 'current'))
    if (!current) return
    const counted = await talk.ask(() => listCodeUse(study))
    const listed = await talk.ask(() => listVersions(study))
    if (!counted || !listed) return
    // That there is no draft is no fault.
    const saved = await fetchCodebook(study, 'draft')
    const kept = /** @type {Unsaved | null | undefined} */ (
      book.setting('codebooks')?.[study]
    )
    const mine = kept?.base === current.version ? kept.dimensions : null
    batch(() => {
      uses.value = counted
      versions.value = listed
      onServer.value = saved.kind === 'ok'
      unsaved.value = mine !== null
      draft.value = mine ?? draftOf(saved.kind === 'ok' ? saved.body : current)
      published.value = current
    })
  }

  /** @param {Draft} next */
  function change(next) {
    batch(() => {
      draft.value = next
      unsaved.value = true
    })
    void keep({base: published.value?.version ?? 0, dimensions: next})
  }

  async function save() {
    const dimensions = draft.value
    const saved = await talk.ask(() => saveDraft(study, {dimensions}))
    if (!saved) return false
    batch(() => {
      draft.value = draftOf(saved)
      onServer.value = true
      unsaved.value = false
    })
    await keep(null)
    announce(t`Draft saved`)
    return true
  }

  return {
    study,
    talk,
    published,
    before,
    draft,
    changes,
    onServer,
    unsaved,
    uses,
    versions,
    load,
    change,
    save,

    /** @param {string} changeNote */
    async publish(changeNote) {
      if ((unsaved.value || !onServer.value) && !(await save())) return false
      const done = await talk.ask(() => publishCodebook(book, study, changeNote))
      if (!done) return false
      announce(t`Version ${done.version} is published`)
      await load()
      return true
    },

    async discard() {
      await keep(null)
      await load()
    },

    /** How many records use a code. @param {string} dimension @param {string} code */
    usesOf: (dimension, code) =>
      uses.value.find((use) => use.dimension === dimension && use.code === code)
        ?.records ?? 0,
  }
}
