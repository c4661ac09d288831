import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, visitorKeys } from 'oxc-parser'

/** The least that a tool can do which looks at every file: parse it, read its tree, and walk that once. */
export function floor(folder: string): number {
  let nodes = 0
  for (const path of sourcesOf(folder)) {
    const { program } = parseSync(path, readFileSync(path, 'utf8'))
    nodes += walk(program)
  }
  return nodes
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesOf(path)
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : []
  })
}

function walk(top: unknown): number {
  const stack = [top]
  let nodes = 0
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes++
    for (const key of visitorKeys[(node as { type: string }).type] ?? []) {
      const child = (node as Record<string, unknown>)[key]
      if (Array.isArray(child)) {
        for (const one of child as unknown[]) if (one !== null) stack.push(one)
      } else if (child !== null && child !== undefined) stack.push(child)
    }
  }
  return nodes
}
