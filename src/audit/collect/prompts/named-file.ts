import { posix } from 'node:path'
import type { Scene } from '../scene.ts'
import type { PromptInput } from '../sighting.ts'
import { isInside, readInside } from '../source/inside.ts'
import type { Piece } from '../text/trace.ts'

/** A prompt that a framework loads by name: the nearest such file, from the folder of the code up to the root. */
export function namedFile({ listing }: Scene, { role, at }: PromptInput, file: string): Piece {
  const folders: string[] = []
  for (let folder = posix.dirname(at.module.path); ; folder = posix.dirname(folder)) {
    folders.push(folder)
    if (folder === '.' || folder === '/') break
  }
  const paths = folders.map((folder) => posix.join(folder, file))
  const text = paths.find((path) => isInside(listing.root, path)) ?? file
  const { module, node } = at
  const spoken = role === 'system' ? 'system' : 'user'
  return { origin: 'file', role: spoken, module, node, text, insertions: [], inMessages: false }
}

/** What stands in a prompt's file, without its front matter; undefined for a file that is not there. */
export function textOfFile({ listing }: Scene, path: string): string | undefined {
  const text = readInside(listing.root, path)?.text
  return text?.replace(/^\uFEFF?---\r?\n[\s\S]*?\n---\r?\n/, '')
}
