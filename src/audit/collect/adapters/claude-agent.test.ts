import { expect, it } from 'vitest'
import { claudeAgent } from './claude-agent.ts'
import { seen } from './look-at-source.fixture.ts'

it('sees a run with its instructions, its own tools, its bound and what decides inside it', () => {
  const lines = seen(
    `import { createSdkMcpServer, query, tool } from '@anthropic-ai/claude-agent-sdk'
     const find = tool('find', 'Finds mails.', { words: z.string() }, async ({ words }) => ({ content: [] }))
     const server = createSdkMcpServer({ name: 'mail', tools: [find] })
     for await (const message of query({
       prompt: text,
       options: { systemPrompt: 'You sort mail.', maxTurns: 12, mcpServers: { mail: server }, canUseTool: may, abortController: stop },
     })) print(message)`,
    [claudeAgent],
  )
  expect(lines).toEqual([
    'tool :2 find declared by framework handler=function',
    "call claude.query :4 system='You sort mail.' user=text tools=(find declared by framework handler=function; …) bound=explicit 12 hooks=may signal",
  ])
})

it('without a limit nothing ends the loop; a preset is text of the package', () => {
  const lines = seen(
    `import { query } from '@anthropic-ai/claude-agent-sdk'
     query({ prompt: 'Tidy up.', options: {
       systemPrompt: { type: 'preset', preset: 'claude_code', append: 'Be brief.' },
       agents: { reader: { description: 'Reads.', prompt: 'You read files.' } } } })`,
    [claudeAgent],
  )
  expect(lines).toEqual([
    "call claude.query :2 system='Be brief.' system='You read files.' user='Tidy up.' tools=(…) bound=none",
    'text :2 the system prompt "claude_code" of the package',
  ])
})

it('sees what a session is sent', () => {
  const lines = seen(
    `import { unstable_v2_createSession, unstable_v2_prompt } from '@anthropic-ai/claude-agent-sdk'
     const session = unstable_v2_createSession({ model: 'sonnet' })
     await session.send('Hello')
     await unstable_v2_prompt('Hello', { model: 'sonnet' })`,
    [claudeAgent],
  )
  expect(lines).toEqual([
    "call claude.prompt :3 user='Hello' tools=(…) bound=none",
    "call claude.prompt :4 user='Hello' tools=(…) bound=none",
  ])
})
