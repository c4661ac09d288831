import {
  approvals,
  childAgent,
  createEngine,
  defineAgent,
  delegate,
  doneForNow,
  promptFolder,
  requestHumanInput,
  scriptedModel,
  standardLoop,
  type Engine,
  type Model,
  type PromptLibrary,
} from 'twelvefold'
import { sqliteStore } from 'twelvefold/store/sqlite'
import { openBoundaries } from '../kill/boundaries.ts'
import { openEffects } from '../kill/life/effects.ts'

/** What both the parent and the contenders are given. */
export interface Contest {
  readonly storePath: string
  readonly ledgerPath: string
  readonly repository: string
}

/** Writes nothing down: nobody dies here. */
const boundaries = { ...openBoundaries(undefined), pass: () => {} }

/**
 * An engine with a connection of its own, and an agent that ships once, after an approval; in the same step it stows,
 * and has a child stow, without any.
 */
export async function openContest(
  contest: Contest,
): Promise<{ engine: Engine; driver: string; readonly close: () => Promise<void> }> {
  const store = await sqliteStore({ path: contest.storePath })
  const { tool } = openEffects(contest.ledgerPath, boundaries, undefined)
  const help = childAgent({ name: 'help', agent: 'stower', description: 'stows' })
  const tools = [tool('ship', 'once'), tool('stow', 'once'), help, requestHumanInput, doneForNow]
  const shipper = defineAgent({
    name: 'shipper',
    prompt: 'contest/next-step',
    model: choosing('ship', 'stow', 'help'),
    tools,
    decide: (thread) =>
      approvals(thread, (call) => call.tool === 'ship', { to: 'shippers' }) ??
      delegate(thread, [help]) ??
      standardLoop(thread),
  })
  const stower = defineAgent({ name: 'stower', prompt: 'contest/next-step', model: choosing('stow'), tools })
  const agents = [shipper, stower]
  const engine = createEngine({ store, agents, prompts: prompts(contest.repository), log: () => {} })
  return {
    engine,
    driver: store.driver,
    async close() {
      await engine.close()
      await store.close()
    },
  }
}

/** All of these calls in one step, and then the end. */
function choosing(...names: readonly string[]): Model {
  return scriptedModel(({ messages }) => {
    if (messages.some(({ role }) => role === 'tool')) {
      return { calls: [{ tool: 'done_for_now', input: { message: 'done' } }] }
    }
    return { calls: names.map((tool) => ({ tool, input: tool === 'help' ? { task: 'stow' } : {} })) }
  })
}

function prompts(repository: string): PromptLibrary {
  const shipped = promptFolder(`${repository}/prompts`)
  const own = promptFolder(`${repository}/bench/approve/prompts`)
  return { get: (name) => (name.startsWith('twelvefold/') ? shipped : own).get(name) }
}
