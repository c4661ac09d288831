import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'
import { hasSteps } from '../parts.ts'

export const threadsCanBeRead: Requirement = {
  id: 'F05-R5',
  factor: 5,
  slug: 'threads-can-be-read',
  title: 'Threads can be read',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe'],
  why: 'The essay: a thread is easily made into a page that people read. What cannot be looked at is debugged by guessing.',
  fix: {
    default:
      'Export one function that renders a thread as Markdown, and call it from a command or a route (an external trace view will do).',
    twelvefold: 'Nothing to do: `npx twelvefold threads show <thread> --markdown`.',
  },
  example: {
    red: 'console.log(thread)',
    green: "app.get('/threads/:id', async ({ id }) => threadToMarkdown(await store.load(id)))",
  },
  effort: 30,
  judge,
}

function judge(agent: Agent): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: no state lies between its steps.`)
  const { renders, thread } = agent.state
  if (renders.length > 0)
    return pass(
      `A run of ${agent.name} can be read by a person.`,
      renders.map((render) => evidence(render, 'render')),
    )
  return fail(`Nothing shows a run of ${agent.name} to a person.`, [evidence(thread ?? agent, 'no-render')])
}
