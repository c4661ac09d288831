import type { TSESTree } from '@typescript-eslint/types'
import { parseSync, type Comment, type ParseResult } from 'oxc-parser'
import { languagesOf, type Language } from './language.ts'
import { lineStartsOf, lineAt } from './lines.ts'
import { moduleRecord, type ModuleRecord } from './module-record.ts'
import { isNestedTooDeeply } from './nesting.ts'
import { readText } from './read-text.ts'
import { salvage } from './salvage.ts'
import type { SourceFile } from './source-file.ts'

/** A file as text and tree. The tree is made when it is first read: that costs four times what parsing does. */
export interface Parsed {
  readonly text: string
  /** ESTree with TypeScript's nodes, offsets in `start` and `end`, no node for parentheses. Empty for a file that is unread. */
  readonly program: TSESTree.Program
  readonly record: ModuleRecord
  readonly comments: readonly Comment[]
  readonly problem: ParseProblem | undefined
  /** 1-based. */
  readonly lineOf: (offset: number) => number
}

export interface ParseProblem {
  readonly reason: string
  readonly line: number
  readonly endLine: number
  /** Everything outside these lines was read. */
  readonly partly: boolean
}

/** Never throws: a file that cannot be read or parsed is an empty program with a problem. */
export function parseSource(file: SourceFile, known?: string): Parsed {
  if (known !== undefined) return parseText(file.path, known)
  const { text, problem } = readText(file.absolute, file.size)
  return problem === undefined ? parseText(file.path, text) : unread('', problem, 1)
}

export function parseText(path: string, text: string): Parsed {
  if (path.endsWith('.baml')) return { ...emptyProgram(), text }
  if (isNestedTooDeeply(text))
    return unread(text, 'nested too deeply to be parsed', lineAt(lineStartsOf(text), text.length))
  const attempts = languagesOf(path)
  let first: ParseResult | undefined
  for (const language of attempts) {
    const result = parseAs(path, text, language)
    first ??= result
    if (isUsable(result, text)) return parsed(text, result, undefined)
  }
  const reason = first?.errors[0]?.message ?? 'not a program'
  const rest = salvage(text, (part) => isUsable(parseAs(path, part, attempts[0]!), part))
  const result = rest && parseAs(path, rest.text, attempts[0]!)
  if (rest && result && result.program.body.length > 0)
    return parsed(text, result, {
      reason: `syntax error: ${reason}`,
      line: rest.line,
      endLine: rest.endLine,
      partly: true,
    })
  return unread(text, `syntax error: ${reason}`, lineAt(lineStartsOf(text), text.length))
}

function parseAs(path: string, text: string, language: Language): ParseResult {
  return parseSync(path, text, { ...language, astType: 'ts', preserveParens: false })
}

/** On an error that it cannot pass, oxc gives an empty body; on others, the whole tree and a complaint. */
function isUsable(result: ParseResult, text: string): boolean {
  return result.errors.length === 0 || (result.program.body.length > 0 && text.trim() !== '')
}

function parsed(text: string, result: ParseResult, problem: ParseProblem | undefined): Parsed {
  let record: ModuleRecord | undefined
  let starts: readonly number[] | undefined
  return {
    text,
    problem,
    get program() {
      return result.program as unknown as TSESTree.Program
    },
    get record() {
      return (record ??= moduleRecord(text, result.module, result.comments))
    },
    get comments() {
      return result.comments
    },
    lineOf: (offset) => lineAt((starts ??= lineStartsOf(text)), offset),
  }
}

function unread(text: string, reason: string, endLine: number): Parsed {
  return { ...emptyProgram({ reason, line: 1, endLine, partly: false }), text }
}

function emptyProgram(problem?: ParseProblem): Parsed {
  return parsed('', parseSync('empty.ts', '', { astType: 'ts' }), problem)
}
