// Handlers that a framework finds by the name of their file, or of their export.
import type { TriggerKind } from '../../facts/trigger.ts'
import type { Region } from '../agents/draft.ts'
import { functionsOf } from '../program/elements.ts'
import { type Node, isFunction, isNode } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { type Value, alternatives, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { type Entry, entry } from './entry.ts'

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'ALL']

interface RouteFile {
  readonly path: RegExp
  readonly exports: readonly string[]
}

const ROUTE_FILES: readonly RouteFile[] = [
  // Next.js, SolidStart
  { path: /(^|\/)app\/(.*\/)?route\.[cm]?[jt]sx?$/, exports: VERBS },
  { path: /(^|\/)app\/(.*\/)?page\.[cm]?[jt]sx?$/, exports: ['default'] },
  { path: /(^|\/)pages\/api\/.*\.[cm]?[jt]sx?$/, exports: ['default', ...VERBS] },
  // Remix, React Router
  { path: /(^|\/)app\/routes\/.*\.[cm]?[jt]sx?$/, exports: ['action', 'loader'] },
  // SvelteKit
  {
    path: /(^|\/)\+(page\.|layout\.)?server\.[cm]?[jt]s$/,
    exports: [...VERBS, 'load', 'actions', 'fallback'],
  },
  // Nuxt, Nitro
  { path: /(^|\/)server\/(api|routes)\/.*\.[cm]?[jt]s$/, exports: ['default'] },
  // Vercel, Netlify, Cloudflare Pages
  {
    path: /(^|\/)(netlify\/(edge-)?functions|functions|api)\/.*\.[cm]?[jt]sx?$/,
    exports: ['default', 'handler', 'onRequest', 'onRequestPost', 'onRequestGet', ...VERBS],
  },
]

export function routesOf(scene: Scene): Entry[] {
  return scene.program.modules.flatMap((module) =>
    module.role === 'test'
      ? []
      : [...routesIn(scene, module), ...platformHandlers(scene, module), ...serverActions(module)],
  )
}

function routesIn(scene: Scene, module: Module): Entry[] {
  const names = ROUTE_FILES.find(({ path }) => path.test(module.path))?.exports
  return (names ?? []).flatMap((name) => exported(scene, module, name, kindOfRoute(module.path)))
}

/** What the folders say: `app/api/webhooks/slack/route.ts`. */
function kindOfRoute(path: string): TriggerKind {
  if (/(^|\/)[^/]*slack[^/]*\//i.test(path) || /slack[^/]*\.[cm]?[jt]sx?$/i.test(path)) return 'slack'
  if (/(^|\/)cron(s|[-_][^/]*)?(\/|\.)/i.test(path)) return 'cron'
  if (/(^|\/)(inbound[-_]?)?e?mails?[-_]?(inbound|webhook|hook)(\/|\.)|(^|\/)inbound[-_]?e?mail/i.test(path))
    return 'email'
  return /(^|[-_/])(web)?hooks?[-_/.]/i.test(path) ? 'webhook' : 'http'
}

function exported(scene: Scene, module: Module, name: string, kind: TriggerKind): Entry[] {
  const { exports } = module
  if (!exports.has(name)) return []
  const value = scene.program.exported(module, name)
  const handlers = handlersOf(scene, value)
  const [first] = handlers
  if (first === undefined) return []
  const at = first.module === module ? first : { module, node: module.tree as Node }
  return [entry(kind, at, handlers)]
}

function handlersOf(scene: Scene, value: Value): Region[] {
  const found: Region[] = functionsOf(scene.program, value).map(({ module, node }) => ({ module, node }))
  for (const one of alternatives(value)) {
    if (one.kind !== 'object' || !isNode(one.node, 'ObjectExpression')) continue
    for (const property of one.node.properties)
      if (isNode(property, 'Property') && isFunction(property.value))
        found.push({ module: one.module, node: property.value })
  }
  return found
}

const PLATFORM: Readonly<Record<string, TriggerKind>> = {
  fetch: 'http',
  scheduled: 'cron',
  queue: 'queue',
  email: 'email',
}

/** Cloudflare's `export default { fetch, scheduled, queue, email }`, and `export const handler` of AWS. */
function platformHandlers(scene: Scene, module: Module): Entry[] {
  const found: Entry[] = []
  const { exports } = module
  const main = exports.has('default') ? scene.program.exported(module, 'default') : undefined
  for (const one of main === undefined ? [] : alternatives(main)) {
    if (one.kind !== 'object') continue
    for (const [name, kind] of Object.entries(PLATFORM))
      for (const { module: owner, node } of functionsOf(scene.program, scene.program.property(one, name)))
        found.push(entry(kind, { module: owner, node }, [{ module: owner, node }]))
  }
  const isRoute = ROUTE_FILES.some(({ path }) => path.test(module.path))
  if (!isRoute && exports.has('handler'))
    found.push(...exported(scene, module, 'handler', 'http').map((one) => ofRecords(one)))
  return found
}

/** A Lambda that reads `event.Records` gets messages of a queue. */
function ofRecords(one: Entry): Entry {
  const [handler] = one.handlers
  const isBatch = handler !== undefined && /\.Records\b/.test(handler.module.textOf(handler.node))
  return isBatch ? { ...one, kind: 'queue' } : one
}

/** Functions that a browser calls: `'use server'`. */
function serverActions(module: Module): Entry[] {
  return module.nodes('ExpressionStatement').flatMap((statement) => {
    if (!('directive' in statement) || statement.directive !== 'use server') return []
    const holder = statement.parent.parent
    if (isFunction(holder)) return [entry('http', { module, node: holder }, [{ module, node: holder }])]
    if (!isNode(statement.parent, 'Program')) return []
    const { exports } = module
    return [...exports.values()].flatMap((one) => {
      const declared =
        one.kind === 'from'
          ? undefined
          : isFunction(one.node.parent)
            ? one.node.parent
            : isNode(one.node.parent, 'VariableDeclarator')
              ? one.node.parent.init
              : undefined
      return isFunction(declared)
        ? [entry('http', { module, node: declared }, [{ module, node: declared }])]
        : []
    })
  })
}

const DECORATORS: readonly { readonly path: RegExp; readonly kind: TriggerKind }[] = [
  { path: /^@nestjs\/common:(Get|Post|Put|Patch|Delete|All|Sse)$/, kind: 'http' },
  { path: /^@nestjs\/schedule:(Cron|Interval|Timeout)$/, kind: 'cron' },
  { path: /^@nestjs\/(bull|bullmq):Process$/, kind: 'queue' },
  {
    path: /^@nestjs\/event-emitter:OnEvent$|^@nestjs\/microservices:(EventPattern|MessagePattern)$/,
    kind: 'event',
  },
  { path: /^@nestjs\/websockets:SubscribeMessage$/, kind: 'websocket' },
]

/** Methods that a decorator makes handlers. */
export function decoratedOf(scene: Scene): Entry[] {
  return scene.program.modules.flatMap((module) =>
    module.role === 'test'
      ? []
      : module.nodes('MethodDefinition').flatMap((method) => {
          if (!isFunction(method.value)) return []
          const handler: Region = { module, node: method.value }
          return method.decorators.flatMap(({ expression }) => {
            const callee = isNode(expression, 'CallExpression') ? expression.callee : expression
            const path = pathOf(scene.program.evaluate({ module, node: callee })) ?? ''
            const kind = DECORATORS.find((one) => one.path.test(path))?.kind
            return kind === undefined ? [] : [entry(kind, handler, [handler])]
          })
        }),
  )
}
