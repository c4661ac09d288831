import { exitCodeOfError } from './exit-code.ts'
import type { Io } from './io.ts'
import { printable } from './render/text.ts'

interface Reading {
  readonly code: string
  readonly message: string
  readonly hint: string | undefined
}

/** Prints what, where and the next command, and returns the exit code. */
export function reportError(
  thrown: unknown,
  { io, json, debug }: { readonly io: Io; readonly json: boolean; readonly debug: boolean },
): number {
  const { code, message, hint } = readError(thrown)
  const stack = debug && thrown instanceof Error ? stackOf(thrown) : undefined
  if (json) {
    const error = { code, message, ...(hint === undefined ? {} : { hint }), ...(stack ? { stack } : {}) }
    io.out(`${JSON.stringify({ error })}\n`)
  } else {
    const lines = [`twelvefold: ${printable(message)} (${code})`, ...(hint ? [`  ${printable(hint)}`] : [])]
    io.err(`${[...lines, ...(stack ? [stack] : [])].join('\n')}\n`)
  }
  return exitCodeOfError(code)
}

/**
 * Ours have a code and a place for a hint. They are known by their shape: an agent may hold another copy of the
 * package, and an error of that copy is as good.
 */
function readError(thrown: unknown): Reading {
  const { code, message, hint } = (thrown ?? {}) as Partial<Record<keyof Reading, unknown>>
  if (thrown instanceof Error && 'hint' in thrown && typeof code === 'string') {
    return { code, message: String(message), hint: typeof hint === 'string' ? hint : undefined }
  }
  const text = typeof message === 'string' && message !== '' ? message : String(thrown)
  return { code: 'internal', message: text, hint: 'run it again with --debug, and report what it prints' }
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}
