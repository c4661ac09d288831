import type { Program } from '../../program/program.ts'
import type { Value } from '../../program/value.ts'
import type { CallSighting, PromptInput, Sighting } from '../../sighting.ts'
import type { Site } from '../adapter.ts'
import { argument, argumentValue, inputs, option } from '../arguments.ts'
import { callSighting, siteOf } from '../make-sighting.ts'
import { hasOption, textOrMessages } from '../request-options.ts'
import { receiverOf } from '../receiver.ts'
import { NAME } from './names.ts'
import { type Parts, addConfig, partsOf } from './runnable.ts'

/** `invoke`, `stream`, `batch` of anything: a call only where a model or an agent is inside. */
export function seeRun(site: Site): Sighting[] {
  const { program } = site
  const receiver = receiverOf(site.callee)
  if (receiver === undefined) return []
  const parts = partsOf(program, receiver.of)
  addConfig(program, parts, argumentValue(site, 1))
  if (parts.runs !== undefined) return [agentRun(site, parts, parts.runs)]
  return parts.asks ? [modelRun(site, parts, apiOf(receiver.of, receiver.name))] : []
}

/** A model that came as a parameter without a type: known by what is bound to it. */
export function seeLooseRun(site: Site): Sighting[] {
  const { program } = site
  const receiver = receiverOf(site.callee)
  if (receiver === undefined) return []
  const parts = partsOf(program, receiver.of)
  addConfig(program, parts, argumentValue(site, 1))
  return [modelRun(site, parts, `langchain.model.${receiver.name}`)]
}

function apiOf(of: Value, method: string): string {
  const isChain = of.kind === 'called' && of.of.kind === 'member' && of.of.name === 'pipe'
  return `langchain.${isChain ? 'chain' : 'model'}.${method}`
}

function modelRun(site: Site, parts: Parts, api: string): CallSighting {
  return callSighting(NAME, api, siteOf(site), {
    inputs: [...parts.inputs, ...(parts.inputs.length > 0 ? [] : givenInputs(site))],
    tools: parts.tools,
    moreTools: parts.more,
    schema: parts.schema,
    signal: parts.signal,
    retries: parts.retries,
  })
}

function agentRun(site: Site, parts: Parts, runs: Value): CallSighting {
  const { program } = site
  const given = argumentValue(site, 0)
  const named = inputs(program, given, { messages: 'messages', input: 'user' })
  return callSighting(NAME, 'langchain.agent.' + site.path.replace(/^.*\./, ''), siteOf(site), {
    inputs: [...parts.inputs, ...named],
    bound: parts.bound,
    signal: parts.signal || hasOption(program, given, 'signal'),
    retries: parts.retries,
    runs,
  })
}

/** What a bare model is asked: a text, or messages; of a batch, a list of either. */
function givenInputs(site: Site): PromptInput[] {
  const at = argument(site, 0)
  if (at === undefined) return []
  const options = argumentValue(site, 0)
  const named = [...promptKeys(site.program, options)]
  return named.length > 0 ? named : [textOrMessages(site.program, at)]
}

function promptKeys(program: Program, options: Value | undefined): PromptInput[] {
  return ['messages', 'prompt', 'input'].flatMap((name) =>
    option(program, options, name).map((at) => ({
      role: name === 'messages' ? ('messages' as const) : ('user' as const),
      at,
    })),
  )
}
