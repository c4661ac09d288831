import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { withAgent, withImport } from './agent-code.ts'
import type { RealFile } from './real-files.ts'

/**
 * What reaches a model: one file in ten, with an agent, as in a repository that has agents among other things; all
 * files, one in ten with an agent and the others importing one; all files, each with an agent.
 */
export type Share = 'mixed' | 'dense' | 'crowded'

const ONE_IN = 10

/**
 * Writes so many files under `folder`. Agents go where no other file imports them, since whoever imports one reaches a
 * model too. Where there are fewer real files, they are copied again into a folder where they import each other.
 */
export function writeCorpus(folder: string, real: readonly RealFile[], count: number, share: Share): void {
  const files = Array.from({ length: Math.ceil(count / real.length) }, (_, part) =>
    spread(real, Math.min(real.length, count - part * real.length)).map(({ path, text }) => ({
      path: `src/part-${part}/${path}`,
      text,
    })),
  ).flat()
  const chosen =
    share === 'crowded' ? files : spread(files.filter(isNotImported(files)), Math.ceil(count / ONE_IN))
  const agents = new Map(chosen.map((file, index) => [file.path, index]))
  files.forEach(({ path, text }, at) => {
    const index = agents.get(path)
    const nearest = chosen[Math.floor((at / files.length) * chosen.length)]!.path
    if (index !== undefined) write(join(folder, path), withAgent(path, text, index))
    else
      write(join(folder, path), share === 'dense' ? withImport(path, text, specifier(path, nearest)) : text)
  })
  write(join(folder, 'package.json'), '{ "name": "corpus", "private": true }\n')
}

function specifier(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to)
  return path.startsWith('.') ? path : `./${path}`
}

/** By name alone: any import of its package that ends like this file may mean it. */
function isNotImported(files: readonly RealFile[]): (file: RealFile) => boolean {
  const imported = new Set<string>()
  for (const { path, text } of files)
    for (const [, target] of text.matchAll(/["'`](\.{1,2}\/[^"'`\n]*|\.{1,2})["'`]/g))
      imported.add(`${packageOf(path)} ${stem(target!)}`)
  return ({ path }) => stem(path) !== 'index' && !imported.has(`${packageOf(path)} ${stem(path)}`)
}

/** `src/part-0/@scope/name` */
function packageOf(path: string): string {
  return path.split('/').slice(0, 4).join('/')
}

function stem(path: string): string {
  return posix.basename(path).replace(/(?:\.[cm]?[jt]sx?)$/, '')
}

/** So many of the list, evenly. */
function spread<T>(list: readonly T[], count: number): T[] {
  return Array.from(
    { length: Math.min(count, list.length) },
    (_, at) => list[Math.floor((at * list.length) / Math.min(count, list.length))]!,
  )
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
