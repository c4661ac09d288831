import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import {
  type FunctionNode,
  type Node,
  enclosingFunction,
  isClass,
  isFunction,
  isNode,
  nodesUnder,
  returnsOf,
} from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type ParameterValue, alternatives, baseOf, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { sightAt } from '../sight-at.ts'

/** Packages whose objects are a channel, with the kind of trigger that the channel is. */
const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [/^@slack\//, 'slack'],
  [/^(nodemailer|resend|@sendgrid\/mail|postmark|mailgun(\.js|-js)?)$/, 'email'],
  [/^(ws|socket\.io)$/, 'websocket'],
  [/^(discord\.js|telegraf|grammy|node-telegram-bot-api|botbuilder|twilio|whatsapp-web\.js)$/, 'chat'],
  [
    /^(express|next(\/.*)?|hono(\/.*)?|fastify|koa|h3|elysia|restify|@hapi\/hapi|@nestjs\/common|(node:)?https?|@vercel\/node|aws-lambda|@remix-run\/.*)$/,
    'http',
  ],
]

function channelOf(packageName: string): string | undefined {
  return CHANNELS.find(([pattern]) => pattern.test(packageName))?.[1]
}

/** Types, clients and requests of a transport in the agent's own code, once per line. */
export function transportOf({ program }: Scene, draft: AgentDraft): Sight[] {
  const found = new Map<string, Sight>()
  for (const { module, node } of draft.owned)
    for (const inner of nodesUnder(node)) {
      const at = { module, node: inner }
      if (channelAt(program, at) === undefined && !isWebRequest(program, at)) continue
      const sight = sightAt(at, 'transport')
      const key = `${sight.file}:${sight.line}`
      if (!found.has(key)) found.set(key, sight)
    }
  return [...found.values()]
}

/** A name that stands for something of a channel's package: a client, a type, a request that it handed in. */
function channelAt(program: Program, { module, node }: Expression): string | undefined {
  if (!isNode(node, 'Identifier')) return undefined
  const definition = module.variableOf(node)?.defs[0]
  if (definition === undefined || definition.name === node) return undefined
  // A value that was made from a client inside the function says nothing new.
  if ((definition.type as string) === 'Variable' && enclosingFunction(definition.name) !== undefined)
    return undefined
  for (const value of alternatives(program.evaluate({ module, node }))) {
    const base = baseOf(value)
    if (base.kind === 'external') return channelOf(base.package)
    if (base.kind === 'parameter' && base.typed !== undefined) {
      const typed = baseOf(base.typed)
      if (typed.kind === 'external') return channelOf(typed.package)
    }
  }
  return undefined
}

/** `await request.json()` of a parameter, `new Response(…)`: the platform's own request and answer. */
function isWebRequest(program: Program, { module, node }: Expression): boolean {
  if (isNode(node, 'NewExpression'))
    return pathOf(program.evaluate({ module, node: node.callee })) === 'global:Response'
  if (!isNode(node, 'CallExpression') || !isNode(node.callee, 'MemberExpression')) return false
  if (node.arguments.length > 0)
    return pathOf(program.evaluate({ module, node: node.callee })) === 'global:Response.json'
  return [...alternatives(program.evaluate({ module, node: node.callee }))].some(
    (value) =>
      value.kind === 'parameter' &&
      /^(req\.)?(json|formData)$/.test(value.path.join('.')) &&
      !isNode(value.node.parent, 'CallExpression'),
  )
}

/** Where the agent's code sends what it has to say. */
export function repliesOf({ program }: Scene, draft: AgentDraft): Sight[] {
  const { region } = draft
  const body = isNode(region.node, 'ExportNamedDeclaration') ? region.node.declaration : region.node
  const found: Sight[] = []
  const tops = isFunction(body) ? [body] : methodsOf(body)
  const results = tops.flatMap((top) => returnsOf(top)).filter((node) => !isNothing(node))
  if (results[0] !== undefined) found.push(sightAt({ module: region.module, node: results[0] }, 'returned'))
  if (draft.sighting !== undefined && results.length === 0)
    found.push(sightAt(draft.sighting.at, 'returned', draft.name))
  for (const { module, node } of draft.owned)
    for (const inner of nodesUnder(node)) {
      if (!isNode(inner, 'CallExpression')) continue
      const kind = sendsTo(program, { module, node: inner })
      if (kind !== undefined) found.push(sightAt({ module, node: inner }, kind))
    }
  return found
}

function methodsOf(node: Node | null): FunctionNode[] {
  if (!isClass(node)) return []
  return node.body.body.flatMap((one) =>
    isNode(one, 'MethodDefinition') && isFunction(one.value) ? [one.value] : [],
  )
}

function isNothing(node: Node): boolean {
  return (
    (isNode(node, 'Literal') && (node.value === null || typeof node.value === 'boolean')) ||
    (isNode(node, 'Identifier') && node.name === 'undefined')
  )
}

const SENDS =
  /\.(postMessage|say|send|sendMail|sendMessage|reply|emails\.send|json|end|write|emit|messages\.create)$/

/** A function that was handed in, or the client of one channel. */
function sendsTo(program: Program, { module, node }: Expression): string | undefined {
  if (!isNode(node, 'CallExpression')) return undefined
  for (const value of alternatives(program.evaluate({ module, node: node.callee }))) {
    if (value.kind === 'parameter' && value.typed === undefined && isPort(value, node)) return 'port'
    const base = baseOf(value)
    const path = pathOf(value) ?? ''
    if (base.kind === 'external' && SENDS.test(path)) return channelOf(base.package)
    if (base.kind === 'parameter' && base.typed !== undefined && SENDS.test(path)) {
      const typed = baseOf(base.typed)
      return typed.kind === 'external' ? channelOf(typed.package) : undefined
    }
  }
  return undefined
}

/** `onChunk(text)`, `channel.send(text)`: a call of the parameter itself, not of a method of a value. */
function isPort({ path, node: owner }: ParameterValue, node: Node): boolean {
  if (!isNode(node, 'CallExpression') || node.arguments.length === 0) return false
  // `resolve` of a promise.
  if (isNode(owner.parent, 'NewExpression')) return false
  return isNode(node.callee, 'Identifier') || /^(send|reply|notify|say|respond|emit)$/.test(path.at(-1) ?? '')
}
