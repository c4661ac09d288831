import type { Size } from '../../facts/agent.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { type Node, isInside, isNode, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Program } from '../program/program.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { ownCode } from './own-code.ts'

/** A formatter would break what is longer: minified code is not small. */
const LINE = 120

/** Lines of the agent's own code, and of the file that defines it. */
export function sizeOf(scene: Scene, draft: AgentDraft): Size {
  const lines = new Map<string, number>()
  for (const region of ownCode(scene, draft)) {
    if (region.node !== draft.region.node && isShared(scene, draft, region)) continue
    for (const [line, size] of linesOf(region, leftOut(scene, draft, region)))
      lines.set(`${region.module.path}:${line}`, size)
  }
  return {
    owned: [...lines.values()].reduce((sum, size) => sum + size, 0),
    file: draft.region.module.text.split('\n').length - 1,
  }
}

/** Another agent uses the function too. */
function isShared({ drafts }: Scene, draft: AgentDraft, region: Region): boolean {
  return drafts.some((other) => other.id !== draft.id && other.owned.some(({ node }) => node === region.node))
}

/** Tools, texts of several lines and schemas: their length is not the agent's. */
function leftOut({ program, tools, drafts }: Scene, draft: AgentDraft, { module, node }: Region): Node[] {
  const inside = tools.filter(({ at }) => at.module === module && at.node !== node).map(({ at }) => at.node)
  const others = drafts
    .filter((other) => other.id !== draft.id && other.region.module === module && other.region.node !== node)
    .map(({ region }) => region.node)
  const texts = [...nodesUnder(node)].filter(
    (inner) => isLongText(module, inner) || isSchema(program, { module, node: inner }),
  )
  return [...inside, ...others, ...texts].filter((inner) => isInside(inner, node))
}

function isLongText(module: Module, node: Node): boolean {
  if (!isNode(node, 'TemplateLiteral')) return false
  const { line, endLine } = module.placeOf(node)
  return endLine > line
}

const SCHEMAS = /^(zod(\/[^:]*)?|valibot|arktype|typebox|@sinclair\/typebox|effect|yup|joi|superstruct):/

/** `z.object({ … })` */
function isSchema(program: Program, { module, node }: Expression): boolean {
  if (!isNode(node, 'CallExpression')) return false
  return SCHEMAS.test(pathOf(program.evaluate({ module, node: node.callee })) ?? '')
}

/** Lines with code, blanks and comments left out; of what is left out the first line stays. */
function* linesOf({ module, node }: Region, without: readonly Node[]): Generator<[number, number]> {
  const { line, endLine } = module.placeOf(node)
  const hidden = new Set<number>()
  for (const one of without) {
    const place = module.placeOf(one)
    for (let at = place.line + 1; at <= place.endLine; at++) hidden.add(at)
  }
  const rows = withoutComments(module).split('\n')
  for (let at = line; at <= endLine; at++) {
    const text = (rows[at - 1] ?? '').trim()
    if (text !== '' && !hidden.has(at)) yield [at, Math.max(1, Math.ceil(text.length / LINE))]
  }
}

const cleaned = new WeakMap<Module, string>()

function withoutComments(module: Module): string {
  const known = cleaned.get(module)
  if (known !== undefined) return known
  let text = ''
  let from = 0
  for (const { start, end } of module.parsed.comments) {
    text += module.text.slice(from, start) + module.text.slice(start, end).replaceAll(/[^\n]/g, '')
    from = end
  }
  text += module.text.slice(from)
  cleaned.set(module, text)
  return text
}
