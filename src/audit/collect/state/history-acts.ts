// What is done with the history besides adding to it.
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import {
  type Node,
  around,
  isCall,
  isFunction,
  isInside,
  isNode,
  keyOf,
  memberName,
  nodesUnder,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { declarationOf, rootOf } from './declaration.ts'
import { changesHistory, historiesOf } from './history.ts'
import { type Mutation, mutationsIn } from './mutations.ts'
import { outermost } from './run-code.ts'

/** Events taken out, or changed where they stand. */
export function rewritesOf(scene: Scene, draft: AgentDraft): Sight[] {
  const histories = historiesOf(scene, draft)
  return outermost(draft.owned).flatMap((region) => [
    ...mutationsIn(region)
      .filter((mutation) => isRewrite(mutation) && changesHistory(scene, histories, mutation))
      .map(({ module, node }) => sightAt(module, node, 'rewrite')),
    ...[...nodesUnder(region.node)]
      .filter(
        (node) =>
          isNode(node, 'NewExpression') &&
          /^@langchain\/[^:]+:RemoveMessage$/.test(pathAt(scene, region.module, node.callee)),
      )
      .map((node) => sightAt(region.module, node, 'remove-message')),
  ])
}

function isRewrite({ module, node, how, target, given }: Mutation): boolean {
  if (how === 'remove' || how === 'put') return true
  if (how !== 'assign') return false
  if (target.path.includes('[]')) return true
  // `messages = messages.slice(-10)`
  const name = isNode(target.node, 'Identifier') ? target.node.name : 'this'
  return given.some(
    (one) =>
      isNode(node, 'AssignmentExpression') &&
      new RegExp(String.raw`\b${name}\b[^]*\.(slice|filter|splice|map)\(`).test(module.textOf(one)),
  )
}

const LOOKS = /^(at|findLast|findLastIndex|filter|some|find|every|slice|reduce|length)$/

/** Where a run stands, worked out from what happened: a condition over the history. */
export function derivationsOf(scene: Scene, draft: AgentDraft): Sight[] {
  const histories = historiesOf(scene, draft)
  const found: Sight[] = []
  for (const { module, node } of outermost(draft.owned)) {
    for (const inner of nodesUnder(node)) {
      if (!isNode(inner, 'MemberExpression')) continue
      const name = memberName(inner)
      const isLast = inner.computed && /\.length\s*-\s*1$/.test(module.textOf(inner.property))
      if (!isLast && (name === undefined || !LOOKS.test(name) || name === 'length')) continue
      if (!isHistory(scene, draft, module, inner.object, histories) || !isTested(module, inner)) continue
      found.push(sightAt(module, inner, 'derived'))
    }
  }
  return found.slice(0, 5)
}

function isHistory(
  scene: Scene,
  draft: AgentDraft,
  module: Module,
  list: Node,
  histories: ReturnType<typeof historiesOf>,
): boolean {
  const { node, path } = rootOf(list)
  if (!isNode(node, 'Identifier')) return false
  const declared = declarationOf(scene.program, module, node)
  if (declared === undefined) return false
  if (histories.some((one) => one.declared?.variable === declared.variable)) return true
  // The state of a graph comes in as the first parameter of its nodes and routers.
  return draft.graph !== undefined && path.length > 0 && isFunction(declared.node)
}

/** In a condition itself, or by the variable that it is given to. */
function isTested(module: Module, node: Node): boolean {
  for (let at: Node = node; at.parent !== undefined && !isFunction(at.parent); at = at.parent) {
    const { parent } = at
    if ('test' in parent && parent.test === at) return true
    if (isNode(parent, 'SwitchStatement') && parent.discriminant === at) return true
    if (isNode(parent, 'VariableDeclarator') && parent.init === at && isNode(parent.id, 'Identifier'))
      return (module.variableOf(parent.id)?.references ?? []).some(
        ({ identifier }) => identifier !== parent.id && isInTest(identifier),
      )
  }
  return false
}

function isInTest(node: Node): boolean {
  const holder = around(
    node,
    (outer) =>
      isFunction(outer) ||
      isNode(outer, 'IfStatement') ||
      isNode(outer, 'ConditionalExpression') ||
      isNode(outer, 'SwitchStatement') ||
      isNode(outer, 'WhileStatement'),
  )
  if (holder === undefined || isFunction(holder)) return false
  const test =
    'test' in holder
      ? (holder.test as Node)
      : 'discriminant' in holder
        ? (holder.discriminant as Node)
        : undefined
  return test !== undefined && isInside(node, test)
}

/** A second run made out of a part of the first. */
export function forksOf(scene: Scene, draft: AgentDraft): Sight[] {
  if (draft.framework !== 'langchain' && draft.graph === undefined && historiesOf(scene, draft).length === 0)
    return []
  const modules = new Set([...draft.owned.map(({ module }) => module), ...callersOf(scene, draft)])
  return [...modules].flatMap((module) => [
    ...module
      .nodes('CallExpression')
      .filter(
        (node) => isNode(node.callee, 'MemberExpression') && memberName(node.callee) === 'getStateHistory',
      )
      .map((node) => sightAt(module, node, 'fork')),
    ...module
      .nodes('Property')
      .filter((node) => keyOf(node) === 'checkpoint_id')
      .map((node) => sightAt(module, node, 'fork')),
    ...module
      .nodes('Property')
      .filter((node) => isPart(scene, draft, module, node.value))
      .map((node) => sightAt(module, node, 'fork')),
  ])
}

function callersOf(scene: Scene, draft: AgentDraft): Module[] {
  return scene.program.uses
    .callersOf(draft.region.node)
    .flatMap(({ module }) => (module.role === 'test' ? [] : [module]))
}

/** `{ id: fresh, events: thread.events.slice(0, n) }` */
function isPart(scene: Scene, draft: AgentDraft, module: Module, node: Node): boolean {
  if (
    !isNode(node, 'CallExpression') ||
    !isNode(node.callee, 'MemberExpression') ||
    memberName(node.callee) !== 'slice'
  )
    return false
  const [first, second] = node.arguments
  if (!isNode(first, 'Literal') || first.value !== 0 || second === undefined) return false
  const { node: root, path } = rootOf(node.callee.object)
  const names = historiesOf(scene, draft).flatMap(({ appends }) =>
    appends.map(({ target }) => target.path.at(-1)),
  )
  return (
    isNode(root, 'Identifier') && path.length > 0 && names.includes(path.at(-1)) && module.role !== 'test'
  )
}

const TRACERS =
  /^(langfuse|@langfuse\/.*|langsmith(\/.*)?|@traceloop\/.*|@arizeai\/.*|braintrust|agentops|@helicone\/.*|helicone|weave|@vercel\/otel|@opentelemetry\/sdk-node|@logfire\/.*|logfire|@axiomhq\/ai)$/

/** A person can look at a run: an external trace view will do. */
export function rendersOf(scene: Scene, draft: AgentDraft): Sight[] {
  const found = [...viewsOf(scene).traces]
  for (const { at } of draft.calls)
    for (const node of nodesUnder(at.node))
      if (isNode(node, 'Property') && keyOf(node) === 'experimental_telemetry')
        found.push(sightAt(at.module, node, 'trace-view'))
  return [...found, ...rendered(scene, draft)].slice(0, 3)
}

/** The whole history turned into text, for an answer or a file: outside of what makes the model's input. */
function rendered(scene: Scene, draft: AgentDraft): Sight[] {
  const names = historiesOf(scene, draft).flatMap(({ appends }) =>
    appends.map(({ target }) => target.path.at(-1)),
  )
  return viewsOf(scene)
    .answers.filter(({ mapped }) => names.some((name) => mapped.has(name)))
    .map(({ module, node }) => sightAt(module, node, 'render'))
}

/** What shows something, whichever agent is asked about. */
interface Views {
  readonly traces: readonly Sight[]
  /** Answers and files that are made of a list, with the last names of such lists. */
  readonly answers: readonly (Expression & { readonly mapped: ReadonlySet<string | undefined> })[]
}

const views = new WeakMap<Scene, Views>()

/** Looked for once in the whole program: there may be many agents. */
function viewsOf(scene: Scene): Views {
  const before = views.get(scene)
  if (before !== undefined) return before
  const modules = scene.program.modules.filter(({ role }) => role !== 'test')
  const found: Views = {
    traces: modules.flatMap((module) =>
      module
        .nodes('ImportDeclaration')
        .filter((node) => TRACERS.test(node.source.value))
        .map((node) => sightAt(module, node, 'trace-view')),
    ),
    answers: modules.flatMap((module) =>
      module.nodes('CallExpression').flatMap((node) => {
        if (!isAnswer(node)) return []
        const mapped = new Set(node.arguments.flatMap(mappedIn))
        return mapped.size === 0 ? [] : [{ module, node, mapped }]
      }),
    ),
  }
  views.set(scene, found)
  return found
}

function isAnswer(node: Node): boolean {
  return (
    isNode(node, 'CallExpression') &&
    isNode(node.callee, 'MemberExpression') &&
    /^(send|end|html|text|writeFile|writeFileSync)$/.test(memberName(node.callee) ?? '')
  )
}

/** The last names of the lists that are mapped in it. */
function mappedIn(node: Node): (string | undefined)[] {
  return [...nodesUnder(node)].flatMap((inner) =>
    isCall(inner) && isNode(inner.callee, 'MemberExpression') && memberName(inner.callee) === 'map'
      ? [rootOf(inner.callee.object).path.at(-1)]
      : [],
  )
}

function pathAt(scene: Scene, module: Module, node: Node): string {
  return pathOf(scene.program.evaluate({ module, node })) ?? ''
}

export function sightAt(module: Module, node: Node, kind: string): Sight {
  return { ...module.placeOf(node), kind, what: module.textOf(node).split('\n', 1)[0]!.slice(0, 60) }
}
