// Source files to facts. Nothing that is read is executed.
import type { Facts, FileFacts } from '../facts/facts.ts'
import { adapters, isFramework } from './adapters/index.ts'
import { look } from './adapters/look.ts'
import { findAgents } from './agents/find-agents.ts'
import { assemble } from './assemble.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import { excerptsOf } from './excerpts.ts'
import type { Scene } from './scene.ts'
import { suppressionsOf } from './source/suppressions.ts'
import { frameworksOf } from './frameworks.ts'
import { modelCallsOf } from './calls/model-calls.ts'
import { humanContactsOf } from './humans/human-contacts.ts'
import { createProgram } from './program/create-program.ts'
import { promptsOf } from './prompts/prompts.ts'
import { sceneOf } from './set-scene.ts'
import { fileFactsOf } from './file-facts.ts'
import { marks } from './marks.ts'
import { type Reach, reachOf } from './source/reach.ts'
import { readText } from './source/read-text.ts'
import { createResolver } from './source/resolver.ts'
import { type ListingOptions, listSourceFiles } from './source/source-files.ts'
import { toolFactsOf } from './tools/tools.ts'
import { triggersOf } from './triggers/triggers.ts'

/** The facts of the repository at `root`. Never throws for what a file holds: such a file is listed as unread. */
export function collect(root: string, options: ListingOptions = {}): Facts {
  const listing = listSourceFiles(root, options)
  const resolver = createResolver(listing.root, listing)
  const reach = reachOf(listing, resolver, marks)
  const program = createProgram({
    files: reach.files,
    reached: reach.reached,
    resolver,
    isFramework,
    parse: reach.parse,
    baml: bamlTexts(reach),
  })
  const attempts = createAttempts()
  const sightings = look(program, adapters, attempts)
  const scene = sceneOf({ listing, program, sightings, ...findAgents(program, sightings) })
  return factsOf(scene, fileFactsOf(listing, reach, program), attempts)
}

function factsOf(scene: Scene, files: FileFacts, attempts: Attempts): Facts {
  const { program, listing } = scene
  const topic = <Fact>(name: string, work: () => Fact[]): Fact[] => attempts.of('.', name, work) ?? []
  const prompts = topic('prompts', () => promptsOf(scene))
  const lists = {
    modelCalls: topic('model calls', () => modelCallsOf(scene, prompts)),
    prompts,
    tools: topic('tools', () => toolFactsOf(scene)),
    humans: topic('humans', () => humanContactsOf(scene)),
    triggers: topic('triggers', () => triggersOf(scene)),
  }
  const agents = scene.drafts.flatMap(
    (draft) => attempts.of(draft.region.module.path, 'agent', () => assemble(scene, draft, lists)) ?? [],
  )
  const owned = new Set(agents.flatMap((agent) => agent.calls))
  return {
    version: 1,
    files,
    frameworks: frameworksOf(listing, program, adapters),
    agents,
    ...lists,
    suppressions: program.modules.flatMap(({ path, parsed }) => suppressionsOf(path, parsed)),
    orphans: lists.modelCalls.filter(({ id }) => !owned.has(id)).map(({ id }) => id),
    toolErrors: attempts.errors,
    excerpts: excerptsOf(program, [agents, Object.values(lists)]),
  }
}

/** The `.baml` files that are judged, with their text. */
function bamlTexts({ files }: Reach): { path: string; text: string }[] {
  return [...files.values()]
    .filter(({ path, role }) => path.endsWith('.baml') && role === 'production')
    .map(({ path, absolute, size }) => ({ path, text: readText(absolute, size).text }))
}
