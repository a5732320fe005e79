/** A new id for a write: 32 random hexadecimal digits. Works where a page is not served over TLS, too. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
