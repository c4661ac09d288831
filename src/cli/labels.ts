import type { Labels } from '../runtime/thread/event.ts'
import { UsageError } from '../runtime/twelvefold-error.ts'
import { oneLine } from './render/text.ts'

/** `--label a=1 --label b=2` as labels. @throws UsageError */
export function labelsOf(given: unknown): Labels {
  const texts = Array.isArray(given) ? (given as readonly string[]) : []
  const pairs = texts.map((text) => {
    const [, name, value] = /^([A-Za-z][\w.-]{0,62})=(.+)$/su.exec(text) ?? []
    if (name !== undefined && value !== undefined) return [name, value] as const
    throw new UsageError(`"${oneLine(text, 40)}" is no label`, { hint: 'write --label name=value' })
  })
  return Object.fromEntries(pairs)
}
