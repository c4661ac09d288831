import {
  approvals,
  createEngine,
  defineAgent,
  doneForNow,
  promptFolder,
  requestHumanInput,
  scriptedModel,
  standardLoop,
  type Engine,
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

/** An engine with a connection of its own, and an agent that ships once, after an approval. */
export async function openContest(
  contest: Contest,
): Promise<{ engine: Engine; driver: string; readonly close: () => Promise<void> }> {
  const store = await sqliteStore({ path: contest.storePath })
  const { tool } = openEffects(contest.ledgerPath, boundaries, undefined)
  const agent = defineAgent({
    name: 'shipper',
    prompt: 'contest/next-step',
    model: scriptedModel(({ messages }) => {
      const hasShipped = messages.some(({ role }) => role === 'tool')
      const call = hasShipped
        ? { tool: 'done_for_now', input: { message: 'shipped' } }
        : { tool: 'ship', input: {} }
      return { calls: [call] }
    }),
    tools: [tool('ship', 'once'), requestHumanInput, doneForNow],
    decide: (thread) =>
      approvals(thread, (call) => call.tool === 'ship', { to: 'shippers' }) ?? standardLoop(thread),
  })
  const engine = createEngine({ store, agents: [agent], prompts: prompts(contest.repository), log: () => {} })
  return {
    engine,
    driver: store.driver,
    async close() {
      await engine.close()
      await store.close()
    },
  }
}

function prompts(repository: string): PromptLibrary {
  const shipped = promptFolder(`${repository}/prompts`)
  const own = promptFolder(`${repository}/bench/approve/prompts`)
  return { get: (name) => (name.startsWith('twelvefold/') ? shipped : own).get(name) }
}
