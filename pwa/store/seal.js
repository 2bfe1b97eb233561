/**
 * The one gate every content passes on its way to disk and back.
 *
 * Nothing is locked yet: what goes in comes out. The shape is already that of encryption:
 * asynchronous, and called before a transaction opens, because a transaction ends as soon
 * as anything but the database is waited for.
 */

/** @typedef {{v: 0, value: unknown}} Sealed */

/**
 * @param {string} _context where it will lie; a sealed value moved elsewhere must not open
 * @param {unknown} value
 * @returns {Promise<Sealed>}
 */
export async function seal(_context, value) {
  return {v: 0, value}
}

/**
 * @param {string} _context
 * @param {Sealed} sealed
 * @returns {Promise<unknown>}
 */
export async function open(_context, sealed) {
  return sealed.value
}

/**
 * The key under which a record may lie in clear: it must tell nothing, not even when.
 *
 * @param {string} id
 * @returns {Promise<string>}
 */
export async function keyFor(id) {
  return id
}
