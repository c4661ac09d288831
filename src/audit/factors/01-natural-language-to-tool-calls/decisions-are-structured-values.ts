import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { ModelCall } from '../../facts/model-call.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass } from '../judgement.ts'
import { callsOf } from '../parts.ts'

export const decisionsAreStructuredValues: Requirement = {
  id: 'F01-R1',
  factor: 1,
  slug: 'decisions-are-structured-values',
  title: 'Decisions are structured values',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: the one thing that a model does well here is to turn a sentence into a structured object that code can act on. A pattern over prose breaks with the next wording.',
  fix: {
    default:
      'Declare the choices as a schema and let the model fill it in: tools, or a structured output with one variant per choice.',
    openai:
      'Pass `tools`, or `response_format` with a JSON schema (`zodResponseFormat`), in the place of a pattern over `message.content`.',
    anthropic: 'Offer a tool with the shape of the decision and set `tool_choice` to it.',
    'ai-sdk': 'Use `generateObject`, `Output.object` or tools in the place of a pattern over `text`.',
    langchain: 'Use `withStructuredOutput(schema)` or `bindTools`.',
    'openai-agents': 'Give the agent an `outputType`.',
    mastra: 'Pass `structuredOutput: { schema }`.',
    baml: 'Return a class or a union from the function, not `string`.',
  },
  example: {
    red: "if (reply.text.includes('APPROVED')) await sendEmail(draft)",
    green:
      'const { object } = await generateObject({ model, schema: z.object({ approved: z.boolean() }), prompt })',
  },
  effort: 30,
  judge,
}

/** JSON that was asked for in words is a structured value, too; whether anything checks it is F01-R2's question. */
function judge(agent: Agent, facts: Facts): Judgement {
  const calls = callsOf(agent, facts)
  const prose = calls.flatMap((call) =>
    call.textUse.filter((use) => ['runs', 'drives', 'cut'].includes(use.kind)),
  )
  if (prose.length > 0)
    return fail(
      `What ${agent.name} does next is read out of prose (${names(prose.map((use) => use.what))}): another wording of the model changes it.`,
      prose.map((use) => evidence(use, `prose-${use.kind}`)),
    )
  const structured = calls.filter((call) => call.output !== 'text')
  if (structured.length === 0)
    return notApplicable(`${agent.name} writes text for people: nothing that it says decides an action.`)
  return pass(
    `The model answers ${agent.name} with ${names(structured.map((call) => shape(call)))}.`,
    structured.map((call) => evidence(call, 'structured-answer', call.api)),
  )
}

function shape(call: ModelCall): string {
  if (call.output === 'tools') return 'calls of declared tools'
  return call.output === 'schema' ? 'a value of a declared type' : 'JSON'
}
