import { elementsOf } from '../program/elements.ts'
import { type Node, isFunction, isNode } from '../program/node.ts'
import { type Value, pathOf } from '../program/value.ts'
import { traceJoined } from './composed.ts'
import { messageRole } from './messages.ts'
import { sourceIn } from './sources.ts'
import { type How, type Tracing, addPiece, followExpression } from './trace.ts'

type Called = Extract<Value, { kind: 'called' }>

/** The text that a call gives: what it reads, or what its object or its arguments hold. */
export function traceCall(tracing: Tracing, value: Called, how: How): void {
  const { program, trace, seen } = tracing
  const { site, of } = value
  if (seen.has(value)) return
  seen.add(value)
  const source = sourceIn(program, value)
  if (source !== undefined) return addPiece(tracing, source.origin, source.at, source.text, how)
  if (of.kind === 'member' && handsOn.has(of.name)) return traceMethod(tracing, value, of, how)
  const [first] = 'arguments' in site.node ? (site.node.arguments as Node[]) : []
  const path = pathOf(of) ?? ''
  const spoken = messageRole(path)
  if (spoken !== undefined || takesText(path)) {
    if (first !== undefined)
      followExpression(tracing, { module: site.module, node: first }, { ...how, role: spoken ?? how.role })
    return
  }
  // `compile(text)(values)`: the text is what was compiled.
  if (of.kind === 'called' && takesText(pathOf(of.of) ?? '')) return tracing.follow(of, site, how)
  trace.unknown.push({ ...site, role: how.role })
}

/** Methods of texts, lists and prompt templates that hand their object's text on. */
const handsOn = new Set([
  'replace',
  'replaceAll',
  'trim',
  'trimEnd',
  'trimStart',
  'slice',
  'substring',
  'concat',
  'join',
  'toString',
  'format',
  'normalize',
  'padEnd',
  'padStart',
  'filter',
  'map',
  'flat',
  'flatMap',
  'reverse',
  'toReversed',
  'partial',
  'formatMessages',
  'formatPromptValue',
  'split',
  'toLowerCase',
  'toUpperCase',
  'default',
  'then',
  'repeat',
])

/** Methods whose arguments stand in the text that they give. */
const putsIn = new Set(['replace', 'replaceAll', 'concat'])

function traceMethod(
  tracing: Tracing,
  value: Called,
  method: Extract<Value, { kind: 'member' }>,
  how: How,
): void {
  const { site } = value
  const list = elementsOf(tracing.program, value)
  if (list.length > 0) for (const one of list) tracing.follow(one, site, how)
  else if (method.name === 'join') traceJoined(tracing, method.of, site, how)
  else tracing.follow(method.of, site, how)
  if (!putsIn.has(method.name) || !('arguments' in site.node)) return
  for (const node of site.node.arguments as Node[])
    if (!isNode(node, 'Literal') && !isFunction(node))
      followExpression(tracing, { module: site.module, node }, { ...how, inMessages: false })
}

/** Functions of packages that take a text or messages and give them back in their own form. */
function takesText(path: string): boolean {
  return (
    /:(dedent|default|outdent|stripIndent|PromptTemplate|ChatPromptTemplate|user|system|assistant|convertToModelMessages|convertToCoreMessages)(\(\))?(\.(fromTemplate|fromMessages|of))?$/.test(
      path,
    ) ||
    /[:.](compile|renderString|interpolate)$/.test(path) ||
    /^(mustache|ejs|eta|nunjucks|handlebars|liquidjs):.*\brender(Sync|Template)?$/.test(path) ||
    /^global:(String|Array\.from)$/.test(path)
  )
}
