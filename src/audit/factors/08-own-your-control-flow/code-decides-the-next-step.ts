import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass } from '../judgement.ts'
import { toolsOf } from '../parts.ts'

export const codeDecidesTheNextStep: Requirement = {
  id: 'F08-R1',
  factor: 8,
  slug: 'code-decides-the-next-step',
  title: 'Code decides the next step',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe'],
  why: 'The essay: if you own your control flow you can break off between the choice of a tool and its run, ask for approval, summarise, judge, wait. A loop that a framework owns runs each tool at once.',
  fix: {
    default:
      'Write the loop: call the model, switch on the intent, and for each intent go on, wait for a person or an event, or stop.',
    'ai-sdk':
      'Take one step per call in a loop of your own, or steer the loop with `prepareStep` and a `stopWhen` that looks at the step.',
    'openai-agents':
      'Give the agent a function as `toolUseBehavior`, or `run` one turn at a time in a loop of your own.',
    langchain:
      'Replace the prebuilt agent by a StateGraph with your own nodes and a router on its conditional edges.',
    anthropic: 'Replace `toolRunner` by a loop over `messages.create` and a switch on the tool calls.',
    mastra: 'Put the agent into a workflow whose steps branch on its result.',
    agentkit: 'Write the router of the network as a function of its state.',
    twelvefold: 'Write `decide`: `limits(…) ?? approvals(…) ?? standardLoop(thread)`.',
  },
  example: {
    red: 'const { finalOutput } = await run(agent, input)',
    green:
      "const step = await nextStep(thread)\nswitch (step.intent) {\n  case 'done_for_now': return finish(step)\n  case 'deploy': return waitForApproval(thread, step)\n  default: return carryOn(thread, step)\n}",
  },
  effort: 60,
  judge,
}

/** A hook that looks at a step can choose; one that counts, or is told, cannot. */
const idle = new Set(['bound', 'observes'])

function judge(agent: Agent, facts: Facts): Judgement {
  const { owner, at, hooks } = agent.control
  if (agent.kind === 'single-call' || (owner === 'none' && agent.kind !== 'framework-agent'))
    return notApplicable(`Nothing follows the one answer of ${agent.name}.`)
  if (owner === 'own' || owner === 'graph')
    return pass(`Code of this repository decides what follows each answer of ${agent.name}.`, [
      evidence(at, `${owner}-control`, owner === 'own' ? 'own loop' : 'own edges'),
    ])
  // The framework's loop is named in either case: where code has its say it is an advice, and no failure.
  const loop = evidence(agent, 'framework-loop', `${agent.framework} runs the loop`)
  const tools = toolsOf(agent, facts).filter((tool) => tool.offered)
  const gates = tools.flatMap((tool) => (tool.gate && tool.runBy === 'framework' ? [tool.gate] : []))
  const parked = tools.filter((tool) => tool.runBy === 'nobody')
  const deciding = [...hooks.filter((hook) => !idle.has(hook.kind)), ...gates]
  if (deciding.length + parked.length > 0)
    return pass(
      `The framework runs the loop of ${agent.name}, and code of this repository has its say in it: ${names([
        ...deciding.map((hook) => hook.what),
        ...parked.map((tool) => `${tool.name}, which nobody runs by itself`),
      ])}.`,
      [
        loop,
        ...deciding.map((hook) => evidence(hook)),
        ...parked.map((tool) => evidence(tool, 'parked-tool', tool.name)),
      ],
    )
  if (tools.length + agent.members.length === 0)
    return pass(
      `${agent.name} has nothing to choose from: its first answer is its last, and code goes on from it.`,
      [loop],
    )
  return fail(
    hooks.length > 0
      ? `The framework runs the loop of ${agent.name}; code of this repository counts its steps and decides nothing.`
      : `The framework runs the loop of ${agent.name} from start to end: code of this repository has no say between two steps.`,
    [loop],
  )
}
