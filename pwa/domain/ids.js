/** Time-ordered identifiers: UUID version 7 (RFC 9562). */

let lastMs = 0
let lastCount = 0

/**
 * A new id, greater than every one this page has made before.
 *
 * @param {number} now ms; a clock set back is overtaken, not followed
 * @param {(bytes: Uint8Array<ArrayBuffer>) => Uint8Array} [random] fills the bytes
 * @returns {string}
 */
export function uuid7(now, random = (bytes) => crypto.getRandomValues(bytes)) {
  const bytes = new Uint8Array(16)
  random(bytes)
  const ms = Math.floor(now) || 0
  if (ms > lastMs) {
    lastMs = ms
    // From the lower half, so that there is room to count within one millisecond.
    lastCount = (((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)) & 0x7ff
  } else if (lastCount < 0xfff) lastCount++
  else {
    lastMs++
    lastCount = 0
  }
  new DataView(bytes.buffer).setUint32(0, Math.floor(lastMs / 0x10000))
  bytes[4] = (lastMs >> 8) & 0xff
  bytes[5] = lastMs & 0xff
  bytes[6] = 0x70 | (lastCount >> 8)
  bytes[7] = lastCount & 0xff
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
