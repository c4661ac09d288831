import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { StateStore } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps } from '../parts.ts'

export const pausingPersistsAndLetsGo: Requirement = {
  id: 'F06-R2',
  factor: 6,
  slug: 'pausing-persists-and-lets-go',
  title: 'Pausing persists and lets go',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: when a long operation is needed, agents should pause without holding the process. A wait that lives in memory ends with the next deployment, and the run with it.',
  fix: {
    default:
      'Store the run, end the turn, and load it again when the answer comes; await nothing but requests that you made yourself.',
    'ai-sdk': 'Store the messages at the end of each turn, and go on from them when the approval arrives.',
    langchain:
      'Compile with a durable checkpointer (Postgres, SQLite), not `MemorySaver`, and use `interrupt()`.',
    'openai-agents':
      'Store `result.state.toString()` when there are interruptions, and go on from `RunState.fromString`.',
    mastra: 'Give Mastra a storage on disk, not `:memory:`, and use `suspend` and `resume`.',
    'cloudflare-agents': 'Keep the run in the state of the Durable Object.',
    twelvefold: 'Nothing to do: a waiting thread holds no process.',
  },
  example: {
    red: 'const answer = await new Promise((resolve) => pending.set(id, resolve))',
    green:
      "await store.append(thread.id, [{ type: 'human_asked', data: { requestId, question } }])\nreturn   // the answer comes in as an event",
  },
  effort: 60,
  judge,
}

function judge(agent: Agent): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: there is nothing to take up again.`)
  const { blocking, durable, gates } = agent.waiting
  const stores = ofKeeps(agent, 'durable')
  if (durable.length > 0 || (stores.length > 0 && blocking.length === 0))
    return pass(`A run of ${agent.name} is stored while it waits, and holds no process.`, [
      ...durable.map((wait) => evidence(wait, 'durable-wait')),
      ...stores.map((store) => evidence(store, 'store')),
    ])
  const elsewhere = [...ofKeeps(agent, 'platform'), ...ofKeeps(agent, 'client'), ...ofKeeps(agent, 'unknown')]
  if (stores.length + elsewhere.length > 0)
    return unknown(
      `A run of ${agent.name} is kept in ${names([...stores, ...elsewhere].map((store) => store.what))}; whether it can stop and go on in another process is raised by probe.`,
      [...stores, ...elsewhere].map((store) => evidence(store, `kept-by-${store.keeps}`)),
    )
  const memory = ofKeeps(agent, 'memory')
  if (gates.some((gate) => gate.kind.includes('interrupt')) && memory.length + blocking.length === 0)
    return unknown(
      `${agent.name} interrupts itself; what keeps the run meanwhile is not in this repository.`,
      gates.map((gate) => evidence(gate, 'unkept-interrupt')),
    )
  const lost = [
    ...blocking.map((wait) => evidence(wait, 'blocking-wait')),
    ...memory.map((store) => evidence(store, 'memory-store')),
  ]
  if (lost.length > 0)
    return fail(
      `A run of ${agent.name} waits in memory (${names([...blocking, ...memory].map((each) => each.what))}): it ends with the process.`,
      lost,
    )
  return fail(`Nothing stores a run of ${agent.name}: when the process stops, it is lost.`, [
    evidence(agent, 'no-store'),
  ])
}

const ofKeeps = (agent: Agent, keeps: StateStore['keeps']): readonly StateStore[] =>
  agent.state.stores.filter((store) => store.keeps === keeps)
