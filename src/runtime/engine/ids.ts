import { randomBytes } from 'node:crypto'

/** Crockford's base 32 in lower case: no letter is mistaken for a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Twelve random characters (60 bits); people use the first four or more of them. */
export function randomId(): string {
  return Array.from(randomBytes(12), (byte) => ALPHABET[byte % 32]).join('')
}
