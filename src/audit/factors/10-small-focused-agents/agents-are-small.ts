import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, pass } from '../judgement.ts'

/**
 * At most 200 lines of its own, in a file of at most 200: what a reviewer opens is the file. Where one request offers
 * more than twenty tools the agent is not small either, however short its code.
 */
export const agentsAreSmall: Requirement = {
  id: 'F10-R1',
  factor: 10,
  slug: 'agents-are-small',
  title: 'Agents are small',
  level: 'MUST',
  origin: 'project',
  inSource: 'decides',
  tiers: [],
  why: 'The essay: build small, focused agents that do one thing well. What fits on a few screens has few steps, a short context and tests that cover it.',
  fix: {
    default:
      'Move schemas, tools and prompts to files of their own; when it is still long, split by job into agents that code puts together.',
    langchain: 'Move nodes to files of their own; make a subgraph of what has its own job.',
    mastra: 'One agent, one file; put them together in a workflow.',
    twelvefold: 'Keep tools, schemas and tests in their own files: the others of `agents/<name>/` count.',
  },
  example: {
    red: '// agent.ts, 640 lines: prompts, schemas, eleven tools and the loop',
    green: '// agent.ts, 90 lines: the loop. tools/deploy.ts, tools/tags.ts, prompts/deploybot/next-step.md',
  },
  effort: 60,
  judge,
}

const mostLines = 200
const mostTools = 20

function judge(agent: Agent): Judgement {
  const { owned, file } = agent.size
  const tools = agent.composition.toolsPerRequest ?? 0
  const isLong = owned > mostLines || file > mostLines
  const defects = [
    ...(owned > mostLines ? [`has ${owned} lines of its own`] : []),
    ...(owned <= mostLines && file > mostLines ? [`stands in a file of ${file} lines`] : []),
    ...(tools > mostTools ? [`offers ${tools} tools at once`] : []),
  ]
  if (defects.length === 0)
    return pass(`${agent.name} has ${owned} lines of its own, in a file of ${file}.`, [
      evidence(agent, 'small', `${owned} of ${file} lines`),
    ])
  return fail(`${agent.name} ${names(defects)}.`, [
    ...(isLong ? [evidence(agent, 'oversized', `${owned} of ${file} lines`)] : []),
    ...(tools > mostTools ? [evidence(agent, 'too-many-tools', `${tools} tools`)] : []),
  ])
}
