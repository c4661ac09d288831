import { UsageError } from '../runtime/twelvefold-error.ts'
import { textOption, type Invocation } from './command.ts'
import { oneLine } from './render/text.ts'

/** A whole number from 1 on. @throws UsageError */
export function numberOption(invocation: Invocation, name: string): number | undefined {
  const text = textOption(invocation, name)
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new UsageError(`--${name} "${oneLine(text, 40)}" is no whole number from 1 on`)
}
