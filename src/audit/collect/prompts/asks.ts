import { isInside, isNode, nodesUnder, type Node } from '../program/node.ts'
import { pathOf } from '../program/value.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { draftOf } from '../agents/draft-of.ts'
import type { Scene } from '../scene.ts'
import type { CallSighting, PromptInput } from '../sighting.ts'

/** A place where something is given to a model, with the agents and calls that it belongs to. */
export interface Ask {
  readonly input: PromptInput
  readonly agents: readonly AgentDraft[]
  readonly calls: readonly CallSighting[]
  /** A run of an agent that has instructions of its own: what is given is a task. */
  readonly isTask: boolean
}

/** Everything that is given to models: instructions of agents, inputs of calls, messages put into a history. */
export function asksOf(scene: Scene): Ask[] {
  return [...ofConstructs(scene), ...ofIssues(scene), ...ofRuns(scene), ...ofMessages(scene)]
}

function ofConstructs(scene: Scene): Ask[] {
  return scene.drafts.flatMap((draft) =>
    (draft.sighting?.inputs ?? []).map((input) => ({
      input,
      agents: [draft],
      calls: draft.calls,
      isTask: false,
    })),
  )
}

function ofIssues(scene: Scene): Ask[] {
  return scene.search.issues.flatMap((issue) => {
    const agents = ownersOf(scene, issue.at)
    const hasSystem = issue.inputs.some(({ role }) => role === 'system')
    return issue.inputs.map((input) => ({
      input,
      agents,
      calls: [issue.call],
      isTask: hasSystem && input.role === 'user',
    }))
  })
}

function ofRuns(scene: Scene): Ask[] {
  return scene.calls
    .filter(({ runs }) => runs !== undefined)
    .flatMap((call) => {
      const run = draftOf(scene.search, call.runs!, scene.drafts)
      const agents = [...new Set([...ownersOf(scene, call.at), ...(run ? [run] : [])])]
      return call.inputs.map((input) => ({ input, agents, calls: [call], isTask: input.role !== 'system' }))
    })
}

/** Messages that an agent's code makes, wherever they go: `new HumanMessage(…)`, `{ role: 'user', content }`. */
function ofMessages(scene: Scene): Ask[] {
  return scene.drafts.flatMap((draft) =>
    draft.owned.flatMap(({ module, node }) =>
      messagesIn(scene, { module, node }).map((input) => ({
        input,
        agents: [draft],
        calls: draft.calls,
        isTask: false,
      })),
    ),
  )
}

const SPEAKS = new Set(['system', 'developer', 'user', 'human'])

function messagesIn(scene: Scene, { module, node }: Region): PromptInput[] {
  const found: PromptInput[] = []
  for (const inner of nodesUnder(node)) {
    if (isNode(inner, 'ObjectExpression') && isSpoken(inner)) {
      found.push({ role: 'messages', at: { module, node: inner } })
    } else if (isNode(inner, 'NewExpression')) {
      const path = pathOf(scene.program.evaluate({ module, node: inner.callee })) ?? ''
      if (/:(System|Human)Message$/.test(path)) found.push({ role: 'messages', at: { module, node: inner } })
    }
  }
  return found
}

function isSpoken(node: Extract<Node, { type: 'ObjectExpression' }> | Node): boolean {
  if (!isNode(node, 'ObjectExpression')) return false
  let role: unknown
  let hasContent = false
  for (const one of node.properties) {
    if (!isNode(one, 'Property') || !isNode(one.key, 'Identifier')) continue
    if (one.key.name === 'role' && isNode(one.value, 'Literal')) role = one.value.value
    if (one.key.name === 'content' || one.key.name === 'parts') hasContent = true
  }
  return hasContent && typeof role === 'string' && SPEAKS.has(role)
}

function ownersOf(scene: Scene, at: { module: Region['module']; node: Node }): AgentDraft[] {
  return scene.drafts.filter((draft) =>
    draft.owned.some(({ module, node }) => module === at.module && isInside(at.node, node)),
  )
}
