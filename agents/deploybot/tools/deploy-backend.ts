import { defineTool, failed, makeError, succeeded } from 'twelvefold'
import { z } from 'zod'
import { deployment, environment, tag } from '../schemas.ts'
import { inWorkspace } from './workspace.ts'

/** Idempotent by tag: a second run finds the release there, the line in the log, and switches to the same tag. */
export const deployBackend = defineTool({
  name: 'deploy_backend',
  description: { prompt: 'deploybot/deploy-backend' },
  input: z.object({ tag, environment }),
  output: deployment,
  effect: 'idempotent',
  run: ({ input, idempotencyKey: key, ...context }) =>
    inWorkspace(context, async ({ repository, target: targetOf }) => {
      if (!(await repository.has(input.tag))) {
        return failed(makeError('unknown_tag', `there is no tag ${input.tag}`, 'list_git_tags names them'))
      }
      const target = targetOf(input.environment)
      const before = (await target.history()).find((one) => one.key === key)
      const previous = before ? before.previous : await target.current()
      await target.addRelease(input.tag, (folder) => repository.checkOut(input.tag, folder))
      await target.switchTo({ key, kind: 'deploy', tag: input.tag, previous })
      const changes = previous === null ? [] : await repository.changes(previous, input.tag)
      return succeeded(
        { ...input, previous, changes },
        { summary: `${input.tag} is live in ${input.environment}` },
      )
    }),
})
