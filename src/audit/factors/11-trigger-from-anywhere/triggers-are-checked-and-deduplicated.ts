import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Trigger } from '../../facts/trigger.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { triggersOf } from '../parts.ts'

export const triggersAreCheckedAndDeduplicated: Requirement = {
  id: 'F11-R4',
  factor: 11,
  slug: 'triggers-are-checked-and-deduplicated',
  title: 'Triggers are checked and deduplicated',
  level: 'MUST',
  origin: 'derived',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay opens the agent to the outside world. Whoever finds an unchecked webhook can start it, and every sender delivers twice some day: the run, and what it does, would happen twice.',
  fix: {
    default:
      'Verify the signature over the raw body before anything else; look the delivery id up, and start no second run for it.',
    agentkit: 'Set `idempotency` on the Inngest function.',
    twelvefold: 'Give the trigger `verify` and a delivery id: the registry does the rest.',
  },
  example: {
    red: "app.post('/webhook', (request) => launch(request.body))",
    green:
      'const event = stripe.webhooks.constructEvent(rawBody, signature, secret)\nif (await seen(event.id)) return\nawait launch(event)',
  },
  effort: 30,
  judge,
}

/** These come with a signature and are sent again when no answer arrives: both are for code to look at. */
const signed = new Set(['webhook', 'slack', 'email'])

function judge(agent: Agent, facts: Facts): Judgement {
  const triggers = triggersOf(agent, facts).filter(({ kind }) => kind !== 'cli' && kind !== 'cron')
  if (triggers.length === 0) return notApplicable(`Nobody outside can start ${agent.name}.`)
  const unchecked = triggers.filter((one) => signed.has(one.kind) && one.authenticated === false)
  const twice = triggers.filter((one) => one.deduplicated === false && isSentAgain(one))
  if (unchecked.length + twice.length > 0)
    return fail(sentence(agent, unchecked, twice), [
      ...unchecked.map((trigger) =>
        evidence(trigger, 'unchecked-trigger', `${trigger.kind}: no signature is checked`),
      ),
      ...twice.map((trigger) =>
        evidence(trigger, 'not-deduplicated', `${trigger.kind}: no delivery id is looked up`),
      ),
    ])
  const bare = triggers.filter((one) => one.authenticated === false)
  if (bare.length > 0)
    return unknown(
      `Nothing in the source checks who starts ${agent.name} by ${names(bare.map(({ kind }) => kind))}; a gateway before it may.`,
      bare.map((trigger) => evidence(trigger, 'open-trigger', `${trigger.kind}: no check in the source`)),
    )
  const known = triggers.filter((one) => one.authenticated === true || one.deduplicated === true)
  if (known.length === 0)
    return unknown(
      `Who may start ${agent.name} is not said in the source.`,
      triggers.map((trigger) => evidence(trigger, 'open-trigger', trigger.kind)),
    )
  return pass(
    `Code checks who starts ${agent.name}${triggers.some(isSentAgain) ? ', and starts no run twice' : ''}.`,
    known.map((trigger) => evidence(trigger, 'checked-trigger', trigger.kind)),
  )
}

const isSentAgain = ({ kind }: Trigger): boolean => signed.has(kind) || kind === 'queue' || kind === 'event'

function sentence(agent: Agent, unchecked: readonly Trigger[], twice: readonly Trigger[]): string {
  const parts = [
    ...(unchecked.length > 0
      ? [`starts for whoever sends by ${names(unchecked.map(({ kind }) => kind))}`]
      : []),
    ...(twice.length > 0
      ? [
          `runs twice when ${names(twice.map(({ kind }) => kind))} deliver${twice.length === 1 ? 's' : ''} twice`,
        ]
      : []),
  ]
  return `${agent.name} ${names(parts)}.`
}
