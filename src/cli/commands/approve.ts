import type { JsonObject } from '../../runtime/thread/json.ts'
import { UsageError } from '../../runtime/twelvefold-error.ts'
import { answerRequest } from '../answer-request.ts'
import { textOption, type RunCommand } from '../command.ts'

export const run: RunCommand = async (invocation) => {
  const edit = textOption(invocation, 'edit')
  const text = textOption(invocation, 'reason')
  const answer =
    edit === undefined
      ? ({ answer: 'approved' } as const)
      : ({ answer: 'edited', input: parseInput(edit) } as const)
  return answerRequest(invocation, { ...answer, ...(text === undefined ? {} : { text }) })
}

function parseInput(text: string): JsonObject {
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch (cause) {
    throw new UsageError('--edit is not JSON', { hint: `write --edit '{"name":"value"}'`, cause })
  }
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as JsonObject
  throw new UsageError('--edit is no JSON object', { hint: `write --edit '{"name":"value"}'` })
}
