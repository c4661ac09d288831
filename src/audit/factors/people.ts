// How people take part in a run: what factors 7 and 11 ask about.
import type { Agent } from '../facts/agent.ts'
import type { Facts } from '../facts/facts.ts'
import type { HumanContact } from '../facts/human-contact.ts'
import type { Place } from '../facts/place.ts'

/** Questions about the run's own doing, also those of its members: the first task and settings are none. */
export function contactsOf(agent: Agent, facts: Facts): readonly HumanContact[] {
  const members = facts.agents.filter((other) => agent.members.includes(other.id))
  const ids = new Set([agent, ...members].flatMap((one) => one.humans))
  return facts.humans.filter((contact) => ids.has(contact.id) && !contact.initial)
}

/** A request with a shape of its own: a tool that the model chooses, or a gate. */
const isStructured = ({ how }: HumanContact): boolean => how === 'tool' || how === 'approval'

/** The run lets the process go while it waits. */
export const isParked = (contact: HumanContact): boolean =>
  isStructured(contact) && contact.durable && contact.awaited

/** A contact that is asked something, and not the plain turns of a conversation. */
export const isQuestion = (contact: HumanContact): boolean => contact.how !== 'chat'

/**
 * Where a conversation is kept from one turn to the next: by the client, the provider, a store. Then the person who
 * asked can be asked back, in plain text.
 */
export function conversationOf(agent: Agent, facts: Facts): Place | undefined {
  const turn = contactsOf(agent, facts).find(({ how }) => how === 'chat')
  if (turn) return turn
  if (!agent.conversational || agent.kind === 'workflow') return undefined
  const { input, at } = agent.context
  if (input === 'resent' || input === 'hosted') return at
  if (input === 'built' || input === 'one-shot') return undefined
  return agent.state.stores.find(({ keeps }) => keeps !== 'memory' && keeps !== 'unknown')
}

/** Something of this conversation is left when the process ends. */
export function outlivesTheProcess(agent: Agent, facts: Facts): boolean {
  if (agent.context.input === 'resent' || agent.context.input === 'hosted') return true
  if (contactsOf(agent, facts).some((contact) => contact.how === 'chat' && contact.durable)) return true
  return agent.state.stores.some(({ keeps }) => keeps !== 'memory' && keeps !== 'unknown')
}
