/** What the app remembers besides records: settings, and words on their way. */

/** @import {Ledger} from './ledger.js' */

/**
 * @param {Ledger} ledger
 * @param {Record<string, (value: any) => Promise<void>>} own settings that have rules
 */
export function keeping(ledger, own) {
  return {
    /** @param {string} name */
    setting: (name) => /** @type {any} */ (ledger.memory.settings[name]),

    /**
     * @param {string} name
     * @param {unknown} value
     */
    set(name, value) {
      const rule = own[name]
      if (rule) return rule(value)
      return ledger.queue(async () => {
        await ledger.write(() => ({
          head: ledger.memory.head,
          settings: {...ledger.memory.settings, [name]: value},
        }))
      })
    },

    /**
     * @param {string} key
     * @returns {string | null}
     */
    draft: (key) => ledger.memory.drafts[key] ?? null,

    drafts: () => ledger.memory.drafts,

    /**
     * @param {string} key
     * @param {string | null} text null: they are saved, or given up
     */
    keepDraft: (key, text) =>
      ledger.queue(async () => {
        await ledger.write(() => {
          const {head, drafts} = ledger.memory
          if ((drafts[key] ?? null) === text) return null
          const {[key]: _, ...others} = drafts
          return {head, drafts: text === null ? others : {...others, [key]: text}}
        })
      }),
  }
}
