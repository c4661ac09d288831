// An agent and the single calls and chains that it is made of: their steps are steps of its run. Members with a loop of
// their own are judged by themselves.
import type { Agent } from '../facts/agent.ts'
import type { Facts } from '../facts/facts.ts'
import type { Place } from '../facts/place.ts'
import { partsWithin } from './parts.ts'

/** What is seen in any step of the run, each place once. */
export function inSteps<Seen extends Place>(
  agent: Agent,
  facts: Facts,
  look: (one: Agent) => readonly Seen[],
): readonly Seen[] {
  const parts = partsWithin(agent, facts, isStep).filter(isStep)
  const places = new Map<string, Seen>()
  for (const seen of [agent, ...parts].flatMap(look)) {
    const place = `${seen.file}:${seen.line}:${seen.endLine}`
    if (!places.has(place)) places.set(place, seen)
  }
  return [...places.values()]
}

function isStep({ kind }: Agent): boolean {
  return kind === 'single-call' || kind === 'workflow'
}
