import { elementsOf, entriesOf } from '../program/elements.ts'
import { type Node, isFunction, isNode, memberName, returnsOf } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, alternatives, baseOf, pathOf } from '../program/value.ts'
import { readsFile, readsRemote } from './sources.ts'
import { type Piece, type Role, type Trace, emptyTrace } from './trace.ts'

const MAX_DEPTH = 14

interface Tracing {
  readonly program: Program
  readonly trace: Trace
  readonly seen: Set<Node | Value>
}

/** Where a text comes from. `role` is the role of whoever speaks it, unless a message says its own. */
export function traceText(program: Program, at: Expression, role: Role): Trace {
  const tracing: Tracing = { program, trace: emptyTrace(), seen: new Set() }
  traceValue(tracing, program.evaluate(at), at, role, false, 0)
  return tracing.trace
}

/** As `traceText`, of a value that is known already. */
export function traceValueText(program: Program, value: Value, role: Role): Trace {
  const tracing: Tracing = { program, trace: emptyTrace(), seen: new Set() }
  const place = placeOfValue(value)
  if (place !== undefined) traceValue(tracing, value, place, role, false, 0)
  return tracing.trace
}

/** Some expression that a value stands at: it names the place when nothing else does. */
function placeOfValue(value: Value): Expression | undefined {
  for (const one of alternatives(value)) {
    const base = baseOf(one)
    if (one.kind === 'called') return one.site
    if ('node' in base && base.node !== undefined && base.module !== undefined)
      return { module: base.module, node: base.node }
  }
  return undefined
}

function traceExpression(
  tracing: Tracing,
  at: Expression,
  role: Role,
  inMessages: boolean,
  depth: number,
): void {
  traceValue(tracing, tracing.program.evaluate(at), at, role, inMessages, depth)
}

function traceValue(
  tracing: Tracing,
  value: Value,
  from: Expression,
  role: Role,
  inMessages: boolean,
  depth: number,
): void {
  if (depth > MAX_DEPTH) return
  for (const one of alternatives(value)) traceOne(tracing, one, from, role, inMessages, depth + 1)
}

function traceOne(
  tracing: Tracing,
  value: Value,
  from: Expression,
  role: Role,
  inMessages: boolean,
  depth: number,
): void {
  const { program, trace, seen } = tracing
  switch (value.kind) {
    case 'literal':
      if (typeof value.value === 'string' && !seen.has(value.node)) {
        seen.add(value.node)
        trace.pieces.push(piece('literal', role, value, value.value, [], inMessages))
      }
      return
    case 'text':
      if (!seen.has(value.node)) {
        seen.add(value.node)
        traceComposed(tracing, value, role, inMessages, depth)
      }
      return
    case 'parameter':
      trace.parameters.push(value)
      return
    case 'asset':
      trace.pieces.push(
        piece('file', role, { module: from.module, node: from.node }, value.path, [], inMessages),
      )
      return
    case 'function':
      for (const node of returnsOf(value.node))
        traceExpression(tracing, { module: value.module, node }, role, inMessages, depth)
      return
    case 'object':
      if (!seen.has(value.node)) {
        seen.add(value.node)
        traceMessage(tracing, value, from, role, inMessages, depth)
      }
      return
    case 'array':
      if (!seen.has(value.node)) {
        seen.add(value.node)
        for (const element of elementsOf(program, value))
          traceValue(tracing, element, from, role, true, depth)
      }
      return
    case 'called':
      traceCall(tracing, value, role, inMessages, depth)
      return
    case 'element':
      traceElement(tracing, value.of, from, role, inMessages, depth)
      return
    case 'member':
      traceMember(tracing, value, from, role, inMessages, depth)
      return
    default:
      trace.unknown.push(from)
  }
}

function piece(
  origin: Piece['origin'],
  role: Role,
  at: Expression,
  text: string,
  insertions: readonly Expression[],
  inMessages: boolean,
): Piece {
  return { origin, role, module: at.module, node: at.node, text, insertions, inMessages }
}

/** A template, a tagged template or a concatenation: one piece, and what is put into it. */
function traceComposed(
  tracing: Tracing,
  at: Expression,
  role: Role,
  inMessages: boolean,
  depth: number,
): void {
  const parts: { texts: string[]; insertions: Expression[] } = { texts: [], insertions: [] }
  takeApart(at, parts)
  const text = parts.texts.join(' ')
  if (text.trim() !== '')
    tracing.trace.pieces.push(piece('literal', role, at, text, parts.insertions, inMessages))
  for (const insertion of parts.insertions) {
    const before = tracing.trace.pieces.length
    traceExpression(tracing, insertion, role, inMessages, depth)
    dropInside(tracing.trace.pieces, before, at)
    dropData(tracing.trace.pieces, before)
  }
}

/** A literal that stands inside a template is part of it. */
function dropInside(pieces: Piece[], from: number, outer: Expression): void {
  for (let index = pieces.length - 1; index >= from; index--) {
    const { module, node } = pieces[index]!
    const isInside =
      module === outer.module && node.range[0] >= outer.node.range[0] && node.range[1] <= outer.node.range[1]
    if (isInside) pieces.splice(index, 1)
  }
}

/** A file that is put into a text is data, unless its name says that it holds a text for a model. */
function dropData(pieces: Piece[], from: number): void {
  for (let index = pieces.length - 1; index >= from; index--) {
    const { origin, text } = pieces[index]!
    const isText =
      /\.(md|mdx|prompt|hbs|liquid|mustache|jinja2?|tmpl|njk|poml)\b|prompt[^/]*\.(txt|xml|ya?ml)\b/i.test(
        text,
      )
    if (origin === 'file' && !isText) pieces.splice(index, 1)
  }
}

function takeApart(at: Expression, parts: { texts: string[]; insertions: Expression[] }): void {
  const { module, node } = at
  if (isNode(node, 'TaggedTemplateExpression')) takeApart({ module, node: node.quasi }, parts)
  else if (isNode(node, 'TemplateLiteral')) {
    for (const [index, quasi] of node.quasis.entries()) {
      parts.texts.push(quasi.value.cooked ?? quasi.value.raw)
      const inserted = node.expressions[index]
      if (inserted !== undefined) parts.insertions.push({ module, node: inserted })
    }
  } else if (isNode(node, 'BinaryExpression') && node.operator === '+') {
    takeApart({ module, node: node.left }, parts)
    takeApart({ module, node: node.right }, parts)
  } else if (isNode(node, 'Literal')) parts.texts.push(String(node.value))
  else parts.insertions.push(at)
}

const TEXT_KEYS = ['content', 'text', 'parts', 'prompt', 'input', 'template', 'messages', 'kwargs']

/** A message, a part of one, or an object of texts. */
function traceMessage(
  tracing: Tracing,
  value: Extract<Value, { kind: 'object' }>,
  from: Expression,
  role: Role,
  inMessages: boolean,
  depth: number,
): void {
  const { program } = tracing
  const entries = new Map(entriesOf(program, value))
  const said = entries.get('role') ?? entries.get('type')
  const own = said === undefined ? role : (roleOf(said) ?? role)
  let hasText = false
  for (const key of TEXT_KEYS) {
    const inner = entries.get(key)
    if (inner === undefined) continue
    hasText = true
    traceValue(tracing, inner, from, own, inMessages, depth)
  }
  if (!hasText && !inMessages)
    for (const inner of entries.values()) traceValue(tracing, inner, from, own, false, depth)
}

function roleOf(value: Value): Role | undefined {
  for (const one of alternatives(value)) {
    if (one.kind !== 'literal') continue
    if (one.value === 'system' || one.value === 'developer') return 'system'
    if (one.value === 'user' || one.value === 'human') return 'user'
    if (one.value === 'tool' || one.value === 'tool_result' || one.value === 'function') return 'other'
    if (one.value === 'assistant' || one.value === 'ai') return 'other'
  }
  return undefined
}

/** Methods of texts and lists that hand their object's text on. */
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

function traceCall(
  tracing: Tracing,
  value: Extract<Value, { kind: 'called' }>,
  role: Role,
  inMessages: boolean,
  depth: number,
): void {
  const { program, trace, seen } = tracing
  const { site, of } = value
  if (seen.has(value)) return
  seen.add(value)
  const args = 'arguments' in site.node ? (site.node.arguments as Node[]) : []
  const file = readsFile(program, value)
  if (file !== undefined) return void trace.pieces.push(piece('file', role, site, file, [], inMessages))
  const path = pathOf(of) ?? ''
  if (readsRemote(path)) return void trace.pieces.push(piece('remote', role, site, path, [], inMessages))
  if (of.kind === 'member' && handsOn.has(of.name)) {
    const list = elementsOf(program, value)
    if (list.length > 0) for (const one of list) traceValue(tracing, one, site, role, inMessages, depth)
    else if (of.name === 'join') joined(tracing, of.of, site, role, inMessages, depth)
    else traceValue(tracing, of.of, site, role, inMessages, depth)
    if (of.name === 'replace' || of.name === 'replaceAll' || of.name === 'concat')
      for (const node of args)
        if (!isNode(node, 'Literal')) traceInsertion(tracing, { module: site.module, node }, role, depth)
    return
  }
  const spoken = messageRole(path)
  if (spoken !== undefined || takesText(path)) {
    for (const node of args.slice(0, 1))
      traceExpression(tracing, { module: site.module, node }, spoken ?? role, inMessages, depth)
    return
  }
  trace.unknown.push(site)
}

function traceInsertion(tracing: Tracing, at: Expression, role: Role, depth: number): void {
  if (isFunction(at.node)) return
  traceExpression(tracing, at, role, false, depth)
}

/** `[a, b].join('\n')`: one text when its elements are written there. */
function joined(
  tracing: Tracing,
  list: Value,
  site: Expression,
  role: Role,
  inMessages: boolean,
  depth: number,
): void {
  const before = tracing.trace.pieces.length
  traceValue(tracing, list, site, role, inMessages, depth)
  const { pieces } = tracing.trace
  const own = pieces.slice(before).filter(({ origin }) => origin === 'literal')
  const arrays = list.kind === 'array' ? list : undefined
  if (arrays === undefined || own.length < 2) return
  const inside = own.filter(({ module, node }) => module === arrays.module && within(node, arrays.node))
  if (inside.length < 2) return
  for (const one of inside) pieces.splice(pieces.indexOf(one), 1)
  const text = inside.map((one) => one.text).join(' ')
  const insertions = inside.flatMap((one) => one.insertions)
  pieces.push(
    piece('literal', role, { module: arrays.module, node: arrays.node }, text, insertions, inMessages),
  )
}

function within(node: Node, outer: Node): boolean {
  return node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1]
}

/** `texts[key]`: any of them. */
function traceElement(
  tracing: Tracing,
  of: Value,
  from: Expression,
  role: Role,
  inMessages: boolean,
  depth: number,
): void {
  const { program, trace } = tracing
  const elements = elementsOf(program, of)
  const values = elements.length > 0 ? elements : entriesOf(program, of).map(([, inner]) => inner)
  for (const inner of values) traceValue(tracing, inner, from, role, inMessages, depth)
  if (values.length > 0) return
  const base = baseOf(of)
  if (base.kind === 'parameter') trace.parameters.push(base)
  else trace.unknown.push(from)
}

function traceMember(
  tracing: Tracing,
  value: Extract<Value, { kind: 'member' }>,
  from: Expression,
  role: Role,
  inMessages: boolean,
  depth: number,
): void {
  const { trace } = tracing
  const path = pathOf(value) ?? ''
  if (/^global:(process|import\.meta|Deno|Bun)\.env\b/.test(path))
    return void trace.pieces.push(piece('environment', role, from, path, [], inMessages))
  const base = baseOf(value)
  if (base.kind === 'parameter') trace.parameters.push(base)
  else if (value.of.kind === 'object' || value.of.kind === 'array' || value.of.kind === 'instance') return
  else if (value.of.kind === 'element') traceElement(tracing, value.of.of, from, role, inMessages, depth)
  else trace.unknown.push(from)
}

/** Message classes: `new SystemMessage(text)`. */
function messageRole(path: string): Role | undefined {
  if (/:SystemMessage(Chunk|PromptTemplate)?\b/.test(path)) return 'system'
  if (/:HumanMessage(Chunk|PromptTemplate)?\b/.test(path)) return 'user'
  if (/:(AIMessage|ToolMessage|FunctionMessage|ChatMessage)(Chunk)?\b/.test(path)) return 'other'
  return undefined
}

/** Functions of packages that take a text or messages and give them back in their own form. */
function takesText(path: string): boolean {
  return (
    /:(dedent|default|outdent|stripIndent|PromptTemplate|ChatPromptTemplate|user|system|assistant|convertToModelMessages|convertToCoreMessages)(\(\))?(\.(fromTemplate|fromMessages|of))?$/.test(
      path,
    ) || /^global:(String|Array\.from)$/.test(path)
  )
}

/** The name of the method that is called on a value; undefined for plain calls. */
export function methodOf(node: Node): string | undefined {
  return isNode(node, 'CallExpression') && isNode(node.callee, 'MemberExpression')
    ? memberName(node.callee)
    : undefined
}
