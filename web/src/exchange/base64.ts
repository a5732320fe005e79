/** Bytes as text, in base64 and in its form for addresses. */

/** Arguments of one call are bounded. */
const CHUNK_BYTES = 8_192;

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    text += String.fromCharCode(...bytes.subarray(from, from + CHUNK_BYTES));
  }
  return btoa(text);
}

/** Base64url without padding. */
export const base64url = (bytes: ArrayBuffer): string =>
  base64(new Uint8Array(bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Reads base64, and base64url with or without padding. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
