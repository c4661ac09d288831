import type { Insertion, Prompt, PromptOrigin } from '../../facts/prompt.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { LEAST_PROMPT } from '../agents/issues.ts'
import type { Module } from '../program/module.ts'
import type { Node } from '../program/node.ts'
import { pathOf } from '../program/value.ts'
import { type Scene, idAt } from '../scene.ts'
import type { CallSighting } from '../sighting.ts'
import { redact } from '../source/redact.ts'
import { traceText } from '../text/trace-text.ts'
import type { Piece } from '../text/trace.ts'
import { type Ask, asksOf } from './asks.ts'
import { textsOf } from './follow-parameters.ts'
import { insertionsOf } from './insertions.ts'
import { namedFile, textOfFile } from './named-file.ts'
import { isPromptModule } from './prompt-module.ts'
import { testedFiles } from './tested-files.ts'

interface Found {
  readonly piece: Piece
  readonly agents: Set<AgentDraft>
  readonly calls: Set<CallSighting>
}

/** Every text that instructs or frames a model, once per place, with the agents and calls that it reaches. */
export function promptsOf(scene: Scene): Prompt[] {
  const found = new Map<Node, Found>()
  for (const ask of asksOf(scene)) {
    for (const piece of piecesOf(scene, ask)) {
      const known = found.get(piece.node) ?? { piece, agents: new Set(), calls: new Set() }
      for (const agent of ask.agents) known.agents.add(agent)
      for (const call of ask.calls) known.calls.add(call)
      if (piece.role === 'system' && known.piece.role !== 'system') found.set(piece.node, { ...known, piece })
      else found.set(piece.node, known)
    }
  }
  const tested = testedFiles(scene)
  return [...found.values()].map((one) => factOf(scene, one, tested))
}

function piecesOf(scene: Scene, { input, isTask }: Ask): Piece[] {
  if (input.file !== undefined) return [namedFile(scene, input, input.file)]
  const trace = traceText(scene.program, input.at, input.role === 'system' ? 'system' : 'user')
  const { own, given, untraced } = textsOf(scene.program, trace)
  const found = [
    ...own.filter((piece) => isPrompt(scene, piece) && !(isTask && isExample(piece))),
    ...given.filter((piece) => isPrompt(scene, piece) && !isExample(piece)),
  ]
  // Instructions are given, and not a word of them was found.
  const isInstructed = [...own, ...given].some(({ role }) => role === 'system')
  const missing = untraced.filter(
    (piece) => piece.role === 'system' && piece.module.role !== 'test' && !isData(scene, piece),
  )
  return isInstructed ? found : [...found, ...missing.slice(0, 1)]
}

/** Data in its written form is nobody's instruction. */
function isData(scene: Scene, { module, node }: Piece): boolean {
  return /^global:JSON\.stringify\b/.test(pathOf(scene.program.evaluate({ module, node })) ?? '')
}

/** Files of data: in a message they are what the model is asked about. */
const DATA_FILE = /\.(jsonl?|csv|tsv|parquet|ndjson|lock|log)$/i

/** Fixed text of a sentence or more, spoken to the model by the program. */
function isPrompt(scene: Scene, piece: Piece): boolean {
  if (piece.module.role === 'test' || piece.role === 'other') return false
  const isInstruction = piece.role === 'system'
  if (piece.origin === 'file') return isInstruction || !DATA_FILE.test(piece.text)
  if (piece.origin === 'remote')
    return !scene.asking.sites.has(piece.node) && (isInstruction || piece.text !== 'global:fetch')
  if (piece.origin === 'environment') return isInstruction
  return piece.text.replaceAll(/\s+/g, ' ').trim().length >= LEAST_PROMPT
}

/** A task that a person might type: fixed words, given as the whole of a run's input. */
function isExample(piece: Piece): boolean {
  return piece.origin === 'literal' && piece.role !== 'system' && piece.insertions.length === 0 && !piece.inMessages
}

const originOf = (scene: Scene, piece: Piece): PromptOrigin => {
  if (piece.module.path.endsWith('.baml')) return 'baml'
  if (piece.origin === 'literal') return isPromptHome(scene, piece.module) ? 'module' : 'inline'
  return piece.origin
}

const homes = new WeakMap<Module, boolean>()

function isPromptHome(scene: Scene, module: Module): boolean {
  const known = homes.get(module)
  if (known !== undefined) return known
  const asks = scene.calls.some(({ at }) => at.module === module) || scene.drafts.some(({ region }) => region.module === module)
  const isHome = !asks && isPromptModule(scene.program, module)
  homes.set(module, isHome)
  return isHome
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Words as people count them, also where none are set apart by spaces. */
function wordsIn(text: string): number {
  return [...words.segment(text)].filter(({ isWordLike }) => isWordLike).length
}

function factOf(scene: Scene, { piece, agents, calls }: Found, tested: ReadonlySet<string>): Prompt {
  const origin = originOf(scene, piece)
  const source = redact(piece.text.replaceAll(/\s+/g, ' ').trim())
  const file = origin === 'file' ? textOfFile(scene, piece.text) : undefined
  const written = file === undefined ? source : redact(file.replaceAll(/\s+/g, ' ').trim())
  // Of a text that was not found, nothing is known.
  const text = origin === 'unknown' || origin === 'parameter' ? '' : written
  const place = piece.module.placeOf(piece.node)
  const insertions: Insertion[] = insertionsOf(scene, piece)
  return {
    ...place,
    id: `prompt:${idAt({ module: piece.module, node: piece.node })}`,
    role: piece.role,
    origin,
    source: text === '' || origin === 'file' || origin === 'remote' ? source.slice(0, 200) : place.file,
    words: wordsIn(text),
    characters: text.length,
    excerpt: text.slice(0, 80),
    insertions,
    recorded: [...agents].some(({ framework }) => framework === 'twelvefold'),
    tested: tested.has(place.file) || [...agents].some(({ region }) => tested.has(region.module.path)),
    agents: [...agents].map(({ id }) => id),
    calls: [...calls].map(({ at }) => idAt(at)),
  }
}
