import { defineTool, failed, makeError, succeeded } from 'twelvefold'
import { z } from 'zod'
import { deployment, environment } from '../schemas.ts'
import type { Deployment } from './target.ts'
import { inWorkspace } from './workspace.ts'

/** Once: a second run would go back one version further. What an interrupted one did is in the deployment log. */
export const rollBack = defineTool({
  name: 'roll_back',
  description: { prompt: 'deploybot/roll-back' },
  input: z.object({ environment }),
  output: deployment,
  effect: 'once',
  run: ({ input, idempotencyKey: key, ...context }) =>
    inWorkspace(context, async ({ target: targetOf }) => {
      const target = targetOf(input.environment)
      const current = await target.current()
      const deploys = (await target.history()).filter(({ kind }) => kind === 'deploy')
      const before = deploys.findLast(({ tag }) => tag === current)?.previous
      if (current === null || typeof before !== 'string') {
        return failed(
          makeError('nothing_before', `${input.environment} has no earlier version to go back to`),
        )
      }
      const done: Deployment = { key, kind: 'roll_back', tag: before, previous: current }
      await target.switchTo(done)
      return rolledBack(done, input.environment)
    }),
  reconcile: ({ input, idempotencyKey: key, ...context }) =>
    inWorkspace(context, async ({ target: targetOf }) => {
      const target = targetOf(input.environment)
      const history = await target.history()
      const position = history.findIndex((one) => one.key === key)
      const logged = history[position]
      // The log is written before the switch: what came next tells whether the switch took place.
      const after = history[position + 1]?.previous ?? (await target.current())
      if (logged && after === logged.tag) return rolledBack(logged, input.environment)
      return failed(makeError('did_not_happen', `${input.environment} was not rolled back`))
    }),
})

function rolledBack({ tag, previous }: Deployment, environment: 'staging' | 'production') {
  return succeeded(
    { tag, environment, previous, changes: [] },
    { summary: `${tag} is live in ${environment} again` },
  )
}
