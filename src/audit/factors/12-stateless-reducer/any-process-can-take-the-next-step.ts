import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps } from '../parts.ts'

export const anyProcessCanTakeTheNextStep: Requirement = {
  id: 'F12-R3',
  factor: 12,
  slug: 'any-process-can-take-the-next-step',
  title: 'Any process can take the next step',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'A stateless step runs wherever its thread is. A history in a field, a closure or a local variable ends with the process that made it: at a deploy, a crash, on a second server.',
  fix: {
    default: 'Load the thread, take one step, save the thread: in every step, with nothing kept in between.',
    'ai-sdk': 'Store the messages by chat id after each turn, and load them at the next.',
    langchain: 'Compile with a durable checkpointer (Postgres, SQLite) in place of MemorySaver.',
    'openai-agents': 'Store the session, or `result.state.toString()`, between turns.',
    mastra: 'Give Memory a durable storage in place of `:memory:`.',
    twelvefold: 'Open a store on a file or on Postgres.',
  },
  example: {
    red: 'class Agent { private history: Message[] = [] }',
    green: 'const thread = await store.load(id)\nawait store.append(id, await step(thread))',
  },
  effort: 45,
  judge,
}

const outliving = new Set(['durable', 'platform', 'client'])

function judge(agent: Agent): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: there is no next step.`)
  const { instanceState, stores, shape, thread, moduleMutable } = agent.state
  if (instanceState.length > 0)
    return fail(
      `The next step of ${agent.name} needs this very process: ${names(instanceState.map((sight) => sight.what))}.`,
      instanceState.map((sight) => evidence(sight, 'instance-state')),
    )
  const kept = stores.filter(({ keeps }) => outliving.has(keeps))
  if (kept.length > 0)
    return pass(
      `The run of ${agent.name} outlives its process.`,
      kept.map((store) => evidence(store, 'store', store.what)),
    )
  const lost = stores.filter(({ keeps }) => keeps === 'memory')
  if (lost.length > 0)
    return fail(
      `The run of ${agent.name} is kept in memory: ${names(lost.map((store) => store.what))}.`,
      lost.map((store) => evidence(store, 'memory-store')),
    )
  return withoutStore(agent, { isShared: moduleMutable.length > 0, shape, thread })
}

interface Held {
  /** F12-R4 names the module's variables. */
  readonly isShared: boolean
  readonly shape: Agent['state']['shape']
  readonly thread: Agent['state']['thread']
}

/** No store: then the state has to come with the call, and to leave with its answer. */
function withoutStore(agent: Agent, { isShared, shape, thread }: Held): Judgement {
  const { input, at } = agent.context
  if (input === 'resent' || input === 'hosted')
    return pass(`The history of ${agent.name} comes with each call.`, [
      evidence(
        at,
        'history-by-call',
        input === 'resent' ? 'messages of the client' : 'history of the provider',
      ),
    ])
  if (isShared) return unknown(`What F12-R4 names keeps the run of ${agent.name} in this process.`)
  if (agent.control.owner === 'graph')
    return pass(
      `The nodes of ${agent.name} take the state and return its change: no step needs the one before.`,
      [evidence(agent.control.at, 'graph-state', 'state goes from node to node')],
    )
  if (shape === 'object' && thread)
    return pass(`One object holds the run of ${agent.name}, and goes from step to step.`, [
      evidence(thread, 'passed-thread'),
    ])
  if (shape === 'list' && thread)
    return fail(
      `The history of ${agent.name} is a variable of the running call: no other process can go on.`,
      [evidence(thread, 'local-history')],
    )
  return unknown(`Where the run of ${agent.name} lives between two steps is raised by probe.`)
}
