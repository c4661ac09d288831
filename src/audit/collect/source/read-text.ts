import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'

/** The text of a file, or why it has none: bounded, of any encoding, without a byte order mark. */
export interface ReadText {
  readonly text: string
  readonly problem: string | undefined
}

/** Larger files are data or bundles: nobody edits them as source. */
const LARGEST_SOURCE = 1_000_000

export function readText(absolute: string, size?: number): ReadText {
  try {
    const expected = size ?? statSync(absolute).size
    if (expected > LARGEST_SOURCE) return unread(`larger than ${LARGEST_SOURCE / 1_000_000} MB`)
    return decoded(readFileSync(absolute))
  } catch (error) {
    return unread(`cannot be opened (${codeOf(error)})`)
  }
}

function decoded(bytes: Buffer): ReadText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: utf16(bytes, 'utf-16le'), problem: undefined }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: utf16(bytes, 'utf-16be'), problem: undefined }
  if (bytes.includes(0)) return unread('binary')
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  // One byte a character never fails, and keeps every ASCII character: all that the grammar needs.
  return { text: bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1', from), problem: undefined }
}

function utf16(bytes: Buffer, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes)
}

function unread(problem: string): ReadText {
  return { text: '', problem }
}

/** `ENOENT` and the like. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
