// Factor 10: one job, few tools, few steps, and code that can be read in one sitting.
import type { Factor } from '../factor.ts'
import { agentsAreSmall } from './agents-are-small.ts'
import { fewToolsPerDecision } from './few-tools-per-decision.ts'
import { fixedOverheadIsSmall } from './fixed-overhead-is-small.ts'
import { runsTakeFewSteps } from './runs-take-few-steps.ts'
import { subAgentsFormNoEndlessCycle } from './sub-agents-form-no-endless-cycle.ts'

export const factor10: Factor = {
  number: 10,
  slug: 'small-focused-agents',
  title: 'Small, focused agents',
  word: 'small',
  essay: 'content/factor-10-small-focused-agents.md',
  requirements: [
    agentsAreSmall,
    runsTakeFewSteps,
    fewToolsPerDecision,
    subAgentsFormNoEndlessCycle,
    fixedOverheadIsSmall,
  ],
}
