import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass } from '../judgement.ts'
import { hasSteps, triggersOf } from '../parts.ts'

export const aWebhookCanResume: Requirement = {
  id: 'F06-R6',
  factor: 6,
  slug: 'a-webhook-can-resume',
  title: 'A webhook can resume',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe'],
  why: 'The essay: a webhook should be able to resume the run without knowing the orchestrator. An answer that only the waiting process can take binds people to it.',
  fix: {
    default:
      'Add a route that takes the id of a run and an event, loads the run, appends the event and goes on.',
    langchain:
      'A route that invokes the graph with `Command({ resume })` and the `thread_id` of the payload.',
    mastra: 'A route that calls `resume` on the run of the payload.',
    twelvefold: 'A route of yours that calls `engine.deliver` with the thread and the answer.',
  },
  example: {
    red: "bot.on('message', (text) => waiting.get(chat)?.resolve(text))",
    green:
      "app.post('/runs/:id/events', async ({ id, body }) => {\n  await store.append(id, [body])\n  await carryOn(id)\n})",
  },
  effort: 45,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: there is nothing to take up again.`)
  const outside = triggersOf(agent, facts).filter(
    (trigger) => trigger.does !== 'launch' && trigger.kind !== 'cli' && trigger.kind !== 'chat',
  )
  if (outside.length > 0)
    return pass(
      `${names(outside.map((trigger) => trigger.kind))} can resume a run of ${agent.name}.`,
      outside.map((trigger) => evidence(trigger, 'resuming-trigger', trigger.kind)),
    )
  return fail(`No webhook, queue or message can take up a run of ${agent.name} again.`, [
    evidence(agent.waiting.resumes[0] ?? agent, 'no-resuming-trigger'),
  ])
}
