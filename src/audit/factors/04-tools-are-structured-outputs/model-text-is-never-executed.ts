import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { executedText } from '../parts.ts'

export const modelTextIsNeverExecuted: Requirement = {
  id: 'F04-R3',
  factor: 4,
  slug: 'model-text-is-never-executed',
  title: 'Model text is never executed',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe'],
  why: 'A structured output is data. Text of the model that is run, imported or used as a key on any object makes whoever wrote the input the author of your program.',
  fix: {
    default:
      'Look the name up in a `Map`, or with `Object.hasOwn`, among names that code declares; run code of a model in a sandbox that is declared as one.',
  },
  example: {
    red: 'const tool = tools[call.name]\nawait eval(call.input.code)',
    green: 'const tool = Object.hasOwn(tools, call.name) ? tools[call.name] : undefined',
  },
  effort: 30,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const { dispatch } = agent
  const dynamic = [...(dispatch?.dynamic ?? []), ...executedText(agent, facts)]
  if (dynamic.length > 0)
    return fail(
      `Text of the model is executed or used as a key by ${agent.name}: ${names(dynamic.map((use) => use.what))}.`,
      dynamic.map((use) => evidence(use, 'dynamic-use')),
    )
  if (agent.tools.length === 0 && !dispatch) return notApplicable(`${agent.name} offers no tools.`)
  if (dispatch && (dispatch.by === 'switch' || dispatch.by === 'registry'))
    return pass(`${agent.name} only takes names that its code declares.`, [
      evidence(dispatch, 'declared-names'),
    ])
  return unknown(
    `No text of the model was seen to be executed by ${agent.name}; hostile names are raised by probe.`,
  )
}
