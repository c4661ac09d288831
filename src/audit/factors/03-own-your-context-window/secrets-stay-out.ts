import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'

export const secretsStayOut: Requirement = {
  id: 'F03-R4',
  factor: 3,
  slug: 'secrets-stay-out',
  title: 'Secrets stay out',
  level: 'MUST',
  origin: 'essay',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'The essay: owning the window means that you can filter sensitive data before it is passed on. What enters it is sent to a provider and kept in logs.',
  fix: {
    default:
      'Keep credentials, headers and environment out of events; take secrets out in the function that makes the input.',
    twelvefold: 'Name secrets at the composition root: the redactor takes them out of every event.',
  },
  example: {
    red: "append({ type: 'request', data: request.headers })",
    green: "append({ type: 'request', data: { path: request.path, user: request.user.id } })",
  },
  effort: 20,
  judge,
}

function judge(agent: Agent): Judgement {
  const { secrets, acts, input, at } = agent.context
  if (secrets.length > 0)
    return fail(
      `${names(secrets.map((secret) => secret.what))} can reach the messages of ${agent.name}.`,
      secrets.map((secret) => evidence(secret, 'secret-in-context')),
    )
  const redacts = acts.filter((act) => act.kind === 'redact')
  if (redacts.length > 0)
    return pass(
      `Secrets are taken out before ${agent.name} sends its messages.`,
      redacts.map((act) => evidence(act)),
    )
  if (input === 'one-shot' && agent.tools.length === 0)
    return notApplicable(`Nothing but its own arguments enters the one request of ${agent.name}.`)
  return unknown(
    `No secret was seen on its way into the messages of ${agent.name}; what results bring along is raised by probe.`,
    [evidence(at, 'no-filter')],
  )
}
