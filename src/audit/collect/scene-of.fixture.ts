// A scene of a few files in memory, seen by the real adapters: what topics make facts from.
import type { AgentDraft } from './agents/draft.ts'
import { findAgents } from './agents/find-agents.ts'
import { adapters } from './adapters/index.ts'
import { look } from './adapters/look.ts'
import { programOf } from './adapters/look-at-source.fixture.ts'
import type { Scene } from './scene.ts'
import { sceneOf as assembleScene } from './set-scene.ts'

/** `source` is the text of `index.ts`, or several files by path. */
export function sceneOf(source: string | Readonly<Record<string, string>>): Scene {
  const files = typeof source === 'string' ? { 'index.ts': source } : source
  const program = programOf(files)
  const sightings = look(program, adapters)
  const listing = {
    root: '/memory',
    files: Object.entries(files).map(([path, text]) => ({
      path,
      absolute: `/memory/${path}`,
      role: 'production' as const,
      size: text.length,
    })),
    manifests: [],
    otherLanguages: [],
    unread: [],
  }
  return assembleScene({ listing, program, sightings, ...findAgents(program, sightings) })
}

/** The agent of this name; without a name, the only one. */
export function agentIn(scene: Scene, name?: string): AgentDraft {
  const found = scene.drafts.filter((draft) => name === undefined || draft.name === name)
  if (found.length !== 1)
    throw new RangeError(`${found.length} agents here: ${scene.drafts.map((one) => one.name).join(', ')}`)
  return found[0]!
}
