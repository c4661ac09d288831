import { answerRequest } from '../answer-request.ts'
import { textOption, type RunCommand } from '../command.ts'

export const run: RunCommand = async (invocation) => {
  const text = textOption(invocation, 'reason')
  return answerRequest(invocation, { answer: 'rejected', ...(text === undefined ? {} : { text }) })
}
