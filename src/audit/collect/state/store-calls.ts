import {
  type CallNode,
  type Node,
  type NodeOf,
  around,
  isCall,
  isFunction,
  isInside,
  isNode,
  memberName,
  nodesUnder,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'

/** A read from, or a write to, something that outlives the process. */
export interface StoreCall {
  readonly module: Module
  /** The whole chain: `db.insert(runs).values({…})`. */
  readonly node: Node
  readonly how: 'read' | 'write'
  /** `ioredis.set` */
  readonly what: string
  /** It writes only when nobody else did before. */
  readonly conditional: boolean
}

const PACKAGES =
  /^(ioredis|redis|@redis\/client|@upstash\/redis|@vercel\/(kv|blob|postgres)|pg|postgres|pg-promise|slonik|mysql2?|better-sqlite3|sqlite3?|bun:sqlite|node:sqlite|@libsql\/client|drizzle-orm|@prisma\/client|mongoose|mongodb|knex|kysely|typeorm|sequelize|@mikro-orm\/core|@supabase\/[\w-]+|firebase(-admin)?|@google-cloud\/(firestore|storage|datastore)|@aws-sdk\/(client-dynamodb|lib-dynamodb|client-s3)|dynamoose|lowdb|level|keyv|convex|unstorage|conf|configstore|node-persist|electron-store|nedb|@seald-io\/nedb|@planetscale\/database|@neondatabase\/serverless|lmdb|pouchdb|faunadb|@instantdb\/\w+|idb|localforage)([/:]|$)/
const READ =
  /^(m?get|hget|hgetall|hmget|lrange|lindex|smembers|zrange|exists|select|query\w*|find\w*|all|first|scan|getItem|getDoc|getDocs|read|values|aggregate|count\w*|has)$/
const WRITE =
  /^(m?set|setex|setnx|hset|hmset|[lr]push|[lr]pop|sadd|zadd|incr\w*|append|insert\w*|update\w*|upsert\w*|create\w*|save\w*|put\w*|write\w*|delete\w*|del|remove\w*|add|setDoc|addDoc|replaceOne|bulkWrite|setItem)$/
const RAW = /^(query|execute|exec|prepare|raw|sql|unsafe|run|\$queryRaw\w*|\$executeRaw\w*)$/
const FILES = /^(node:)?fs(\/promises)?:(default\.|\*\.)?(promises\.)?|^(fs-extra|jsonfile):(default\.)?/
const CONDITION =
  /\bwhere\b[^]*\b(version|seq\w*|revision|status|etag|expected\w*)\b\s*(=|is)|\bon conflict\b|\bfor update\b|\bif not exists\b[^]*\bvalues\b|attribute_not_exists/i

export function storeCallAt(scene: Scene, module: Module, node: Node): StoreCall | undefined {
  if (isNode(node, 'TaggedTemplateExpression')) return tagged(scene, module, node)
  if (!isNode(node, 'CallExpression')) return undefined
  for (const value of scene.program.uses.resolve(scene.program.evaluate({ module, node: node.callee }))) {
    const path = pathOf(value)
    if (path === undefined) continue
    const name = lastName(path)
    if (FILES.test(path)) return ofFile(module, node, name)
    if (!PACKAGES.test(path) || name === undefined) continue
    const how = RAW.test(name) ? (bySql(module, node) ?? known(name)) : known(name)
    if (how === undefined) continue
    const whole = chainOf(node)
    return {
      module,
      node: whole,
      how,
      what: `${path.replace(/:.*/, '')}.${name}`,
      conditional: isConditional(module, whole, name),
    }
  }
  return undefined
}

function tagged(
  scene: Scene,
  module: Module,
  node: Extract<Node, { type: 'TaggedTemplateExpression' }>,
): StoreCall | undefined {
  const path = pathOf(scene.program.evaluate({ module, node: node.tag }))
  if (path === undefined || !PACKAGES.test(path)) return undefined
  const how = sqlVerb(module.textOf(node.quasi))
  const conditional = CONDITION.test(module.textOf(node.quasi))
  return how && { module, node, how, what: path.replace(/:.*/, ''), conditional }
}

function known(name: string): StoreCall['how'] | undefined {
  return WRITE.test(name) ? 'write' : READ.test(name) ? 'read' : undefined
}

function lastName(path: string): string | undefined {
  return /[.:]([\w$]+)$/.exec(path)?.[1]
}

function bySql(module: Module, node: CallNode): StoreCall['how'] | undefined {
  const [first] = node.arguments
  return first && sqlVerb(module.textOf(first))
}

function sqlVerb(text: string): StoreCall['how'] | undefined {
  const verb = /^\W*(select|with|insert|update|delete|replace|merge|create|upsert)\b/i
    .exec(text)?.[1]
    ?.toLowerCase()
  if (verb === undefined || verb === 'create') return undefined
  return verb === 'select' || verb === 'with' ? 'read' : 'write'
}

/** JSON in a file: other files are products, not a run's state. */
function ofFile(module: Module, node: CallNode, name: string | undefined): StoreCall | undefined {
  const what = `fs.${name ?? ''}`
  if (/^(write|append)File(Sync)?$|^(write|output)Json\w*$|^writeFile$/.test(name ?? '')) {
    const isJson = /Json/.test(name ?? '') || node.arguments.some((one) => calls(one, 'stringify'))
    const flag = node.arguments.some((one) => /['"](wx|ax)['"]/.test(module.textOf(one)))
    return isJson ? { module, node, how: 'write', what, conditional: flag } : undefined
  }
  if (!/^readFile(Sync)?$|^readJson\w*$/.test(name ?? '')) return undefined
  return /Json/.test(name ?? '') || isParsed(module, node)
    ? { module, node, how: 'read', what, conditional: false }
    : undefined
}

/** `JSON.parse(await readFile(…))`, at once or by a variable. */
function isParsed(module: Module, node: Node): boolean {
  for (let at: Node | undefined = node.parent; at !== undefined && !isFunction(at); at = at.parent) {
    if (isCall(at) && calls(at, 'parse') && !at.arguments.every((one) => !isInside(node, one))) return true
    if (!isNode(at, 'VariableDeclarator') || !isNode(at.id, 'Identifier')) continue
    const references = module.variableOf(at.id)?.references ?? []
    return references.some(({ identifier }) => {
      const call = around(identifier, (outer) => isNode(outer, 'CallExpression') && isParse(outer))
      return call !== undefined
    })
  }
  return false
}

/** `JSON.stringify(…)` or `JSON.parse(…)` somewhere in it. */
function calls(node: Node, name: string): boolean {
  for (const inner of nodesUnder(node))
    if (isNode(inner, 'CallExpression') && isOfJson(inner, name)) return true
  return false
}

function isParse(node: Node): boolean {
  return isNode(node, 'CallExpression') && isOfJson(node, 'parse')
}

function isOfJson({ callee }: NodeOf<'CallExpression'>, name: string): boolean {
  return (
    isNode(callee, 'MemberExpression') &&
    memberName(callee) === name &&
    isNode(callee.object, 'Identifier') &&
    callee.object.name === 'JSON'
  )
}

function chainOf(node: Node): Node {
  let at = node
  while (
    isNode(at.parent, 'MemberExpression') &&
    at.parent.object === at &&
    isCall(at.parent.parent) &&
    at.parent.parent.callee === at.parent
  )
    at = at.parent.parent
  return at
}

function isConditional(module: Module, node: Node, name: string): boolean {
  const text = module.textOf(node)
  if (/^(setnx|watch|msetnx)$/i.test(name)) return true
  return (
    /['"](NX|XX)['"]|\bnx:\s*true|ConditionExpression|onConflict|ifMatch|IfMatch/.test(text) ||
    CONDITION.test(text)
  )
}
