import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { growAgents } from './guarded-tree.ts'
import { testGuard } from './violation.ts'

const agent = 'agents/deploybot/agent.ts'
const tool = 'agents/deploybot/tools/list-git-tags.ts'
const text = 'You deploy the tags of a git repository, and you roll back when something has gone wrong.'

function changed(file: string, from: string, to: string): { readonly [file: string]: string } {
  const source = readFileSync(join(import.meta.dirname, '..', '..', file), 'utf8')
  if (!source.includes(from)) throw new RangeError(`${file} does not hold ${from}`)
  return { [file]: source.replace(from, () => to) }
}

testGuard(
  'audit',
  [
    {
      breaks: 'a prompt in an agent',
      planted: changed(agent, "prompt: 'deploybot/next-step'", `prompt: '${text}'`),
      says: /F02-R2 fails: deploybot[^]*agents\/deploybot\/agent\.ts:\d+ F02-R2/,
    },
    {
      breaks: 'a suppression',
      planted: changed(
        tool,
        'const MAX',
        '// twelvefold-ignore F02-R2 -- low stakes: staging only\nconst MAX',
      ),
      says: /list-git-tags\.ts:\d+ suppresses F02-R2/,
    },
    {
      breaks: 'an agent that is declared and gone',
      planted: { 'examples/refunds/agent.ts': 'export const refunds = {}\n' },
      says: /declared and not found: refunds/,
    },
  ],
  growAgents,
)
