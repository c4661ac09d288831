import { contextWindow } from '../context/context-window.ts'
import { stateless } from '../stateless/stateless.ts'
import { AgentInvalid } from '../twelvefold-error.ts'
import type { Agent, Decide } from './agent.ts'
import { limits } from './limits.ts'
import { standardLoop } from './standard-loop.ts'

type Optional = 'variables' | 'context' | 'decide'
export type AgentDefinition<Model> = Omit<Agent<Model>, Optional> & Partial<Pick<Agent<Model>, Optional>>

/** Estimated tokens: small on purpose, so that a context that grows is noticed early. */
const DEFAULT_BUDGET = 8_000

/**
 * `decide` and the context window are put under guard here, so that nobody can forget it: in development and in tests
 * one that is not pure throws a StatelessViolation.
 * @throws AgentInvalid
 */
export function defineAgent<Model>(definition: AgentDefinition<Model>): Agent<Model> {
  const { name, tools } = definition
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) {
    throw new AgentInvalid(`"${name}" is no agent name`, { hint: 'use lower-case words joined by "-"' })
  }
  const double = tools.find((tool, i) => tools.findIndex((other) => other.name === tool.name) !== i)
  if (double) throw new AgentInvalid(`agent ${name} has two tools named ${double.name}`)
  const { parallelCalls = 1 } = definition
  if (!Number.isInteger(parallelCalls) || parallelCalls < 1) {
    throw new AgentInvalid(`parallelCalls of agent ${name} is ${parallelCalls}`, {
      hint: 'give a whole number from 1 on',
    })
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
