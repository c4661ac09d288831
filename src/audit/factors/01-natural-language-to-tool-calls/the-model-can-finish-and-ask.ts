import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Tool } from '../../facts/tool.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { humansOf, toolsOf, triggersOf } from '../parts.ts'

export const theModelCanFinishAndAsk: Requirement = {
  id: 'F01-R4',
  factor: 1,
  slug: 'the-model-can-finish-and-ask',
  title: 'The model can finish and ask',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: being done and needing more information are intents like any other. A model that has no way to say so ends in prose, or goes on.',
  fix: {
    default:
      'Add two tools (or variants): one that ends the run with its result, one that asks for what is missing and parks the run.',
    baml: 'Add `class DoneForNow` and `class RequestMoreInformation` to the union.',
    twelvefold: 'Add `doneForNow` and `requestHumanInput` to the tools.',
  },
  example: {
    red: 'tools: { listTags, deploy },',
    green: 'tools: { listTags, deploy, requestMoreInformation, doneForNow },',
  },
  effort: 20,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const tools = toolsOf(agent, facts)
  if (tools.length === 0 || agent.kind === 'single-call' || agent.kind === 'workflow')
    return notApplicable(`Code, and no choice of the model, ends ${agent.name}.`)
  const isChat =
    humansOf(agent, facts).some((human) => human.how === 'chat') ||
    triggersOf(agent, facts).some((trigger) => trigger.kind === 'chat')
  if (isChat) return notApplicable(`${agent.name} is a chat: plain text answers and asks.`)
  const [ends, asks] = [having(tools, 'end'), having(tools, 'ask')]
  if (ends.length > 0 && asks.length > 0)
    return pass(
      `The model can end the run (${names(ends.map((tool) => tool.name))}) and ask (${names(asks.map((tool) => tool.name))}).`,
      [...ends, ...asks].map((tool) => evidence(tool, `intent-to-${tool.effect}`, tool.name)),
    )
  const unread = [...having(tools, 'unknown'), ...tools.filter((tool) => tool.inputSchema === 'dynamic')]
  if (unread.length > 0)
    return unknown(
      `Whether ${names(unread.map((tool) => tool.name))} can end the run or ask could not be read.`,
      unread.map((tool) => evidence(tool, 'unread-tool', tool.name)),
    )
  const missing =
    ends.length > 0 ? 'ask for what is missing' : asks.length > 0 ? 'end the run' : 'end the run or ask'
  return fail(`No tool of ${agent.name} lets the model ${missing}: it can only stop calling tools.`, [
    evidence(agent.dispatch ?? agent, 'no-intent'),
  ])
}

const having = (tools: readonly Tool[], effect: Tool['effect']): readonly Tool[] =>
  tools.filter((tool) => tool.effect === effect)
