import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Trigger, TriggerKind } from '../../facts/trigger.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { triggersOf } from '../parts.ts'

export const severalKindsOfTriggerStartIt: Requirement = {
  id: 'F11-R2',
  factor: 11,
  slug: 'several-kinds-of-trigger-start-it',
  title: 'Several kinds of trigger start it',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: let users start agents from Slack, e-mail, SMS, events, crons. A second way in is also the proof that the first one is not built into the agent.',
  fix: {
    default:
      'Add a second entry of another kind (a command line, a webhook, a schedule) that calls the same function.',
    mastra: 'Serve the agent, and call it from a script or a schedule, too.',
    agentkit: 'Add an Inngest function on an event or a cron that runs the network.',
    twelvefold: 'Register a second trigger for the same agent.',
  },
  example: {
    red: '// src/cli.ts is the only way in',
    green:
      "// src/cli.ts and src/webhook.ts\nawait launch({ text, source: { trigger: 'webhook', delivery } })",
  },
  effort: 30,
  judge,
}

/** Two words for a request over HTTP. */
const sameKind: Partial<Record<TriggerKind, TriggerKind>> = { webhook: 'http', chat: 'http' }

function judge(agent: Agent, facts: Facts): Judgement {
  const triggers = triggersOf(agent, facts)
  const kinds = [...new Set(triggers.map(({ kind }) => sameKind[kind] ?? kind))]
  const places = triggers.map((trigger) => evidence(trigger, 'trigger', trigger.kind))
  if (kinds.length > 1)
    return pass(`${agent.name} is started in ${kinds.length} ways: ${names(kinds)}.`, places)
  if (kinds.length === 1) return fail(`${agent.name} is started in one way only: ${way(triggers)}.`, places)
  if (agent.reached) return notApplicable(`${agent.name} is exported: whoever imports it starts it.`)
  return unknown(`Nothing was found that starts ${agent.name}.`, [evidence(agent, 'unreached', agent.name)])
}

function way(triggers: readonly Trigger[]): string {
  const kinds = names(triggers.map(({ kind }) => kind))
  return kinds === 'cli' ? 'from the command line' : `by ${kinds}`
}
