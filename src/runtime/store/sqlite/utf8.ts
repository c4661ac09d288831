/** A text that was read as bytes. Those that are no UTF-8 become replacement characters, which do not fit the hash chain. */
export function utf8(bytes: Uint8Array): string {
  // Some drivers give an ArrayBuffer: this takes both.
  return Buffer.from(bytes).toString('utf8')
}
