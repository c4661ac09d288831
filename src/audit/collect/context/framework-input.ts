import type { Context } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { InputFlow } from './flow.ts'

/** Who keeps the history of a framework's own loop; undefined where the repository's code does. */
export function frameworkInput(draft: AgentDraft, flow: InputFlow): Context['input'] | undefined {
  const { kind, graph, cycle, sighting, tools, moreTools } = draft
  if (kind !== 'framework-agent' || graph !== undefined || cycle !== undefined) return undefined
  if (sighting?.memory !== undefined) return 'framework'
  if (flow.resent.length > 0) return 'resent'
  if (flow.stored.length + flow.growing.length > 0) return undefined
  const hasSteps = tools.length > 0 || moreTools || (sighting?.handoffs.length ?? 0) > 0
  return hasSteps ? 'framework' : 'one-shot'
}
