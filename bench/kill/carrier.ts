// The process that is killed: carries the threads of one run on, from wherever the last one left them to the end.
import { setTimeout as delay } from 'node:timers/promises'
import {
  createEngine,
  promptFolder,
  scriptedModel,
  type Engine,
  type Model,
  type PromptLibrary,
} from 'twelvefold'
import { sqliteStore } from 'twelvefold/store/sqlite'
import { openBoundaries, tell, type Boundaries } from './boundaries.ts'
import { fastClock } from './fast-clock.ts'
import { lifeAgents } from './life/agents.ts'
import { openEffects, type Effects } from './life/effects.ts'
import { actAsPerson } from './life/person.ts'
import { scriptOf, stepOf, STEP_OF_FAILURE, STEP_OF_MESSAGE } from './life/script.ts'
import { lifeTools } from './life/tools.ts'
import { LEASE_MS, type Plan } from './plan.ts'
import { watchStore } from './watched-store.ts'

const PERSON_LOOKS_EVERY_MS = 4

await carry(JSON.parse(process.argv[2]!) as Plan)

async function carry(plan: Plan): Promise<void> {
  const boundaries = openBoundaries(plan.killAt)
  const inner = await sqliteStore({ path: plan.storePath })
  const { store, committed } = watchStore(inner, boundaries, plan.sabotage)
  const effects = openEffects(plan.ledgerPath, boundaries, plan.sabotage)
  let onMessageTime = async (): Promise<void> => {}
  const engine = createEngine({
    store,
    agents: lifeAgents(lifeTools(effects, committed, boundaries), (agent) =>
      modelOf(agent, boundaries, () => onMessageTime()),
    ),
    prompts: prompts(),
    clock: fastClock(plan.clockStart),
    leaseMs: plan.sabotage === 'keep-lease' ? 3_600_000 : LEASE_MS,
    log: () => {},
  })
  const source = { trigger: 'bench', deliveryId: plan.run }
  const { threadId } = await engine.launch(plan.variant, plan.run, { source })
  tell({ root: threadId })
  const message = { text: 'by the way', source: { trigger: 'bench', deliveryId: `${plan.run}:during` } }
  onMessageTime = async () => void (await engine.deliver(threadId, message))
  await workToTheEnd(engine, threadId, plan, effects)
  await engine.close()
  await inner.close()
}

async function workToTheEnd(engine: Engine, root: string, plan: Plan, effects: Effects): Promise<void> {
  const done = new AbortController()
  const work = engine.work({
    signal: done.signal,
    onError: (threadId, error) => process.stderr.write(`${threadId}: ${String(error)}\n`),
  })
  while (!(await actAsPerson(engine, root, plan, effects))) await delay(PERSON_LOOKS_EVERY_MS)
  done.abort()
  await work
}

function modelOf(agent: string, { pass }: Boundaries, onMessageTime: () => Promise<void>): Model {
  const model = scriptedModel(scriptOf(agent))
  return {
    ...model,
    async reply(request, signal) {
      pass('model: before')
      const { step, failures } = stepOf(request)
      if (agent === 'life' && step === STEP_OF_FAILURE && failures === 0)
        throw new Error('the provider is down')
      if (agent === 'life' && step === STEP_OF_MESSAGE) await onMessageTime()
      const reply = await model.reply(request, signal)
      pass('model: after')
      return reply
    },
  }
}

/** The bench's own prompt, beside those that the package brings. */
function prompts(): PromptLibrary {
  const folder = process.argv[3]!
  const shipped = promptFolder(`${folder}/prompts`)
  const own = promptFolder(`${folder}/bench/kill/prompts`)
  return { get: (name) => (name.startsWith('twelvefold/') ? shipped : own).get(name) }
}
