// Source files to facts. Nothing that is read is executed.
import type { Facts } from '../facts/facts.ts'
import { adapters } from './adapters/index.ts'
import { look } from './adapters/look.ts'
import { findAgents } from './agents/find-agents.ts'
import { assemble } from './assemble.ts'
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
    parse: reach.parse,
    baml: bamlTexts(reach),
  })
  const sightings = look(program, adapters)
  const scene = sceneOf({ listing, program, sightings, ...findAgents(program, sightings) })
  const prompts = promptsOf(scene)
  const lists = {
    modelCalls: modelCallsOf(scene, prompts),
    prompts,
    tools: toolFactsOf(scene),
    humans: humanContactsOf(scene),
    triggers: triggersOf(scene),
  }
  const agents = scene.drafts.map((draft) => assemble(scene, draft, lists))
  const owned = new Set(agents.flatMap((agent) => agent.calls))
  return {
    version: 1,
    files: fileFactsOf(listing, reach, program),
    frameworks: frameworksOf(listing, program, adapters),
    agents,
    ...lists,
    suppressions: [],
    orphans: lists.modelCalls.filter(({ id }) => !owned.has(id)).map(({ id }) => id),
    toolErrors: [],
    excerpts: {},
  }
}

/** The `.baml` files that are judged, with their text. */
function bamlTexts({ files }: Reach): { path: string; text: string }[] {
  return [...files.values()]
    .filter(({ path, role }) => path.endsWith('.baml') && role === 'production')
    .map(({ path, absolute, size }) => ({ path, text: readText(absolute, size).text }))
}
