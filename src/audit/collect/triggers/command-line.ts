import type { Region } from '../agents/draft.ts'
import { type Node, isCall, isFunction, isNode, memberName, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Scene } from '../scene.ts'
import { type Entry, entry } from './entry.ts'

/** What runs when the file itself is run: its statements, and functions that they call on the spot. */
export function scriptsOf(scene: Scene): Entry[] {
  return scene.program.modules.flatMap((module) => {
    if (module.role === 'test' || isGenerated(module)) return []
    const statements = module.tree.body.filter((one) => !isDeclaration(one) && !isExportedValue(one))
    return statements.map((node): Entry => entry('cli', { module, node }, [{ module, node }]))
  })
}

function isGenerated({ role }: Module): boolean {
  return role === 'generated' || role === 'vendored' || role === 'declaration'
}

function isDeclaration(node: Node): boolean {
  return (
    isFunction(node) || (node.type as string).startsWith('Import') || (node.type as string).startsWith('TS')
  )
}

/** `export const handler = create({ … })`: made for whoever imports it. */
function isExportedValue(node: Node): boolean {
  if (!isNode(node, 'ExportNamedDeclaration') || !isNode(node.declaration, 'VariableDeclaration'))
    return false
  return node.declaration.declarations.every(({ init }) => !isNode(init, 'AwaitExpression'))
}

/** The nodes that run with a statement: a function only when it is called where it stands. */
export function* runningNodes(region: Region): Generator<Node> {
  yield* nodesUnder(region.node, (node) => !isFunction(node) || node === region.node || runsHere(node))
}

function runsHere(node: Node): boolean {
  const { parent } = node
  if (!isCall(parent)) return false
  if (parent.callee === node) return true
  const { callee } = parent
  // `.then(async () => …)`, `.forEach(…)`.
  return (
    isNode(callee, 'MemberExpression') &&
    /^(then|catch|finally|map|forEach|flatMap)$/.test(memberName(callee) ?? '')
  )
}
