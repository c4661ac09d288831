import { type Node, isNode } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, alternatives, pathOf } from '../program/value.ts'

const READS =
  /^(node:)?fs(\/promises|-extra)?:(\*|default|promises)?\.?(promises\.)?(readFile|readFileSync|readJson|readJsonSync)$|^global:(Bun\.file|Deno\.readTextFile|Deno\.readTextFileSync)$/
const LOADS = /load[A-Za-z]*Prompt|getPrompt|promptLoader|readPrompt/i

/** The file that a call reads: its name as far as it is written. Undefined when the call reads no file. */
export function readsFile(program: Program, value: Extract<Value, { kind: 'called' }>): string | undefined {
  const path = pathOf(value.of)
  if (path === undefined || !READS.test(path)) return undefined
  const args = 'arguments' in value.site.node ? (value.site.node.arguments as Node[]) : []
  const [first] = args
  return first === undefined ? '' : namedIn(program, { module: value.site.module, node: first })
}

/** The file name in `join(dir, 'prompts', 'x.md')`, `new URL('./x.md', import.meta.url)`, `` `${dir}/x.md` ``. */
function namedIn(program: Program, at: Expression): string {
  const names: string[] = []
  const take = (node: Node): void => {
    if (isNode(node, 'Literal') && typeof node.value === 'string') names.push(node.value)
    else if (isNode(node, 'TemplateLiteral')) names.push(...node.quasis.map(({ value }) => value.raw))
    else if (isNode(node, 'CallExpression') || isNode(node, 'NewExpression')) node.arguments.forEach(take)
    else if (isNode(node, 'BinaryExpression')) [node.left, node.right].forEach(take)
    else if (isNode(node, 'Identifier'))
      for (const value of alternatives(program.evaluate({ module: at.module, node })))
        if (value.kind === 'literal' || value.kind === 'text' || value.kind === 'called') {
          if (value.kind === 'literal') names.push(String(value.value))
          else if (value.kind === 'called') take(value.site.node)
        }
  }
  take(at.node)
  return names.filter((name) => name.trim() !== '' && name !== 'utf8' && name !== 'utf-8').join('/')
}

/** Prompts kept by a service: hubs, registries, observability tools. */
export function readsRemote(path: string): boolean {
  return (
    /^langchain\/hub(\/node)?:(\*)?\.?pull$/.test(path) ||
    /^(langsmith|langfuse|@langfuse\/[^:]+|braintrust|humanloop|promptlayer|@vellum[^:]*|portkey-ai)\b.*\.(getPrompt|pullPrompt|loadPrompt|prompt\.get|prompts\.(get|retrieve)|templates\.get|pull)$/i.test(
      path,
    ) ||
    /^braintrust:loadPrompt$/.test(path) ||
    path === 'global:fetch'
  )
}

export function isPromptLoader(name: string): boolean {
  return LOADS.test(name)
}
