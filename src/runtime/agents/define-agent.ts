import { contextWindow } from '../context/context-window.ts'
import { AgentInvalid } from '../twelvefold-error.ts'
import type { Agent } from './agent.ts'
import { standardLoop } from './standard-loop.ts'

type Optional = 'variables' | 'context' | 'decide'
export type AgentDefinition<Model> = Omit<Agent<Model>, Optional> & Partial<Pick<Agent<Model>, Optional>>

/** Estimated tokens: small on purpose, so that a context that grows is noticed early. */
const DEFAULT_BUDGET = 8_000

/** @throws AgentInvalid */
export function defineAgent<Model>(definition: AgentDefinition<Model>): Agent<Model> {
  const { name, tools } = definition
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) {
    throw new AgentInvalid(`"${name}" is no agent name`, { hint: 'use lower-case words joined by "-"' })
  }
  const double = tools.find((tool, i) => tools.findIndex((other) => other.name === tool.name) !== i)
  if (double) throw new AgentInvalid(`agent ${name} has two tools named ${double.name}`)
  return Object.freeze({
    variables: {},
    context: contextWindow({ budget: DEFAULT_BUDGET }),
    decide: standardLoop,
    ...definition,
    tools: Object.freeze([...tools]),
  })
}
