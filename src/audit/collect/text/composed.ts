import { type Node, isInside, isNode } from '../program/node.ts'
import type { Expression, Value } from '../program/value.ts'
import { type How, type Piece, type Tracing, addPiece, followExpression } from './trace.ts'

/** A template, a tagged template or a concatenation: one piece, and what is put into it. */
export function traceComposed(tracing: Tracing, at: Expression, how: How): void {
  const parts: Parts = { texts: [], insertions: [] }
  takeApart(at, parts)
  const text = parts.texts.join(' ')
  if (text.trim() !== '') addPiece(tracing, 'literal', at, text, how, parts.insertions)
  for (const insertion of parts.insertions) {
    const before = tracing.trace.pieces.length
    followExpression(tracing, insertion, how)
    dropInside(tracing.trace.pieces, before, at)
    dropData(tracing.trace.pieces, before)
  }
}

interface Parts {
  readonly texts: string[]
  readonly insertions: Expression[]
}

function takeApart(at: Expression, parts: Parts): void {
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

/** A literal that stands inside a template is part of it. */
function dropInside(pieces: Piece[], from: number, outer: Expression): void {
  for (let index = pieces.length - 1; index >= from; index--) {
    const { module, node } = pieces[index]!
    if (module === outer.module && isInside(node, outer.node)) pieces.splice(index, 1)
  }
}

/** Files that hold a text for a model, by their names. */
const TEXT_FILE =
  /\.(md|mdx|prompt|hbs|liquid|mustache|jinja2?|tmpl|njk|poml)\b|prompt[^/]*\.(txt|xml|ya?ml)\b/i

/** What is read or fetched and put into a text is data, unless its name says that it holds a text for a model. */
function dropData(pieces: Piece[], from: number): void {
  for (let index = pieces.length - 1; index >= from; index--) {
    const { origin, text } = pieces[index]!
    const isData = origin === 'file' ? !TEXT_FILE.test(text) : text === 'global:fetch'
    if (isData) pieces.splice(index, 1)
  }
}

/** `[a, b].join('\n')`: one text when its elements are written there. */
export function traceJoined(tracing: Tracing, list: Value, site: Expression, how: How): void {
  const { pieces } = tracing.trace
  const before = pieces.length
  tracing.follow(list, site, how)
  if (list.kind !== 'array' || !isNode(list.node, 'ArrayExpression')) return
  const { module, node } = list
  const inside = pieces
    .slice(before)
    .filter((one) => one.origin === 'literal' && one.module === module && isInside(one.node, node))
  if (inside.length < 2) return
  for (const one of inside) pieces.splice(pieces.indexOf(one), 1)
  const insertions = node.elements.flatMap((element) => insertionsOf(inside, module, element))
  addPiece(tracing, 'literal', list, inside.map(({ text }) => text).join(' '), how, insertions)
}

/** What an element of a joined list puts into the text: itself, or what stands in its template. */
function insertionsOf(inside: readonly Piece[], module: Piece['module'], element: Node | null): Expression[] {
  if (element === null) return []
  const texts = inside.filter(({ node }) => isInside(node, element))
  return texts.length === 0 ? [{ module, node: element }] : texts.flatMap(({ insertions }) => insertions)
}
