import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps } from '../parts.ts'

export const oneThreadHoldsTheRun: Requirement = {
  id: 'F05-R1',
  factor: 5,
  slug: 'one-thread-holds-the-run',
  title: 'One thread holds the run',
  level: 'MUST',
  origin: 'essay',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'The essay: keep one thread that serialises trivially, and infer the rest from it. State in two places disagrees after the first crash.',
  fix: {
    default:
      'Put what happened into one list of plain JSON events that is passed to each step and stored; let everything else be a function of it.',
    'ai-sdk': 'Store the messages with their parts as the thread, and nothing beside them that they imply.',
    langchain:
      'Keep all of it in the state of the graph (`Annotation`), with a checkpointer, and no table of messages beside it.',
    twelvefold: 'Nothing to do: the thread is the only state there is.',
  },
  example: {
    red: "await checkpointer.put(config, checkpoint)\nawait db.insert('messages', { runId, step, status, text })",
    green: "await store.append(thread.id, [{ type: 'tool_call_succeeded', at, data }])",
  },
  effort: 60,
  judge,
}

function judge(agent: Agent): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: no state lies between its steps.`)
  const { thread, shape, notSerialisable, moduleMutable, instanceState, stores } = agent.state
  if (notSerialisable.length > 0)
    return fail(
      `The state of ${agent.name} cannot be written as JSON: ${names(notSerialisable.map((part) => part.what))}.`,
      notSerialisable.map((part) => evidence(part, 'not-serialisable')),
    )
  const parts = [...instanceState, ...moduleMutable, ...stores]
  if (shape === 'scattered')
    return fail(
      `A run of ${agent.name} lives in several places at once${parts.length > 0 ? `: ${names(parts.map((part) => part.what))}` : ''}.`,
      parts.length > 0
        ? parts.map((part) => evidence(part, 'state-part'))
        : [evidence(thread ?? agent, 'state-part')],
    )
  if (thread && shape === 'object')
    return pass(`One object of plain data holds a run of ${agent.name}: ${thread.what}.`, [
      evidence(thread, 'thread'),
    ])
  if (thread)
    return unknown(
      `The history of ${agent.name} is one list (${thread.what}); where a run stands beside it is raised by probe.`,
      [evidence(thread, 'history-alone')],
    )
  return unknown(`No object that holds a run of ${agent.name} was found: raised by probe.`)
}
