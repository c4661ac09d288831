import { z } from 'zod'
import { ownError } from '../errors/own-error.ts'
import { defineTool } from './define-tool.ts'
import { failed } from './tool.ts'

// Control flow handles both by name, so their handlers are reached only by a `decide` that runs them as tools.

/** The model asks a person: the thread waits, holding no process, until somebody answers. */
export const requestHumanInput = defineTool({
  name: 'request_human_input',
  description: { prompt: 'twelvefold/request-human-input' },
  input: z.object({ question: z.string().min(1), options: z.array(z.string()).optional() }),
  output: z.object({ answer: z.string() }),
  effect: 'read',
  run: async () => failed(ownError('not_a_handler', 'decide must return ask_human for request_human_input')),
})

/** The model says that it is done, and what came of it: the only way in which it ends a run. */
export const doneForNow = defineTool({
  name: 'done_for_now',
  description: { prompt: 'twelvefold/done-for-now' },
  input: z.object({ message: z.string() }),
  output: z.object({ message: z.string() }),
  effect: 'read',
  run: async () => failed(ownError('not_a_handler', 'decide must return finish for done_for_now')),
})
