import { resolve } from 'node:path'
import { profiles, type Profile } from '../../audit/catalogue/profile.ts'
import { UsageError } from '../../runtime/twelvefold-error.ts'
import { textOption, type Invocation } from '../command.ts'
import { oneLine } from '../render/text.ts'

export const formats = ['terminal', 'json', 'html'] as const
export type Format = (typeof formats)[number]

/** What `audit` was asked to do; paths are absolute. */
export interface AuditRequest {
  readonly root: string
  readonly format: Format
  readonly out: string | undefined
  readonly all: boolean
  readonly gate: boolean
  readonly profile: Profile | undefined
  readonly saveFacts: string | undefined
  readonly fromFacts: string | undefined
  readonly config: string | undefined
}

/** @throws UsageError */
export function auditRequest(invocation: Invocation): AuditRequest {
  const { io, globals, operands, options } = invocation
  const path = (name: string): string | undefined => {
    const value = textOption(invocation, name)
    return value === undefined ? undefined : pathOf(value, `--${name}`, io.cwd)
  }
  const fromFacts = path('fromFacts')
  if (fromFacts !== undefined && operands[0] !== undefined) {
    throw new UsageError('facts are judged as they were saved: give a folder or --from-facts, not both')
  }
  const format = oneOf(textOption(invocation, 'format'), formats, 'format')
  if (globals.json && format !== undefined && format !== 'json') {
    throw new UsageError(`--json and --format ${format} contradict each other`, { hint: 'give one of them' })
  }
  return {
    root: pathOf(operands[0] ?? '.', 'the path', io.cwd),
    format: format ?? (globals.json ? 'json' : 'terminal'),
    out: path('out'),
    all: options['all'] === true,
    gate: options['gate'] === true,
    profile: oneOf(textOption(invocation, 'profile'), profiles, 'profile'),
    saveFacts: path('saveFacts'),
    fromFacts,
    config: path('config'),
  }
}

function pathOf(value: string, name: string, cwd: string): string {
  if (value === '' || value.includes('\0')) throw new UsageError(`${name} is no path`)
  return resolve(cwd, value)
}

function oneOf<Value extends string>(
  value: string | undefined,
  values: readonly Value[],
  name: string,
): Value | undefined {
  const found = values.find((one) => one === value)
  if (value === undefined || found !== undefined) return found
  throw new UsageError(`"${oneLine(value, 40)}" is no ${name}`, { hint: `one of ${values.join(', ')}` })
}
