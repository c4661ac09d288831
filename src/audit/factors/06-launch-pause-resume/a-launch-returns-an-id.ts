import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'
import { hasSteps, triggersOf } from '../parts.ts'

export const aLaunchReturnsAnId: Requirement = {
  id: 'F06-R1',
  factor: 6,
  slug: 'a-launch-returns-an-id',
  title: 'A launch returns an id',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: launching an agent should be a simple call for people, apps, pipelines and other agents. Without an id nobody can ask how it goes, or answer it.',
  fix: {
    default:
      'Store the run before it starts, return its id from the route (or function) that launches, and add one that reads a run by its id.',
    langchain:
      'Pass a `thread_id` of your own in `configurable`, return it, and read the run with `getState`.',
    mastra: 'Return `runId` of `createRun`, and read the run from storage.',
    twelvefold: 'Launch with `engine.launch`, and read the thread with `engine.get`.',
  },
  example: {
    red: "app.post('/ask', async (request) => agent.run(request.body))",
    green:
      "app.post('/runs', async (request) => ({ id: await launch(request.body) }))\napp.get('/runs/:id', async ({ id }) => status(await store.load(id)))",
  },
  effort: 30,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: there is nothing to take up again.`)
  const { launches, queries, resumes } = agent.waiting
  const triggers = triggersOf(agent, facts)
  const starts = triggers.filter((trigger) => trigger.does !== 'resume')
  const found = [
    ...queries.map((query) => evidence(query, 'query')),
    ...triggers
      .filter((trigger) => trigger.returnsId)
      .map((trigger) => evidence(trigger, 'returns-id', trigger.kind)),
    ...resumes.map((resume) => evidence(resume, 'resume-by-id')),
  ]
  const begins = [
    ...launches.map((launch) => evidence(launch, 'launch')),
    ...starts.map((trigger) => evidence(trigger, 'launch', trigger.kind)),
  ]
  if (begins.length > 0 && found.length > 0)
    return pass(`A run of ${agent.name} is started by a call, and found again by its id.`, [
      ...begins,
      ...found,
    ])
  if (begins.length > 0)
    return fail(
      `Nothing that starts ${agent.name} gives back an id: nobody can ask for the run later.`,
      begins,
    )
  return fail(`No call starts a run of ${agent.name} and says which one it is.`, [
    evidence(agent, 'no-launch'),
  ])
}
