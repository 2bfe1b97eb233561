/** Bytes as the cryptography takes and gives them. */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * @param {string} text
 * @returns {Bytes}
 */
export function utf8(text) {
  return new TextEncoder().encode(text)
}

/**
 * @param {ReadonlyArray<Bytes>} parts
 * @returns {Bytes}
 */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, {length}) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * @param {Bytes} bytes
 * @returns {string}
 */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * @param {Bytes} bytes
 * @returns {string}
 */
export function base64(bytes) {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/**
 * @param {string} text
 * @returns {Bytes}
 */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}

/**
 * @param {number} count
 * @returns {Bytes}
 */
export function random(count) {
  return crypto.getRandomValues(new Uint8Array(count))
}

/**
 * Public values only: it takes as long as they agree.
 *
 * @param {Bytes} a
 * @param {Bytes} b
 * @returns {boolean}
 */
export function same(a, b) {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

/**
 * @param {Bytes} bytes
 * @returns {Promise<Bytes>}
 */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
