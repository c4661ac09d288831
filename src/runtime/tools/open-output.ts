import { z } from 'zod'
import { ownError } from '../errors/own-error.ts'
import { defineTool } from './define-tool.ts'
import { failed, succeeded } from './tool.ts'

/** So much of what stands before the words that were looked for is shown with them. */
const BEFORE = 200

/** The model reads on in an output that was too long for its event: from a place on, or from words in it. */
export const openOutput = defineTool({
  name: 'open_output',
  description: { prompt: 'twelvefold/open-output' },
  input: z.object({
    output: z.string().min(8),
    offset: z.number().int().min(0).default(0),
    length: z.number().int().min(1).max(10_000).default(4_000),
    find: z.string().min(1).optional(),
  }),
  output: z.object({
    text: z.string(),
    offset: z.number(),
    next: z.number().nullable(),
    characters: z.number(),
  }),
  effect: 'read',
  // The largest piece that can be asked for: cut again it would never be seen.
  outputLimit: 25_000,
  async run({ input: { output, offset, length, find }, openOutput: open }) {
    const whole = await open(output)
    if (whole === undefined) {
      return failed(ownError('output_not_found', `no output ${output} was kept in this thread`))
    }
    const found = find === undefined ? offset : whole.indexOf(find, offset)
    if (found === -1) return failed(ownError('words_not_found', `not in the output after ${offset}: ${find}`))
    const from = find === undefined ? offset : Math.max(offset, found - BEFORE)
    const text = whole.slice(from, from + length)
    const next = from + text.length < whole.length ? from + text.length : null
    return succeeded({ text, offset: from, next, characters: whole.length })
  },
})
