import { defineTool, succeeded } from 'twelvefold'
import { z } from 'zod'
import { inWorkspace } from './workspace.ts'

const MAX_TAGS = 30

export const listGitTags = defineTool({
  name: 'list_git_tags',
  description: { prompt: 'deploybot/list-git-tags' },
  input: z.object({}),
  output: z.object({ tags: z.array(z.string()) }),
  effect: 'read',
  run: (context) =>
    inWorkspace(context, async ({ repository }) => {
      return succeeded({ tags: (await repository.tags()).slice(0, MAX_TAGS) })
    }),
})
