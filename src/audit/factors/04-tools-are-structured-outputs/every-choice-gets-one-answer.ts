import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Sight } from '../../facts/place.ts'
import type { Tool } from '../../facts/tool.ts'
import type { Dispatch } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { toolsOf } from '../parts.ts'

export const everyChoiceGetsOneAnswer: Requirement = {
  id: 'F04-R4',
  factor: 4,
  slug: 'every-choice-gets-one-answer',
  title: 'Every choice gets one answer',
  level: 'MUST',
  origin: 'essay',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'The essay: the outcome of each step is appended to what the model reads next. A call without an answer makes providers refuse the next request, and the model repeat itself.',
  fix: {
    default:
      'Answer each call on every path: with a result, an error, a refusal or a pending request; append in one place, in `finally` if need be.',
    openai: 'One `role: "tool"` message for every entry of `tool_calls`, also when a handler throws.',
    anthropic: 'One `tool_result` for every `tool_use` block, also when a handler throws.',
  },
  example: {
    red: 'try { append(await run(call)) } catch (error) { console.error(error) }',
    green:
      "let answer = failed(call, 'it was cut off')\ntry { answer = await run(call) } catch (error) { answer = failed(call, error) } finally { append(answer) }",
  },
  effort: 20,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const { dispatch } = agent
  const tools = toolsOf(agent, facts).filter((tool) => tool.runBy !== 'provider')
  if (tools.length === 0) return notApplicable(`${agent.name} offers no tools.`)
  const throwing =
    isOwn(dispatch) && !answersFailures(agent) ? tools.filter((tool) => tool.failure === 'throws') : []
  const open = [...(dispatch?.unanswered ?? []), ...throwing.flatMap(placesOf)]
  if (open.length > 0)
    return fail(
      throwing.length > 0
        ? `A failure of ${names(throwing.map((tool) => tool.name))} leaves its call without an answer: nothing catches it and answers the model.`
        : `Some paths of ${agent.name} leave a call without an answer: ${names(open.map((path) => path.what))}.`,
      open.map((path) => evidence(path, 'unanswered-call')),
    )
  const isAnswered = tools.every((tool) => tool.result === 'envelope' && tool.failure !== 'throws')
  if (isAnswered)
    return pass(
      `Every tool of ${agent.name} answers in one way, failures included.`,
      tools.map((tool) => evidence(tool, 'answered-call', tool.name)),
    )
  return unknown(`Whether each call of ${agent.name} gets exactly one answer is raised by probe.`)
}

const isOwn = (dispatch: Dispatch | undefined): boolean =>
  dispatch !== undefined && dispatch.by !== 'framework' && dispatch.by !== 'mcp'

const answersFailures = ({ errors }: Agent): boolean =>
  errors.fedBack.length + errors.raw.length + errors.compact.length > 0

const placesOf = (tool: Tool): readonly Sight[] =>
  tool.throwsAt.length > 0 ? tool.throwsAt : [{ ...tool, kind: 'unanswered-call', what: tool.name }]
