import { functionsOf } from '../program/elements.ts'
import { type Node, isFunction, isNode, memberName } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Program } from '../program/program.ts'
import { type Expression, pathOf } from '../program/value.ts'

/** A request to a route of the repository itself, with the functions that answer it. */
export interface Post {
  readonly at: Expression
  readonly handlers: readonly Node[]
}

const SENDS =
  /^global:fetch$|^(axios|ky|got|ofetch|wretch|superagent):(default|axios|ky|ofetch|\$fetch)(\.post)?$/

/** A client's requests to routes of its own server: by them, a loop in a browser asks a model. */
export function findPosts(program: Program): Post[] {
  const routes = routesOf(program)
  if (routes.size === 0) return []
  return program.modules.flatMap((module) =>
    module.nodes('CallExpression').flatMap((node) => {
      const [address] = node.arguments
      const route = address && routes.get(pathIn(address) ?? '')
      if (route === undefined) return []
      const path = pathOf(program.evaluate({ module, node: node.callee })) ?? ''
      return SENDS.test(path) ? [{ at: { module, node }, handlers: route }] : []
    }),
  )
}

/** `/api/chat` of `'/api/chat'`, `` `${base}/api/chat?x=1` ``. */
function pathIn(address: Node): string | undefined {
  const text = isNode(address, 'TemplateLiteral')
    ? address.quasis.map(({ value }) => value.raw).join('')
    : isNode(address, 'Literal') && typeof address.value === 'string'
      ? address.value
      : undefined
  return text?.replace(/^https?:\/\/[^/]+/, '').replace(/[?#][^]*$/, '')
}

function routesOf(program: Program): Map<string, Node[]> {
  const routes = new Map<string, Node[]>()
  const add = (path: string | undefined, handlers: readonly Node[]): void => {
    if (path?.startsWith('/')) routes.set(path, [...(routes.get(path) ?? []), ...handlers])
  }
  for (const module of program.modules) {
    if (module.role === 'test') continue
    add(routeOfFile(module.path), exportedFunctions(program, module))
    for (const node of module.nodes('CallExpression')) {
      const [path, ...rest] = node.arguments
      if (!isNode(node.callee, 'MemberExpression') || memberName(node.callee) !== 'post' || !path) continue
      add(
        pathIn(path),
        rest.flatMap((one) => handlersAt(program, module, one)),
      )
    }
  }
  return routes
}

function handlersAt(program: Program, module: Module, node: Node): Node[] {
  if (isFunction(node)) return [node]
  return isNode(node, 'SpreadElement')
    ? []
    : functionsOf(program, program.evaluate({ module, node })).map((one) => one.node)
}

/** The address of a file that is a route by its name: Next.js, Remix, SvelteKit, Nuxt. */
function routeOfFile(path: string): string | undefined {
  const found =
    /(?:^|\/)app\/(.+)\/route\.[cm]?[jt]sx?$/.exec(path) ??
    /(?:^|\/)pages\/(api\/.+)\.[cm]?[jt]sx?$/.exec(path) ??
    /(?:^|\/)routes\/(.+)\/\+server\.[cm]?[jt]s$/.exec(path) ??
    /(?:^|\/)server\/(api\/.+?)(?:\.post)?\.[cm]?[jt]s$/.exec(path)
  return found === null ? undefined : `/${found[1]!.replaceAll(/\([^)]*\)\//g, '').replace(/\/index$/, '')}`
}

function exportedFunctions(program: Program, module: Module): Node[] {
  const { exports: names } = module
  return [...names.keys()].flatMap((name) =>
    functionsOf(program, program.exported(module, name)).map(({ node }) => node),
  )
}
