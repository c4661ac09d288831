import { contextWindow } from '../context/context-window.ts'
import { stateless } from '../stateless/stateless.ts'
import { AgentInvalid } from '../twelvefold-error.ts'
import type { AgentVariables, PromptName } from '../prompts/declared-prompts.ts'
import type { Agent, Decide } from './agent.ts'
import { limits } from './limits.ts'
import { standardLoop } from './standard-loop.ts'

type Optional = 'context' | 'decide'
type Own<Model> = Omit<Agent<Model>, Optional | 'prompt' | 'variables'> &
  Partial<Pick<Agent<Model>, Optional>>

/** Where `twelvefold prompts types` has declared the prompts, the compiler checks the name and the variables. */
export type AgentDefinition<Model, Name extends PromptName = PromptName> = Own<Model> & {
  /** Name of the prompt file that is the instruction part. */
  readonly prompt: Name
} & AgentVariables<Name>

/** Estimated tokens: small on purpose, so that a context that grows is noticed early. */
const DEFAULT_BUDGET = 8_000

/**
 * `decide` and the context window are put under guard here, so that nobody can forget it: in development and in tests
 * one that is not pure throws a StatelessViolation.
 * @throws AgentInvalid
 */
export function defineAgent<Model, Name extends PromptName = PromptName>(
  definition: AgentDefinition<Model, Name>,
): Agent<Model> {
  const { name, tools } = definition
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) {
    throw new AgentInvalid(`"${name}" is no agent name`, { hint: 'use lower-case words joined by "-"' })
  }
  const double = tools.find((tool, i) => tools.findIndex((other) => other.name === tool.name) !== i)
  if (double) throw new AgentInvalid(`agent ${name} has two tools named ${double.name}`)
  const { parallelCalls = 1, toolsets = [] } = definition
  const twice = toolsets.find((one, i) => toolsets.findIndex((other) => other.name === one.name) !== i)
  if (twice) throw new AgentInvalid(`agent ${name} has two toolsets named ${twice.name}`)
  if (!Number.isInteger(parallelCalls) || parallelCalls < 1) {
    throw new AgentInvalid(`parallelCalls of agent ${name} is ${parallelCalls}`, {
      hint: 'give a whole number from 1 on',
    })
  }
  const { decision = 'tools' } = definition
  if (!['tools', 'json'].includes(decision)) {
    throw new AgentInvalid(`decision of agent ${name} is "${decision}"`, { hint: "it is 'tools' or 'json'" })
  }
  const { context = contextWindow({ budget: DEFAULT_BUDGET }), decide = boundedLoop } = definition
  return Object.freeze({
    variables: {},
    ...definition,
    context: stateless(context, { name: 'the context window' }),
    decide: stateless(decide, { name: 'decide' }),
    tools: Object.freeze([...tools]),
  })
}

/** An agent that says nothing of its control flow is bounded all the same. */
const boundedLoop: Decide = (thread) =>
  limits(thread, { steps: 20, consecutiveErrors: 3 }) ?? standardLoop(thread)
