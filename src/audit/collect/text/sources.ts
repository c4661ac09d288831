import { type Node, isNode } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, alternatives, pathOf } from '../program/value.ts'

const READS =
  /^(node:)?fs(\/promises|-extra)?:(\*|default|promises)?\.?(promises\.)?(readFile|readFileSync|readJson|readJsonSync)$|^global:(Bun\.file|Deno\.readTextFile|Deno\.readTextFileSync)$/
const LOADS = /[:.](load\w*Prompt\w*|getPrompt\w*|promptLoader|readPrompt\w*)$/i

/** The file that a call reads: its name as far as it is written. Undefined when the call reads no file. */
function readsFile(program: Program, value: Extract<Value, { kind: 'called' }>): string | undefined {
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
function readsRemote(path: string): boolean {
  return (
    /^langchain\/hub(\/node)?:(\*)?\.?pull$/.test(path) ||
    /^(langsmith|langfuse|@langfuse\/[^:]+|braintrust|humanloop|promptlayer|@vellum[^:]*|portkey-ai)\b.*\.(getPrompt|pullPrompt|loadPrompt|prompt\.get|prompts\.(get|retrieve)|templates\.get|pull)$/i.test(
      path,
    ) ||
    /^braintrust:loadPrompt$/.test(path) ||
    path === 'global:fetch'
  )
}

/** A text that is no literal of the program: where it is kept, and the call that gets it. */
export interface Source {
  readonly origin: 'file' | 'remote'
  readonly at: Expression
  readonly text: string
}

/**
 * What a value was read from, whatever was done to it since: `JSON.parse(readFileSync(path)).system`,
 * `(await registry.getPrompt(name)).compile(values)`.
 */
export function sourceIn(program: Program, value: Value, depth = 0): Source | undefined {
  for (let at = value; at.kind === 'called' || at.kind === 'member'; at = at.of) {
    if (at.kind !== 'called') continue
    const file = readsFile(program, at)
    if (file !== undefined) return { origin: 'file', at: at.site, text: file }
    const path = pathOf(at.of) ?? ''
    if (readsRemote(path)) return { origin: 'remote', at: at.site, text: path }
    const named = loadsByName(at, path)
    if (named !== undefined) return { origin: 'file', at: at.site, text: named }
    const parsed = PARSES.test(path) && depth < 3 ? argumentOf(program, at) : undefined
    if (parsed !== undefined)
      for (const one of alternatives(parsed)) {
        const source = one.kind === 'asset' ? undefined : sourceIn(program, one, depth + 1)
        if (source !== undefined && source.text !== '') return source
      }
  }
  return undefined
}

const PARSES =
  /^global:JSON\.parse$|^(js-yaml|yaml|toml|@iarna\/toml|smol-toml|json5|gray-matter|front-matter):|[:.](compile|renderString|interpolate)$/

function argumentOf(program: Program, { site }: Extract<Value, { kind: 'called' }>): Value | undefined {
  const [first] = 'arguments' in site.node ? (site.node.arguments as Node[]) : []
  return first && program.evaluate({ module: site.module, node: first })
}

/** `loadPrompt('support/system')` of a package: the name says which file. */
function loadsByName({ site }: Extract<Value, { kind: 'called' }>, path: string): string | undefined {
  if (!LOADS.test(path)) return undefined
  const [first] = 'arguments' in site.node ? (site.node.arguments as Node[]) : []
  return isNode(first, 'Literal') && typeof first.value === 'string' ? first.value : undefined
}
