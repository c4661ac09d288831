// Any error as one line: the only form in which errors enter events and the context window.
import type { CompactError } from '../thread/compact-error.ts'
import { redact } from './redact.ts'

export type { CompactError } from '../thread/compact-error.ts'

/** Longest message, in characters: one line that a model reads at a glance. */
const MAX_MESSAGE = 100
const RETRYABLE = new Set(['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN', 'timed_out'])

/**
 * The first line of anything that was thrown, at most 100 characters, without stack and secrets.
 * Never throws, whatever it is given.
 */
export function compactError(thrown: unknown): CompactError {
  const { name, code, message, status, cause } = read(thrown)
  const word = code ?? (name && name !== 'Error' ? snakeCase(name) : 'error')
  const line = firstLine(message || word)
  return {
    code: word,
    message: line,
    ...(cause === undefined ? {} : { cause: firstLine(cause) }),
    retryable: RETRYABLE.has(word) || status === 429 || (status !== undefined && status >= 500),
    fingerprint: fingerprint(`${word}\n${line.replace(/\d+/g, '#')}`),
  }
}

/** A compact error that our own code makes: `code` is one of the catalogue's words, `message` one line. */
export function makeError(code: string, message: string, hint?: string): CompactError {
  const { message: line, fingerprint: print } = compactError({ code, message })
  return {
    code,
    message: line,
    ...(hint === undefined ? {} : { hint: firstLine(hint) }),
    retryable: false,
    fingerprint: print,
  }
}

interface Read {
  readonly name?: string
  readonly code?: string
  readonly message: string
  readonly status?: number
  readonly cause?: string
}

function read(thrown: unknown): Read {
  try {
    if (typeof thrown === 'string') return { message: thrown }
    if (typeof thrown !== 'object' || thrown === null) return { message: String(thrown) }
    const { name, code, message, status, statusCode, cause } = thrown as Record<string, unknown>
    const causeLine = cause instanceof Error ? cause.message : undefined
    const number = typeof status === 'number' ? status : statusCode
    return {
      message: typeof message === 'string' ? message : '',
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof code === 'string' ? { code: code.slice(0, 40) } : {}),
      ...(typeof number === 'number' ? { status: number } : {}),
      ...(causeLine ? { cause: causeLine } : {}),
    }
  } catch {
    return { message: 'an error that cannot be read' }
  }
}

function firstLine(text: string): string {
  // Cut before the patterns run: a thrown megabyte must not cost a megabyte of matching.
  const start = text.slice(0, 2_000)
  const line =
    redact(start)
      .split(/\r?\n/)
      .find((part) => part.trim() !== '') ?? ''
  const clean = line.replace(/\s+/g, ' ').trim()
  return clean.length > MAX_MESSAGE ? `${clean.slice(0, MAX_MESSAGE - 1)}…` : clean
}

function snakeCase(name: string): string {
  return name
    .slice(0, 40)
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase()
}

/** FNV-1a, 32 bit: enough to group repeats, and pure. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
