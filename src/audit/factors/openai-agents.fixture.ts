// An agent of the OpenAI Agents SDK that renews domains: it interrupts for an approval, and its state is stored.
import { manifest, type Sources } from './sources.fixture.ts'

const agent = `import { readFileSync } from 'node:fs'
import { Agent } from '@openai/agents'
import { listDomains, renewDomain } from './tools.ts'

export const registrar = new Agent({
  name: 'registrar',
  instructions: readFileSync(new URL('../prompts/domains/system.md', import.meta.url), 'utf8'),
  tools: [listDomains, renewDomain],
})
`

const tools = `import { tool } from '@openai/agents'
import { z } from 'zod'

const compact = (_context: unknown, error: unknown): string =>
  JSON.stringify({ success: false, error: (error instanceof Error ? error.message : 'failed').slice(0, 160) })

export const listDomains = tool({
  name: 'list_domains',
  description: 'The domains that end this month',
  parameters: z.object({ month: z.string().describe('Month, as 2026-05') }),
  errorFunction: compact,
  execute: async ({ month }) => {
    const response = await fetch('https://domains.example/ending/' + month)
    const domains = (await response.json()) as { name: string }[]
    return { success: true, data: domains.slice(0, 20).map(({ name }) => name) }
  },
})

export const renewDomain = tool({
  name: 'renew_domain',
  description: 'Renew a domain for a year',
  parameters: z.object({ domain: z.string().describe('Name of the domain') }),
  needsApproval: true,
  errorFunction: compact,
  execute: async ({ domain }) => {
    await fetch('https://domains.example/renewals', { method: 'POST', body: JSON.stringify({ domain }) })
    return { success: true, data: { domain } }
  },
})
`

const runs = `import { RunState, run } from '@openai/agents'
import Database from 'better-sqlite3'
import { registrar } from './agent.ts'

const database = new Database('runs.sqlite')

const recent = ({ modelData }: { modelData: { input: unknown[] } }) => ({ ...modelData, input: modelData.input.slice(-20) })

export async function launch(id: string, request: string): Promise<{ id: string }> {
  try {
    const result = await run(registrar, request, { maxTurns: 8, callModelInputFilter: recent as never })
    database.prepare('INSERT INTO runs VALUES (?, ?)').run(id, result.state.toString())
  } catch (error) {
    database.prepare('INSERT INTO failures VALUES (?, ?)').run(id, String(error).slice(0, 160))
  }
  return { id }
}

export async function decide(id: string, callId: string, approved: boolean): Promise<{ id: string }> {
  const row = database.prepare('SELECT state FROM runs WHERE id = ?').get(id) as { state: string }
  const state = await RunState.fromString(registrar, row.state)
  for (const interruption of state.getInterruptions()) {
    if (interruption.rawItem.id !== callId) continue
    if (approved) state.approve(interruption)
    else state.reject(interruption)
  }
  try {
    const result = await run(registrar, state, { maxTurns: 8, callModelInputFilter: recent as never })
    database.prepare('UPDATE runs SET state = ? WHERE id = ?').run(result.state.toString(), id)
  } catch (error) {
    database.prepare('INSERT INTO failures VALUES (?, ?)').run(id, String(error).slice(0, 160))
  }
  return { id }
}
`

const cli = `import { decide, launch } from './runs.ts'

const [, , command, id, ...words] = process.argv
if (command === 'launch') console.log(await launch(id!, words.join(' ')))
if (command === 'decide') console.log(await decide(id!, words[0]!, words[1] === 'yes'))
`

export const domains: Sources = {
  'package.json': manifest('domains', { main: 'src/runs.ts', bin: { domains: 'src/cli.ts' } }),
  'prompts/domains/system.md':
    'You keep the domains of a company. List those that end, then propose what to renew.\n',
  'src/agent.ts': agent,
  'src/tools.ts': tools,
  'src/runs.ts': runs,
  'src/cli.ts': cli,
}
