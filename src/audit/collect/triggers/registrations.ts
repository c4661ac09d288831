// Handlers that are given to a library: routes, messages of a chat, jobs of a queue, times of a schedule, commands.
import type { TriggerKind } from '../../facts/trigger.ts'
import type { Region } from '../agents/draft.ts'
import { functionsOf } from '../program/elements.ts'
import { type CallNode, type Node, isFunction, isNode, keyOf, memberName, startOf } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { type Expression, alternatives, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { type Entry, entry } from './entry.ts'

interface Registration {
  readonly path: RegExp
  readonly kind: TriggerKind
  readonly checked?: true
}

const REGISTRATIONS: readonly Registration[] = [
  {
    path: /^(express|@types\/express|polka|restify|fastify|hono|@hono\/[\w-]+|koa-router|@koa\/router|itty-router|find-my-way|elysia|h3|h3-nightly|@oak\/oak|oak|micro|@tinyhttp\/app|hyper-express)(\/[^:]+)?:[\w*]+(\.\w+)?\(\)(\..*)?\.(get|post|put|patch|delete|all|route|handle|openapi|add)$/,
    kind: 'http',
  },
  {
    path: /^(node:)?https?:(default\.)?createServer$|^global:(Bun|Deno)\.serve$|^(h3|nitropack[^:]*|#imports):(defineEventHandler|eventHandler)$|^global:(defineEventHandler|eventHandler)$|^micro:(default|serve)$/,
    kind: 'http',
  },
  { path: /^@hono\/node-server:serve$|^@trpc\/server[^:]*:.*\.(mutation|query|subscription)$/, kind: 'http' },
  {
    path: /^(ws:(\w+\.)?(WebSocketServer|Server)|socket\.io:Server|@fastify\/websocket:\w+|bun:\w+)\(\)(\..*)?\.on$|^(hono[^:]*|@hono\/[^:]+):(upgradeWebSocket|\w*\(\)\.upgradeWebSocket)$|^(express|express-ws|@types\/express):[\w*]+(\.\w+)?\(\)(\.app)?\.ws$/,
    kind: 'websocket',
  },
  {
    path: /^(@slack\/bolt|@vercel\/slack-bolt):(\w+\.)?App\(\)\.(event|message|action|command|shortcut|view|function|use|assistant)$|^@slack\/bolt:(\w+\.)?Assistant$|^@slack\/(events-api|interactive-messages|socket-mode):.*\(\)\.(on|action)$/,
    kind: 'slack',
    checked: true,
  },
  {
    path: /^(telegraf|grammy|node-telegram-bot-api|discord\.js|@line\/bot-sdk|whatsapp-web\.js|botbuilder|matrix-bot-sdk)(\/[^:]+)?:.*\(\)\.(on|once|command|hears|start|onText|use|onMessage)$/,
    kind: 'chat',
    checked: true,
  },
  {
    path: /^(imapflow|imap|node-imap|mail-listener\w*|smtp-server|@nodemailer\/\w+)(\/[^:]+)?:.*(\(\)\.on|SMTPServer)$/,
    kind: 'email',
  },
  {
    path: /^node-cron:(default\.|\*\.)?schedule$|^croner:(default|Cron)$|^node-schedule:(default\.|\*\.)?scheduleJob$|^cron:(\w+\.)?CronJob(\.from)?$|^toad-scheduler:(Async)?Task$|^agenda:.*\(\)\.define$|^bree:|^global:(setInterval|Deno\.cron)$/,
    kind: 'cron',
  },
  {
    path: /^(bullmq:Worker|bull:.*\(\)\.process|bee-queue:.*\(\)\.process|sqs-consumer:Consumer\.create|graphile-worker:(run|runOnce)|pg-boss:.*\(\)\.(work|subscribe)|@google-cloud\/pubsub:.*\.subscription\(\)\.on|kafkajs:.*\.consumer\(\)\.run|amqplib[^:]*:.*\.consume|nats:.*\.subscribe|@temporalio\/worker:Worker\.create|@azure\/service-bus:.*\.subscribe|ioredis:.*\(\)\.on|redis:.*\.(subscribe|pSubscribe))$/,
    kind: 'queue',
  },
  {
    path: /^(@octokit\/webhooks|probot|@octokit\/app)[^:]*:.*\.(on|onAny)$|^@octokit\/webhooks:.*\.on$/,
    kind: 'webhook',
    checked: true,
  },
  {
    path: /^(chokidar:(default\.|\*\.)?watch\(\)(\.on\(\))*\.on|(node:)?fs:(default\.|\*\.)?watch|(node:)?fs\/promises:watch)$/,
    kind: 'event',
  },
  {
    path: /^@modelcontextprotocol\/[^:]+:(McpServer|Server)\(\)\.(tool|registerTool|prompt|registerPrompt|resource|registerResource|setRequestHandler)$|^(fastmcp|mcp-framework|mcp-handler|@vercel\/mcp-adapter):/,
    kind: 'mcp',
  },
  {
    path: /^commander:.*\.action$|^yargs[^:]*:.*\.(command|middleware|fail)$|^(cleye:(cli|command)|citty:(defineCommand|runMain)|cac:.*\.action|gunshi:(cli|define)|@drizzle-team\/brocli:command|sade:.*\.action|caporal[^:]*:.*\.action|vorpal:.*\.action|@cliffy\/command:.*\.action|arg:default)$/,
    kind: 'cli',
  },
]

/** The names that the paths above end with. Whatever comes in by a parameter is followed for these alone. */
const NAMES =
  /^(get|post|put|patch|delete|all|route|handle|openapi|add|createServer|serve|defineEventHandler|eventHandler|default|mutation|query|subscription|on|once|onAny|upgradeWebSocket|ws|event|message|action|command|shortcut|view|function|use|[aA]ssistant|hears|start|onText|onMessage|\w*SMTPServer|schedule|[cC]ron|scheduleJob|CronJob|from|(Async)?Task|define|setInterval|Worker|process|create|run|runOnce|work|subscribe|pSubscribe|consume|watch|tool|registerTool|prompt|registerPrompt|resource|registerResource|setRequestHandler|middleware|fail|cli|defineCommand|runMain)$/
/** Packages of which any name registers. */
const ANY_NAME = /["'](fastmcp|mcp-framework|mcp-handler|@vercel\/mcp-adapter|bree)["'/]/

/** What the program registers, of all modules that are no tests. */
export function registrationsOf(scene: Scene): Entry[] {
  const found: Entry[] = []
  const isAnyName = scene.program.modules.some(({ text }) => ANY_NAME.test(text))
  for (const module of scene.program.modules) {
    if (module.role === 'test') continue
    const calls: CallNode[] = [...module.nodes('CallExpression'), ...module.nodes('NewExpression')]
    for (const node of calls) {
      if (!isAnyName && !mayRegister(scene, module, node)) continue
      const one = registrationAt(scene, module, node)
      if (one !== undefined) found.push(one)
    }
  }
  return found
}

/** By what costs little: to find what a parameter may be takes most of the time. */
function mayRegister(scene: Scene, module: Module, { callee, arguments: given }: CallNode): boolean {
  if (given.every((one) => isNode(one, 'Literal') || isNode(one, 'TemplateLiteral'))) return false
  const name = isNode(callee, 'MemberExpression') ? memberName(callee) : undefined
  if (name === undefined || NAMES.test(name)) return true
  return [...alternatives(scene.program.evaluate({ module, node: callee }))].some((value) => {
    const path = pathOf(value)
    return path !== undefined && REGISTRATIONS.some((one) => one.path.test(path))
  })
}

function registrationAt(scene: Scene, module: Module, node: CallNode): Entry | undefined {
  if (node.arguments.length === 0 || isNode(node.callee, 'Super')) return undefined
  const registration = scene.program.uses
    .resolve(scene.program.evaluate({ module, node: node.callee }))
    .flatMap((value) => pathOf(value) ?? [])
    .flatMap((path) => REGISTRATIONS.find((one) => one.path.test(path)) ?? [])[0]
  if (registration === undefined) return undefined
  const given = node.arguments.filter((one) => !isNode(one, 'SpreadElement'))
  const handlers = given.flatMap((one) => handlersIn(scene, module, one))
  if (handlers.length === 0) return undefined
  const before = given.slice(0, -1).map((one): { module: Module; node: Node } => ({ module, node: one }))
  return entry(routeKind(registration.kind, given[0]), { module, node }, handlers, {
    before: [...usedBefore(module, node), ...before],
    checked: registration.checked,
  })
}

/** `app.use(check)` on the same object and earlier: it runs before every route that it covers. */
function usedBefore(module: Module, route: CallNode): Expression[] {
  const app = objectOf(module, route)
  if (app === undefined) return []
  return module.nodes('CallExpression').flatMap((node) => {
    if (startOf(node) > startOf(route) || objectOf(module, node) !== app) return []
    if (!isNode(node.callee, 'MemberExpression') || memberName(node.callee) !== 'use') return []
    const [first] = node.arguments
    return covers(first, route.arguments[0]) ? node.arguments.map((one) => ({ module, node: one })) : []
  })
}

function objectOf(module: Module, { callee }: CallNode): unknown {
  const object = isNode(callee, 'MemberExpression') ? callee.object : undefined
  return isNode(object, 'Identifier') ? module.variableOf(object) : undefined
}

/** Without a path it covers all routes, with one those that begin with it. */
function covers(path: Node | undefined, route: Node | undefined): boolean {
  if (!isNode(path, 'Literal')) return true
  const prefix = String(path.value).replace(/\/?\*+$/, '')
  return isNode(route, 'Literal') && String(route.value).startsWith(prefix)
}

/** A route that is called a webhook is one: the text is what its sender is configured with. */
function routeKind(kind: TriggerKind, path: Node | undefined): TriggerKind {
  if (kind !== 'http' || !isNode(path, 'Literal')) return kind
  const text = String(path.value)
  if (/slack/i.test(text) && /event|command|interact|webhook|hook|action/i.test(text)) return 'slack'
  if (/(inbound|incoming|receive)\w*[-_/]?(e?mail)|(e?mail)[-_/]?(inbound|incoming|webhook|hook)/i.test(text))
    return 'email'
  return /(^|[-_/])(web)?hooks?([-_/]|$)/i.test(text) ? 'webhook' : kind
}

/** Functions, and the functions of an options object: `{ handler }`, `{ execute }`, `{ fetch }`, `{ run }`. */
function handlersIn(scene: Scene, module: Module, node: Node): Region[] {
  if (isFunction(node)) return [{ module, node }]
  const value = scene.program.evaluate({ module, node })
  const found: Region[] = functionsOf(scene.program, value).map((one) => ({
    module: one.module,
    node: one.node,
  }))
  for (const one of scene.program.uses.resolve(value)) {
    if (one.kind !== 'object' || !isNode(one.node, 'ObjectExpression')) continue
    for (const property of one.node.properties) {
      if (isNode(property, 'SpreadElement') || keyOf(property) === undefined) continue
      for (const inner of functionsOf(scene.program, scene.program.property(one, keyOf(property)!)))
        found.push({ module: inner.module, node: inner.node })
    }
  }
  return found
}
