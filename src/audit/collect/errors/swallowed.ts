import type { AgentDraft } from '../agents/draft.ts'
import {
  type Node,
  around,
  enclosingFunction,
  isCall,
  isInside,
  isLoop,
  isNode,
  nodesUnder,
} from '../program/node.ts'
import { loosePathOf, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { risksIn } from '../tools/risk.ts'
import { toolRunsOf } from '../tools/runs.ts'
import { type Clause, answersError, bodyOf } from './clause.ts'
import { isEntry } from './guard.ts'
import { isAnswer, isLog } from './telling.ts'

/**
 * A failure of a model, a tool or the memory that nobody hears of: it is logged at most, and the run goes on with an
 * empty or usual value. Whoever rethrows, answers with an error, sets a flag or ends the process hides nothing; and
 * what an entry point prints has been reported to whoever started it.
 */
export function isSwallowed(scene: Scene, draft: AgentDraft, clause: Clause): boolean {
  if (!isNode(clause.holder, 'CatchClause')) return false
  if (!triesSomething(scene, draft, clause)) return false
  if (answersError(scene.program, clause) || calls(scene, clause)) return false
  const holder = enclosingFunction(clause.node)
  if (isEntry(scene, clause.module, holder)) return isDetached(clause)
  return !isTurnOfSession(scene, clause)
}

function triesSomething(scene: Scene, draft: AgentDraft, clause: Clause): boolean {
  const asked = scene.sightings.filter(({ kind }) => kind === 'human').map(({ at }) => at.node)
  const runs = new Set([...toolRunsOf(scene, draft).map(({ at }) => at.node), ...asked])
  const isInBranch = toolRunsOf(scene, draft).some(
    ({ at, names }) => names !== undefined && at.module === clause.module && isInside(clause.tried, at.node),
  )
  if (isInBranch && risksIn(scene, { module: clause.module, node: clause.tried }).length > 0) return true
  for (const node of nodesUnder(clause.tried)) {
    if (scene.asking.sites.has(node) || runs.has(node)) return true
    if (isCall(node) && isMemory(scene, clause, node)) return true
  }
  return false
}

/** A store of the agent's memory: what it gives stands in the next prompt. */
function isMemory(scene: Scene, clause: Clause, node: Node): boolean {
  if (!isCall(node)) return false
  const value = scene.program.evaluate({ module: clause.module, node: node.callee })
  const path = pathOf(value) ?? loosePathOf(value) ?? ''
  return /(Store|Memory|Saver|Checkpointer)\(\)\.(get|put|search|set|load|save|list)\w*$/i.test(path)
}

/** It calls something that is no log: a fallback, a cleaning up, a message to somebody. */
function calls(scene: Scene, clause: Clause): boolean {
  const { program } = scene
  const { module } = clause
  for (const node of nodesUnder(bodyOf(clause))) {
    if (!isCall(node) || isLog(program, module, node)) continue
    const inLog = around(node, (outer) => isLog(program, module, outer))
    if (inLog === undefined && isAnswer(program, module, node)) return true
  }
  return false
}

/** The answer had gone before the work began: nobody is left to hear. */
function isDetached(clause: Clause): boolean {
  const holder = enclosingFunction(clause.node)
  const call = holder?.parent
  const isPromise = isCall(call) && clause.module.textOf(call.callee).endsWith('.then')
  return isPromise && around(call, (node) => isNode(node, 'AwaitExpression')) === undefined
}

const QUESTION = /\.question$|^@clack\/prompts:|^prompts:|^inquirer:/

function isTurnOfSession(scene: Scene, clause: Clause): boolean {
  const loop = around(clause.node, isLoop)
  if (loop === undefined) return false
  for (const node of nodesUnder(loop))
    if (
      isCall(node) &&
      QUESTION.test(pathOf(scene.program.evaluate({ module: clause.module, node: node.callee })) ?? '')
    )
      return true
  return false
}
