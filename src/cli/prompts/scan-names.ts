import { listSourceFiles } from '../../audit/collect/source/source-files.ts'
import { parseSource } from '../../audit/collect/source/parse.ts'

export interface NamedPrompt {
  readonly name: string
  /** `FILE:LINE`, relative to the root. */
  readonly where: string
  /** The place is one where only a prompt's name makes sense, such as `prompt: '…'`. */
  readonly isClaim: boolean
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number }

const NAME = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)+$/

/** Where the source files under a root name a prompt: a plain scan of their strings, which runs nothing. */
export function scanNames(
  root: string,
  known: ReadonlySet<string>,
  exclude: readonly string[] = [],
): readonly NamedPrompt[] {
  const found: NamedPrompt[] = []
  const { files } = listSourceFiles(root, { exclude })
  for (const file of files.filter(({ role }) => role === 'production' || role === 'example')) {
    const { program, lineOf } = parseSource(file)
    const add = (node: Node, isClaim: boolean): void => {
      const name = node['value'] as string
      if (known.has(name) || isClaim) found.push({ name, where: `${file.path}:${lineOf(node.start)}`, isClaim })
    }
    visit(program as unknown as Node, undefined, add)
  }
  return found
}

function visit(node: Node, parent: Node | undefined, add: (node: Node, isClaim: boolean) => void): void {
  if (node.type === 'Literal' && typeof node['value'] === 'string' && NAME.test(node['value'])) {
    add(node, isClaim(node, parent))
  }
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(child)) visit(child, node, add)
    }
  }
}

/** `prompt: 'a/b'`, `prompts.get('a/b')`, `prompts.render('a/b', …)`. */
function isClaim(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'Property') return parent['value'] === node && wordOf(parent['key']) === 'prompt'
  if (parent?.type !== 'CallExpression') return false
  const callee = parent['callee']
  if (!isNode(callee) || callee.type !== 'MemberExpression') return false
  const [first] = parent['arguments'] as readonly unknown[]
  const object = wordOf(callee['object']) ?? ''
  return first === node && /prompts$/i.test(object) && /^(get|render)$/.test(wordOf(callee['property']) ?? '')
}

function wordOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  const word = node.type === 'Identifier' ? node['name'] : node['value']
  return typeof word === 'string' ? word : undefined
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}
