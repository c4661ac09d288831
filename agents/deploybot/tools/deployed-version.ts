import { defineTool, succeeded } from 'twelvefold'
import { z } from 'zod'
import { environment } from '../schemas.ts'
import { inWorkspace } from './workspace.ts'

export const deployedVersion = defineTool({
  name: 'deployed_version',
  description: { prompt: 'deploybot/deployed-version' },
  input: z.object({ environment }),
  output: z.object({ version: z.string().nullable() }),
  effect: 'read',
  run: ({ input, ...context }) =>
    inWorkspace(context, async ({ target }) => {
      const version = await target(input.environment).current()
      return succeeded({ version }, { summary: version ?? 'nothing is deployed' })
    }),
})
