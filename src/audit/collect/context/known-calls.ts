import { type Node, isFunction, isNode, returnsOf } from '../program/node.ts'

/** What functions of packages do to a history, by their names in the packages. */
export function shortens(path: string): string | undefined {
  if (/:(\*\.)?(trimMessages|pruneMessages|TokenLimiter|ToolCallFilter)(\(\))?$/.test(path))
    return 'token-count'
  if (/:(\*\.)?(encode|encoding_for_model|getEncoding|countTokens)(\(\))*(\.encode)?$/.test(path))
    return 'token-count'
  if (/:(\*\.)?(summarizationMiddleware|summarizeMessages|SummarizationNode)(\(\))?$/.test(path))
    return 'summary'
  return /:(\*\.)?(filterMessages|removeMessages)(\(\))?$/.test(path) ? 'filter' : undefined
}

/** A method that leaves something out: a window, a filter, a cut of the front. */
export function isShortener(name: string, args: readonly Node[]): string | undefined {
  if (name === 'slice' || name === 'substring' || name === 'splice' || name === 'at')
    return name !== 'at' && isWhole(args) ? undefined : 'slice'
  return name === 'filter' && !isBoolean(args[0]) && !isByRole(args[0]) ? 'filter' : undefined
}

/** `slice()`, `slice(1)`, `slice(0, -1)`: all but a fixed few. */
function isWhole(args: readonly Node[]): boolean {
  const [first, second] = args
  if (first !== undefined && !(isNode(first, 'Literal') && typeof first.value === 'number')) return false
  return second === undefined || (isNode(second, 'UnaryExpression') && second.operator === '-')
}

/** `filter(Boolean)` takes nothing out that would be read. */
function isBoolean(node: Node | undefined): boolean {
  return isNode(node, 'Identifier') && node.name === 'Boolean'
}

/** `({ role }) => role !== 'system'`: the instructions are sent apart, nothing is left out. */
function isByRole(node: Node | undefined): boolean {
  if (!isFunction(node)) return false
  const [result] = returnsOf(node)
  return (
    isNode(result, 'BinaryExpression') &&
    [result.left as Node, result.right].some((side) => isNode(side, 'Literal') && side.value === 'system')
  )
}

/** `req.body.messages`, `(await request.json()).messages`, `context.req.json()`: what a client sends. */
export function isRequestPath(path: string): boolean {
  const read = path.replace(TYPED, 'parameter:')
  return (
    /^parameter:(\w+\.)*(body|rawBody)(\.|$)/.test(read) ||
    /^parameter:(\w+\.)*(json|formData|text)\(\)(\.|$|\[)/.test(read)
  )
}

/** A parameter that says what it is: `request: NextRequest`. */
const TYPED =
  /^((next|express|fastify|hono|koa|@hono\/[\w-]+|@vercel\/[\w-]+|@sveltejs\/kit|@remix-run\/[\w-]+)(\/[^:]+)?|global):\w*(Request|Context|RequestEvent|Args)(\(\))?\./

/** Reads of files, databases and services that keep things. */
export function isStoreRead(path: string): boolean {
  return (
    /^(node:)?fs(\/promises)?:.*\b(readFile|readFileSync)(\(\))?/.test(path) ||
    /^(lowdb|better-sqlite3|node:sqlite|pg|mysql2?|ioredis|redis|mongodb|mongoose|@prisma\/client|drizzle-orm|@upstash\/[^:]+|@vercel\/kv|@libsql\/[^:]+|@supabase\/[^:]+|firebase[^:]*|keyv|unstorage|level|idb)(\/[^:]*)?:/.test(
      path,
    )
  )
}
