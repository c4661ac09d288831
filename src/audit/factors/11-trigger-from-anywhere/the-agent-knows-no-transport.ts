import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Place } from '../../facts/place.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass } from '../judgement.ts'
import { triggersOf } from '../parts.ts'
import { contactsOf } from '../people.ts'

export const theAgentKnowsNoTransport: Requirement = {
  id: 'F11-R1',
  factor: 11,
  slug: 'the-agent-knows-no-transport',
  title: 'The agent knows no transport',
  level: 'MUST',
  origin: 'derived',
  inSource: 'decides',
  tiers: ['probe'],
  why: 'The essay: meet users where they are. An agent that takes a request object, or asks at a terminal, can be started from there and from nowhere else.',
  fix: {
    default:
      'Let the agent take plain data and return plain data. Keep the request, the message, the terminal in a small adapter per channel.',
    'ai-sdk':
      'Make a function that takes messages and returns the result; turn it into a Response in the route.',
    twelvefold: 'Register a trigger: it turns the request into an event, and the agent sees the event only.',
  },
  example: {
    red: 'export async function answer(request: NextRequest) { const { text } = await request.json(); … }',
    green:
      'export async function answer(text: string): Promise<Reply> { … }\n// app/api/ask/route.ts: POST = async (request) => Response.json(await answer((await request.json()).text))',
  },
  effort: 30,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const triggers = triggersOf(agent, facts)
  if (triggers.length === 0 && agent.reached)
    return notApplicable(`${agent.name} is exported: whoever imports it starts it.`)
  const terminal = contactsOf(agent, facts).filter(
    (contact) => contact.how === 'readline' && isIn(agent, contact),
  )
  const bound = [
    ...agent.transport.map((sight) => evidence(sight, 'transport')),
    ...terminal.map((contact) => evidence(contact, 'transport', 'asks at the terminal')),
  ]
  if (bound.length > 0)
    return fail(`${agent.name} is tied to its channel: ${names(bound.map((one) => one.what))}.`, bound)
  return pass(`${agent.name} takes plain data: no request, no chat client, no terminal is in its code.`, [
    evidence(agent, 'plain-entry', agent.name),
  ])
}

/** A question beside the agent is its adapter's; one between its lines is its own. */
const isIn = (agent: Agent, place: Place): boolean =>
  place.file === agent.file && place.line >= agent.line && place.endLine <= agent.endLine
