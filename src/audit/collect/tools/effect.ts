import type { Sight } from '../../facts/place.ts'
import type { Tool } from '../../facts/tool.ts'
import type { Region } from '../agents/draft.ts'
import { type CallNode, type Node, isCall, isFunction, isNode, nodesUnder } from '../program/node.ts'
import { type Expression, loosePathOf, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'

export interface Effect {
  readonly effect: Tool['effect']
  readonly effects: readonly Sight[]
  readonly reversible: Tool['reversible']
}

type Reach = 'read' | 'write' | 'run' | 'send' | 'ask'

interface Leaving {
  /** Code that is not looked into. */
  readonly skip?: (node: Node) => boolean
  /** A call that serves the run, and is none of the tool's. */
  readonly isOfRun?: (at: Expression) => boolean
}

/** What the code of a tool reaches, by the calls that leave the program. */
export function effectOf(
  scene: Scene,
  regions: readonly Region[],
  { skip = () => false, isOfRun = () => false }: Leaving = {},
): Effect {
  const seen: { reach: Reach; sight: Sight }[] = []
  for (const top of regions) {
    for (const region of [top, ...scene.graph.reachedBy(top)])
      for (const node of nodesUnder(region.node, (inner) => inner === region.node || !skip(inner))) {
        if (!isCall(node)) continue
        const reach = reachOf(scene, { module: region.module, node })
        if (reach === undefined || isOfRun({ module: region.module, node })) continue
        const what = region.module.textOf(node.callee).replaceAll(/\s+/g, ' ').slice(0, 60)
        seen.push({ reach, sight: { ...region.module.placeOf(node), kind: reach, what } })
      }
  }
  const effects = seen.map(({ sight }) => sight)
  const has = (...wanted: Reach[]): boolean => seen.some(({ reach }) => wanted.includes(reach))
  if (has('ask')) return { effect: 'ask', effects, reversible: 'unknown' }
  if (has('run', 'send')) return { effect: 'write', effects, reversible: 'no' }
  if (has('write')) return { effect: 'write', effects, reversible: 'unknown' }
  return { effect: has('read') ? 'read' : 'none', effects, reversible: 'unknown' }
}

/**
 * Nothing that it does contradicts a tool that is declared to read: what a command does is not seen, and methods of an
 * object that is only handed out are not all called.
 */
export function isReadingOnly(scene: Scene, regions: readonly Region[]): boolean {
  const isHandedOut = (node: Node): boolean =>
    isFunction(node) && isNode(node.parent, 'Property') && isNode(node.parent.parent, 'ObjectExpression')
  return effectOf(scene, regions, { skip: isHandedOut }).effects.every(
    ({ kind }) => kind === 'read' || kind === 'run',
  )
}

const RUNS_CODE =
  /^(node:)?child_process:|^global:(eval|Function)$|^(node:)?vm:|:(execa|execaCommand|\$)$|^global:(Bun\.(spawn|\$)|Deno\.(Command|run))/
const WRITES_FILES =
  /^(node:)?fs(\/promises|-extra)?:.*\.?(write|append|unlink|rm|mkdir|rename|copy|cp|outputFile|remove|truncate)\w*$/
const READS_FILES = /^(node:)?fs(\/promises|-extra)?:/
const SENDS =
  /^(nodemailer|resend|@sendgrid\/[^:]+|postmark|twilio|@slack\/(web-api|bolt)|stripe|@octokit\/[^:]+|octokit|discord\.js|telegraf|googleapis|@linear\/sdk|mailgun[^:]*):.*\.(send\w*|create\w*|post\w*|update\w*|delete\w*|merge\w*|dispatch\w*|publish\w*|reply\w*|add\w*|remove\w*|cancel\w*|refund\w*|charge\w*|trigger\w*)$/i
/** A durable object's own alarms. */
const SCHEDULES =
  /^(agents|agents-sdk|@cloudflare\/[\w-]+)(\/[^:]+)?:\w+\(\)\.(schedule\w*|cancelSchedule|queue|setState|sql)$/
const ASKS = /^humanlayer:|:(interrupt)$/
const CHANGES =
  /\.(insert\w*|create\w*|update\w*|upsert\w*|delete\w*|remove\w*|save\w*|put\w*|set|destroy\w*|add\w*|write\w*|publish\w*|enqueue|exec|run)$/i
const CLIENTS =
  /^(@prisma\/client|drizzle-orm[^:]*|pg|mysql2?[^:]*|mongodb|mongoose|knex|kysely|better-sqlite3|redis|ioredis|@supabase\/[^:]+|firebase[^:]*|@aws-sdk\/[^:]+|@google-cloud\/[^:]+|@vercel\/(kv|blob|postgres)|@upstash\/[^:]+|typeorm|sequelize|level|lowdb|@notionhq\/client)[/:]/

function reachOf(scene: Scene, at: Expression & { node: CallNode }): Reach | undefined {
  for (const value of scene.program.uses.resolve(
    scene.program.evaluate({ module: at.module, node: at.node.callee }),
  )) {
    if (value.kind === 'function' || value.kind === 'class') continue
    const path = pathOf(value) ?? loosePathOf(value)
    if (path === undefined) continue
    const reach = reachOfPath(scene, path, at)
    if (reach !== undefined) return reach
  }
  return undefined
}

function reachOfPath(scene: Scene, path: string, at: Expression & { node: CallNode }): Reach | undefined {
  if (ASKS.test(path)) return 'ask'
  if (RUNS_CODE.test(path) || isPromisified(path)) return 'run'
  if (WRITES_FILES.test(path)) return 'write'
  if (READS_FILES.test(path)) return 'read'
  if (SENDS.test(path)) return 'send'
  if (SCHEDULES.test(path)) return 'write'
  if (
    /^(global:fetch|node-fetch:default|undici:(fetch|request)|ky:default|got:default|axios:default)(\.\w+)?$/.test(
      path,
    )
  )
    return isSafeRequest(at, path) ? 'read' : 'send'
  if (CLIENTS.test(path)) return CHANGES.test(path) ? 'write' : 'read'
  if (scene.asking.sites.has(at.node)) return 'read'
  return /^global:|^(zod|node:path|path|node:util|util|uuid|nanoid)[:/]/.test(path)
    ? undefined
    : CHANGES.test(path)
      ? undefined
      : 'read'
}

/** `promisify(exec)`: what it gives back runs commands. */
function isPromisified(path: string): boolean {
  return /^(node:)?util:(\*\.|default\.)?promisify\(\)$/.test(path)
}

const CHANGING = /^(post|put|patch|delete)$/i

function isSafeRequest(at: Expression & { node: CallNode }, path: string): boolean {
  const method = /\.(\w+)$/.exec(path)?.[1]
  if (method !== undefined && CHANGING.test(method)) return false
  for (const argument of at.node.arguments) {
    if (!isNode(argument, 'ObjectExpression')) continue
    for (const one of argument.properties)
      if (isNode(one, 'Property') && isNode(one.key, 'Identifier') && one.key.name === 'method')
        return !isChangingLiteral(one.value)
  }
  return true
}

function isChangingLiteral(node: Node): boolean {
  return isNode(node, 'Literal') && typeof node.value === 'string' && CHANGING.test(node.value)
}
