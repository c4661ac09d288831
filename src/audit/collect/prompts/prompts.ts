import type { Insertion, Prompt, PromptOrigin } from '../../facts/prompt.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { LEAST_PROMPT } from '../agents/issues.ts'
import type { Module } from '../program/module.ts'
import type { Node } from '../program/node.ts'
import { type Scene, idAt } from '../scene.ts'
import type { CallSighting } from '../sighting.ts'
import { redact } from '../source/redact.ts'
import { traceText } from '../text/trace-text.ts'
import type { Piece } from '../text/trace.ts'
import { type Ask, asksOf } from './asks.ts'
import { followParameters } from './follow-parameters.ts'
import { insertionsOf } from './insertions.ts'
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
  const trace = traceText(scene.program, input.at, input.role === 'system' ? 'system' : 'user')
  const own = trace.pieces.filter((piece) => isPrompt(piece) && !(isTask && isExample(piece)))
  const given = followParameters(scene.program, trace.parameters, input.role === 'system' ? 'system' : 'user')
  return [...own, ...given.filter((piece) => isPrompt(piece) && !isExample(piece))]
}

/** Fixed text of a sentence or more, spoken to the model by the program. */
function isPrompt(piece: Piece): boolean {
  if (piece.module.role === 'test' || piece.role === 'other') return false
  if (piece.origin === 'file' || piece.origin === 'remote') return true
  if (piece.origin === 'environment') return piece.role === 'system'
  return piece.text.replaceAll(/\s+/g, ' ').trim().length >= LEAST_PROMPT
}

/** A task that a person might type: fixed words, given as the whole of a run's input. */
function isExample(piece: Piece): boolean {
  return piece.origin === 'literal' && piece.role !== 'system' && piece.insertions.length === 0 && !piece.inMessages
}

const originOf = (scene: Scene, piece: Piece): PromptOrigin => {
  if (piece.module.path.endsWith('.baml')) return 'baml'
  if (piece.origin === 'literal') return isPromptHome(scene, piece.module) ? 'module' : 'inline'
  return piece.origin === 'clock' ? 'inline' : piece.origin
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

function factOf(scene: Scene, { piece, agents, calls }: Found, tested: ReadonlySet<string>): Prompt {
  const text = piece.text.replaceAll(/\s+/g, ' ').trim()
  const origin = originOf(scene, piece)
  const place = piece.module.placeOf(piece.node)
  const insertions: Insertion[] = insertionsOf(scene, piece)
  return {
    ...place,
    id: `prompt:${idAt({ module: piece.module, node: piece.node })}`,
    role: piece.role,
    origin,
    source: origin === 'file' || origin === 'remote' ? piece.text : place.file,
    words: text === '' ? 0 : text.split(' ').length,
    characters: text.length,
    excerpt: redact(text).slice(0, 80),
    insertions,
    recorded: [...agents].some(({ framework }) => framework === 'twelvefold'),
    tested: tested.has(place.file) || [...agents].some(({ region }) => tested.has(region.module.path)),
    agents: [...agents].map(({ id }) => id),
    calls: [...calls].map(({ at }) => idAt(at)),
  }
}
