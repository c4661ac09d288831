import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'
import { callsOf, toolsOf } from '../parts.ts'
import { conversationOf } from '../people.ts'

export const plainTextNeverEndsARun: Requirement = {
  id: 'F07-R4',
  factor: 7,
  slug: 'plain-text-never-ends-a-run',
  title: 'Plain text never ends a run',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: have the model always answer with a call, `done_for_now` included. Where prose ends the run, a question that the model asks in prose ends it, too, and nobody hears it.',
  fix: {
    default:
      'Offer a call that ends the run (`done_for_now`), and treat prose without it as a request or ask again.',
    'ai-sdk': "Add a `done` tool without `execute` and set `toolChoice: 'required'`.",
    'openai-agents': 'Give the agent an `outputType`, or a tool named in `toolUseBehavior.stopAtToolNames`.',
    langchain: 'Add a `Done` tool and route on it, as well as on `tool_calls`.',
    baml: 'Add a class with `intent "done_for_now"` to the union.',
    twelvefold: 'Add `doneForNow` to the tools of the agent.',
  },
  example: {
    red: 'if (reply.toolCalls.length === 0) return reply.text',
    green:
      "if (reply.toolCalls.length === 0) return ask(thread, 'answer with a call: done_for_now, or a question')",
  },
  effort: 20,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  if (agent.kind === 'workflow' || agent.kind === 'single-call')
    return notApplicable(`Code, not an answer of the model, ends ${agent.name}.`)
  if (conversationOf(agent, facts)) return notApplicable(`${agent.name} is a chat: plain text is its answer.`)
  const ends = toolsOf(agent, facts).filter((tool) => tool.offered && tool.effect === 'end')
  if (ends.length > 0)
    return pass(
      `${agent.name} ends by a call that says so.`,
      ends.map((tool) => evidence(tool, 'end-intent', tool.name)),
    )
  const calls = callsOf(agent, facts)
  if (calls.length > 0 && calls.every((call) => call.output === 'schema'))
    return pass(
      `Every answer that ${agent.name} gets is a value of a declared type.`,
      calls.map((call) => evidence(call, 'typed-answer', call.api)),
    )
  if (toolsOf(agent, facts).length === 0) return notApplicable(`${agent.name} has no tools to end without.`)
  return fail(`${agent.name} is over when the model writes prose: a question in prose goes unheard.`, [
    evidence(agent.control.at, 'prose-ends', 'ends without a call that says so'),
  ])
}
