import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { ModelCall } from '../../facts/model-call.ts'
import type { Requirement } from '../factor.ts'
import { count, evidence, fail, notApplicable, pass, unknown } from '../judgement.ts'
import { callsOf } from '../parts.ts'

export const providerLimitsAreHandledInCode: Requirement = {
  id: 'F08-R5',
  factor: 8,
  slug: 'provider-limits-are-handled-in-code',
  title: 'Provider limits are handled in code',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay lists client-side rate limits among the things that an owned loop makes easy. A 429 is for code to wait out: it neither ends the run nor fills the context.',
  fix: {
    default:
      'Try again a few times, with growing pauses, on 429, 5xx and time-outs; then give up with a reason.',
    'ai-sdk': 'Leave `maxRetries` at its default, or set it; do not set it to 0.',
    openai: 'Leave `maxRetries` of the client at its default, or set it.',
    anthropic: 'Leave `maxRetries` of the client at its default, or set it.',
    langchain: 'Use `.withRetry({ stopAfterAttempt: 3 })`, or `maxRetries` of the model.',
    baml: 'Give the client a `retry_policy`.',
    fetch: 'Wrap the request: at most three attempts, `retry-after` respected.',
  },
  example: {
    red: "catch (error) { messages.push({ role: 'user', content: 'rate limited, try again' }) }",
    green: 'const client = new OpenAI({ maxRetries: 4, timeout: 60_000 })',
  },
  effort: 15,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  if (agent.kind === 'single-call') return notApplicable(`${agent.name} is one call: its caller tries again.`)
  const calls = callsOf(agent, facts)
  if (calls.length === 0)
    return unknown(`The model calls of ${agent.name} were not found.`, [evidence(agent, 'no-call')])
  const endless = agent.errors.unboundedRetries
  const bare = calls.filter((call) => call.retries === 'none')
  if (endless.length > 0)
    return fail(
      `${agent.name} tries again without an end.`,
      endless.map((sight) => evidence(sight, 'endless-retry')),
    )
  if (bare.length > 0)
    return fail(
      `Nothing tries ${count(bare.length, 'model call')} of ${agent.name} again when the provider is busy.`,
      bare.map((call) => evidence(call, 'no-retry', call.api)),
    )
  return pass(
    `Busy providers are waited out, a bounded number of times, below the loop of ${agent.name}.`,
    calls.map((call) => evidence(call, 'bounded-retry', by[call.retries])),
  )
}

const by: Readonly<Record<ModelCall['retries'], string>> = {
  sdk: 'retried by the SDK',
  set: 'retries are set',
  own: 'own bounded retry',
  none: 'not retried',
}
