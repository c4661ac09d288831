import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineAgent } from '../../runtime/agents/define-agent.ts'
import { mcpServer } from '../../runtime/mcp/mcp-server.ts'
import { defineTool } from '../../runtime/tools/define-tool.ts'
import { succeeded } from '../../runtime/tools/tool.ts'
import { checkSecrets } from './check-secrets.ts'

test('secrets that are not set are named once, with who needs them', () => {
  const tool = defineTool({
    name: 'look',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect: 'read',
    secrets: ['A_TOKEN', 'B_TOKEN'],
    run: async () => succeeded(''),
  })
  const server = mcpServer({ name: 'tracker', command: 'x', secrets: ['A_TOKEN'] })
  const agent = defineAgent({ name: 'a', prompt: 'a/b', model: 'x/y', tools: [tool], toolsets: [server] })
  expect(checkSecrets(agent, { B_TOKEN: 'set' })).toEqual([
    {
      name: 'secret',
      state: 'note',
      message: 'A_TOKEN is not set: look, tracker of a cannot be used',
      hint: 'set A_TOKEN in the environment',
    },
  ])
  expect(checkSecrets(agent, { A_TOKEN: 'set', B_TOKEN: 'set' })).toEqual([])
})
