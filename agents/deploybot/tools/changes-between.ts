import { defineTool, failed, makeError, succeeded } from 'twelvefold'
import { z } from 'zod'
import { changes, tag } from '../schemas.ts'
import { inWorkspace } from './workspace.ts'

export const changesBetween = defineTool({
  name: 'changes_between',
  description: { prompt: 'deploybot/changes-between' },
  input: z.object({ from: tag, to: tag }),
  output: z.object({ changes }),
  effect: 'read',
  run: ({ input: { from, to }, ...context }) =>
    inWorkspace(context, async ({ repository }) => {
      for (const name of [from, to]) {
        if (!(await repository.has(name))) return failed(makeError('unknown_tag', `there is no tag ${name}`))
      }
      return succeeded({ changes: await repository.changes(from, to) })
    }),
})
