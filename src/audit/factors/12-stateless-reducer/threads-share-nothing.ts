import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps } from '../parts.ts'
import { inSteps } from '../steps.ts'

export const threadsShareNothing: Requirement = {
  id: 'F12-R4',
  factor: 12,
  slug: 'threads-share-nothing',
  title: 'Threads share nothing',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: "State is an argument of a fold. A variable of the module belongs to all runs of the process: two users at once read each other's conversation.",
  fix: {
    default: 'Move the variable into the thread, and pass the thread as an argument.',
    langchain: 'Put it into the state of the graph.',
    mastra: 'Pass `memory: { thread, resource }` for each conversation.',
    twelvefold: 'Append an event, and derive the value from the thread.',
  },
  example: {
    red: 'const messages = []\nexport async function answer(text) { messages.push(text); … }',
    green: 'export async function answer(thread, text) { const next = [...thread, text]; … }',
  },
  effort: 20,
  judge,
}

/** What is the same for every run, and changes no step. */
const harmless = new Set(['cache', 'logger', 'metrics', 'client'])

function judge(agent: Agent, facts: Facts): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: it keeps nothing.`)
  const { thread, stores } = agent.state
  const shared = inSteps(agent, facts, ({ state }) => state.moduleMutable).filter(
    ({ kind }) => !harmless.has(kind),
  )
  if (shared.length > 0)
    return fail(
      `All runs of ${agent.name} write the same variable${shared.length === 1 ? '' : 's'} of a module: ${names(shared.map((sight) => sight.what))}.`,
      shared.map((sight) => evidence(sight, 'module-mutable')),
    )
  const own = thread ?? stores[0]
  if (own) return pass(`Each run of ${agent.name} has its own state.`, [evidence(own, 'own-state')])
  if (agent.control.owner === 'own' || agent.control.owner === 'graph' || agent.context.input === 'resent')
    return pass(`No variable of a module is written in a run of ${agent.name}.`, [
      evidence(agent, 'no-module-state', agent.name),
    ])
  return unknown(`What two runs of ${agent.name} share is raised by probe.`)
}
