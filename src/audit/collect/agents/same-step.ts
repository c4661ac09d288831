import type { CallSighting } from '../sighting.ts'

/** Both calls ask by the same declared function: its prompt is the same text at the same place. */
export function isSameStep(one: CallSighting, other: CallSighting): boolean {
  const [prompt] = one.inputs
  return one.api === other.api && other.inputs.some(({ at }) => at.node === prompt?.at.node)
}
