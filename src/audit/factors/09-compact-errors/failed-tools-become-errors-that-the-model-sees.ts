import type { Evidence, Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import { canFailBetween, fedBack, runTools } from '../failures.ts'
import type { Requirement } from '../factor.ts'
import { count, evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { callsOf } from '../parts.ts'
import { inSteps } from '../steps.ts'

/**
 * By the repository's own code: a framework that answers for a failed tool sends a text that nobody here wrote. A model
 * call that takes the process down, and a failure that nobody hears of, break the same loop, and count here, too.
 */
export const failedToolsBecomeErrorsThatTheModelSees: Requirement = {
  id: 'F09-R1',
  factor: 9,
  slug: 'failed-tools-become-errors-that-the-model-sees',
  title: 'Failed tools become errors that the model sees',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: a model can read an error and try something else. That self-healing needs the error in the context; a crash, a hidden failure or a text that the framework made up is not it.',
  fix: {
    default:
      'Catch where the tool is run, append an error event (kind, short message, hint), and go on with the loop.',
    'ai-sdk': 'Catch in `execute` and return `{ success: false, error }`.',
    'openai-agents': 'Set `errorFunction` on the tool and return your own short text.',
    anthropic: 'Catch in the dispatch and answer with `{ type: "tool_result", is_error: true, content }`.',
    openai: 'Catch in the dispatch and answer with a `tool` message that holds the error.',
    langchain: 'Run tools in a node of your own, catch, and return a ToolMessage with `status: "error"`.',
    mastra: 'Catch in `execute` and return `{ success: false, error }`.',
    mcp: 'Catch around `callTool`: it throws on transport and protocol errors, and returns `isError` on others.',
    twelvefold:
      'Let `run` throw, or return `{ success: false, error }`: the engine appends the compact error.',
  },
  example: {
    red: 'const result = await handlers[call.name](call.arguments)',
    green:
      'const result = await run(call).catch((error) => ({ success: false, error: compactError(error) }))',
  },
  effort: 15,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const ends = inSteps(agent, facts, ({ errors }) => errors.ends)
  if (!canFailBetween(agent, facts) && agent.errors.swallowed.length === 0)
    return notApplicable(`${agent.name} is one call: its failure is the caller's to handle.`)
  const lost = lostFailures(agent, facts)
  if (lost.length > 0) return fail(sentence(agent, lost), lost)
  const back = fedBack(agent, facts)
  const untraced = runTools(agent, facts).filter(({ failure }) => failure === 'unknown')
  if (untraced.length > 0)
    return unknown(
      `What becomes of a failure of ${names(untraced.map((tool) => tool.name))} could not be read.`,
      untraced.map((tool) => evidence(tool, 'unread-tool', tool.name)),
    )
  if (back.length > 0)
    return pass(
      `When a tool fails, the model of ${agent.name} is told, and the loop goes on.`,
      back.map((sight) => evidence(sight, 'fed-back')),
    )
  if (ends.length > 0)
    return fail(
      `The first failure ends the run of ${agent.name}: it is reported, but the model never sees it.`,
      ends.map((sight) => evidence(sight, 'ends-run')),
    )
  const calls = callsOf(agent, facts)
  if (calls.length === 0) return notApplicable(`No step of ${agent.name} was seen to fail.`)
  return unknown(
    `What becomes of a failed model call of ${agent.name} could not be traced.`,
    calls.map((call) => evidence(call, 'untraced-failure', call.api)),
  )
}

/** One place per tool; a failure inside it is not told twice. */
function lostFailures(agent: Agent, facts: Facts): readonly Evidence[] {
  const throwing = runTools(agent, facts).filter(({ failure }) => failure === 'throws')
  return [
    ...throwing.map((tool) =>
      evidence(tool, 'tool-throws', [tool.name, tool.throwsAt[0]?.what].filter(Boolean).join(': ')),
    ),
    ...inSteps(agent, facts, ({ errors }) => errors.swallowed).map((sight) => evidence(sight, 'swallowed')),
    ...inSteps(agent, facts, ({ errors }) => errors.crashes)
      .filter(() => canFailBetween(agent, facts))
      .map((sight) => evidence(sight, 'crash')),
  ]
}

function sentence(agent: Agent, lost: readonly Evidence[]): string {
  const number = (kind: string): number => lost.filter((one) => one.kind === kind).length
  const parts = [
    number('tool-throws') > 0 && `${count(number('tool-throws'), 'tool')} can throw past the code`,
    number('swallowed') > 0 &&
      `${count(number('swallowed'), 'failure')} disappear${number('swallowed') === 1 ? 's' : ''}`,
    number('crash') > 0 && `${count(number('crash'), 'call')} can end the run unhandled`,
  ].filter((part) => part !== false)
  return `In ${agent.name}, ${names(parts)}: the model never reads what went wrong.`
}
