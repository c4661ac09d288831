import type { Sight } from '../../facts/place.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { type Node, isCall, isNode, memberName, nodesUnder } from '../program/node.ts'
import type { Scene } from '../scene.ts'
import { outermost } from '../state/run-code.ts'
import { isLogged } from '../state/module-state.ts'
import { nodesOfStep, stepCodeOf } from './step-code.ts'

/** Settings of the process that decide, in the middle of a step, what happens next. */
export function environmentReads(scene: Scene, draft: AgentDraft): Sight[] {
  if (draft.kind === 'single-call') return []
  const regions = outermost([
    ...stepCodeOf(scene, draft),
    ...(draft.kind === 'workflow' ? stepsOfWorkflow(scene, draft) : []),
  ])
  return regions.flatMap(({ module, node }) => {
    const found: Sight[] = []
    for (const inner of nodesOfStep(draft, { module, node })) {
      if (!isNode(inner, 'IfStatement') || !readsEnvironment(inner.test)) continue
      if (isSettingUp(inner.consequent) && (inner.alternate === null || isSettingUp(inner.alternate)))
        continue
      found.push({
        ...module.placeOf(inner.test),
        kind: 'environment',
        what: module.textOf(inner.test).slice(0, 80),
      })
    }
    return found
  })
}

/** The functions that a workflow takes as its steps. */
function stepsOfWorkflow(scene: Scene, draft: AgentDraft): Region[] {
  return [
    draft.region,
    ...scene.graph
      .callsIn(draft.region)
      .map(({ target }) => target)
      .filter(({ node }) => draft.owned.some((region) => region.node === node)),
  ]
}

function readsEnvironment(node: Node): boolean {
  for (const inner of nodesUnder(node)) {
    if (!isNode(inner, 'MemberExpression') || memberName(inner) !== 'env') continue
    if (isNode(inner.object, 'Identifier') && inner.object.name === 'process') return true
    if (isNode(inner.object, 'MetaProperty')) return true
  }
  return false
}

/** The branch only prints, stops the program for want of a setting, or makes a client. */
function isSettingUp(branch: Node): boolean {
  const statements = isNode(branch, 'BlockStatement') ? branch.body : [branch]
  return statements.every((one) => {
    if (isNode(one, 'ThrowStatement')) return true
    if (isNode(one, 'ReturnStatement')) return isNode(one.argument, 'NewExpression')
    if (!isNode(one, 'ExpressionStatement')) return false
    const { expression } = one
    if (isNode(expression, 'AssignmentExpression')) return isNode(expression.right, 'NewExpression')
    const [first] = isCall(expression) ? expression.arguments : []
    return isCall(expression) && (isExit(expression) || (first !== undefined && isLogged(first)))
  })
}

function isExit(call: Node): boolean {
  return (
    isNode(call, 'CallExpression') &&
    isNode(call.callee, 'MemberExpression') &&
    memberName(call.callee) === 'exit'
  )
}
