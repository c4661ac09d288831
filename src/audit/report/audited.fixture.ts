// A result as reports get it: four agents, three ways to fail, one waiver, and what only a probe can say.
import type { Finding, Verdict } from '../catalogue/finding.ts'
import type { Facts } from '../facts/facts.ts'
import { agent, facts, modelCall, prompt, tool, trigger } from '../facts/facts.fixture.ts'
import { catalogue, evidence, finding, requirement } from '../score/catalogue.fixture.ts'
import { score } from '../score/score.ts'
import type { Audited } from '../score/scored.ts'

export const requirements = [
  requirement('F01-R1', { title: 'Decisions are schema-typed', tiers: ['probe', 'logs'] }),
  requirement('F02-R1', { title: 'Instructions come from this repository', inSource: 'refutes' }),
  requirement('F02-R2', { title: 'Prompts live in files', tiers: [], origin: 'project' }),
  requirement('F04-R6', { title: 'Tools return one envelope', level: 'SHOULD' }),
  requirement('F07-R2', { title: 'Irreversible tools need approval', effort: 30 }),
  requirement('F09-R1', { title: 'Failed tools become error events', effort: 25 }),
  requirement('F10-R1', { title: 'Agents stay under 200 lines', tiers: [], origin: 'project' }),
  requirement('F12-R1', { title: 'Steps are pure', inSource: 'refutes' }),
]

const research = agent({
  id: 'lib/services.ts#researchAgent',
  name: 'researchAgent',
  kind: 'framework-agent',
  framework: 'openai',
  file: 'lib/services.ts',
  line: 197,
  endLine: 220,
  tools: ['lib/services.ts#send'],
})
const inbound = agent({
  id: 'workflows/inbound/index.ts#workflowInbound',
  name: 'workflowInbound',
  kind: 'workflow',
  file: 'workflows/inbound/index.ts',
  line: 20,
  endLine: 35,
  members: [research.id],
})
const single = (name: string, line: number) =>
  agent({
    id: `lib/services.ts#${name}`,
    name,
    kind: 'single-call',
    file: 'lib/services.ts',
    line,
    endLine: line + 13,
  })

export const leads: Facts = facts({
  files: { total: 212, read: 9, partly: [], unread: [], otherLanguages: [] },
  frameworks: [
    { name: 'ai-sdk', title: 'Vercel AI SDK', version: '6' },
    { name: 'slack', title: 'Slack', version: undefined },
  ],
  agents: [inbound, research, single('qualify', 20), single('writeEmail', 38)],
  modelCalls: [modelCall({ id: 'lib/services.ts:24', file: 'lib/services.ts', line: 24, endLine: 24 })],
  prompts: [prompt({ file: 'lib/services.ts', line: 199, endLine: 210, origin: 'inline' })],
  tools: [
    tool({ id: 'lib/services.ts#send', name: 'send', file: 'lib/services.ts', line: 137, effect: 'write' }),
  ],
  triggers: [trigger({ kind: 'http', agents: [inbound.id] })],
  suppressions: [
    {
      file: 'lib/services.ts',
      line: 136,
      endLine: 136,
      requirement: 'F07-R2',
      kind: 'low stakes',
      reason: 'staging only',
      owner: 'ada',
      until: '2027-01-31',
    },
  ],
  excerpts: {
    'lib/services.ts': [
      { line: 199, text: '  instructions: `' },
      {
        line: 200,
        text: `\tYou check requests for a sales team. You get a name and a company${' …'.repeat(40)}`,
      },
      { line: 201, text: 'third line' },
    ],
  },
})

const at = (line: number, kind: string, endLine = line) =>
  evidence(line, { file: 'lib/services.ts', endLine, kind, what: `the ${kind} here` })

const failing = (id: string, name: string, because: string, places: readonly Finding['evidence'][number][]) =>
  finding(id, 'fail', { agent: `lib/services.ts#${name}`, because, evidence: places })

const others = (owner: string, failed: readonly string[]): readonly Finding[] =>
  requirements
    .filter(({ id }) => !failed.includes(id))
    .map(({ id, level, inSource }) => {
      const verdict: Verdict =
        inSource === 'refutes' ? 'unknown' : id === 'F10-R1' ? 'not-applicable' : 'static'
      return finding(id, verdict, { agent: owner, level })
    })

const inCode = (name: string): string =>
  `The prompt of ${name} is in the code: it cannot be reviewed, versioned or tested by itself.`

export const leadFindings: readonly Finding[] = [
  ...others(inbound.id, []),
  failing('F02-R2', 'researchAgent', inCode('researchAgent'), [at(199, 'inline-prompt', 210)]),
  failing('F07-R2', 'researchAgent', 'researchAgent can run send without anyone’s approval.', [
    at(137, 'ungated-tool'),
  ]),
  failing('F09-R1', 'researchAgent', 'A failure of fetch ends the run.', [
    at(95, 'crash'),
    at(140, 'swallowed'),
  ]),
  finding('F04-R6', 'fail', { agent: research.id, level: 'SHOULD', evidence: [at(90, 'adhoc-result')] }),
  ...others(research.id, ['F02-R2', 'F07-R2', 'F09-R1', 'F04-R6']),
  failing('F02-R2', 'qualify', inCode('qualify'), [at(27, 'inline-prompt', 29)]),
  ...others('lib/services.ts#qualify', ['F02-R2']),
  failing('F02-R2', 'writeEmail', inCode('writeEmail'), [at(44, 'inline-prompt', 46)]),
  ...others('lib/services.ts#writeEmail', ['F02-R2']),
]

export function audited(given: Facts = leads, findings: readonly Finding[] = leadFindings): Audited {
  const all = catalogue(...requirements)
  const options = { catalogue: all, profile: 'recommended', today: '2026-06-15', lowStakes: [] } as const
  return { facts: given, catalogue: all, ...score(given, findings, options) }
}
