// Deploys the tags of a git repository, and rolls back. Production waits for a person.
// The thread's label `workspace` names the folder with the repository and the targets: see tools/workspace.ts.
import {
  approvals,
  contextWindow,
  defineAgent,
  doneForNow,
  limits,
  noProgress,
  requestHumanInput,
  standardLoop,
  type Call,
} from 'twelvefold'
import { environments } from './schemas.ts'
import { changesBetween } from './tools/changes-between.ts'
import { deployBackend } from './tools/deploy-backend.ts'
import { deployedVersion } from './tools/deployed-version.ts'
import { listGitTags } from './tools/list-git-tags.ts'
import { rollBack } from './tools/roll-back.ts'

export const deploybot = defineAgent({
  name: 'deploybot',
  prompt: 'deploybot/next-step',
  variables: { environments },
  model: 'anthropic/claude-sonnet-4-5',
  tools: [
    listGitTags,
    deployedVersion,
    changesBetween,
    deployBackend,
    rollBack,
    requestHumanInput,
    doneForNow,
  ],
  context: contextWindow({ budget: 8_000 }),
  decide: (thread) =>
    limits(thread, { steps: 20, consecutiveErrors: 3 }) ??
    noProgress(thread) ??
    approvals(thread, productionDeploys, { to: 'deploys', deadline: '2h', escalateTo: ['oncall'] }) ??
    standardLoop(thread),
})

/** A roll-back is a deploy too: of what was there before. */
const productionDeploys = ({ tool, input }: Call): boolean =>
  (tool === 'deploy_backend' || tool === 'roll_back') && input['environment'] === 'production'
