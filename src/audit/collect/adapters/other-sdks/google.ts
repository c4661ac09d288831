import type { Program } from '../../program/program.ts'
import { elementsOf } from '../../program/elements.ts'
import type { Value } from '../../program/value.ts'
import type { Sighting, ToolSighting } from '../../sighting.ts'
import type { Adapter, Site } from '../adapter.ts'
import { argument, argumentValue } from '../arguments.ts'
import { isGiven, jsonTool } from '../json-tools.ts'
import { toolSighting } from '../make-sighting.ts'
import { textOrMessages } from '../request-options.ts'
import { chained, rawCall, within } from './raw-sdk.ts'

const NAME = 'google'
/** The older SDK and Vertex: a model, perhaps a chat, then the content. */
const MODEL = String.raw`^(@google\/generative-ai|@google-cloud\/vertexai|firebase\/(ai|vertexai)):[\w*.]+(\(\))?(\.preview)?.*(getGenerativeModel|GenerativeModel|getGenerativeModelFromCachedContent)\(\)`
const CLIENT = String.raw`^@google\/genai(\/\w+)?:(\*\.|default\.)?GoogleGenAI\(\)`

export const google: Adapter = {
  name: NAME,
  title: 'Google Gemini SDK',
  packages: /^(@google\/(generative-ai|genai)|@google-cloud\/vertexai|firebase\/(ai|vertexai))(\/|$)/,
  calls: [
    {
      path: new RegExp(
        String.raw`${MODEL}(\.startChat\(\))?\.(generateContent|generateContentStream|sendMessage|sendMessageStream)$`,
      ),
      see: modelCall,
    },
    {
      path: new RegExp(String.raw`${CLIENT}\.models\.(generateContent|generateContentStream)$`),
      see: clientCall,
    },
    {
      path: new RegExp(String.raw`${CLIENT}\.chats\.create\(\)\.(sendMessage|sendMessageStream)$`),
      see: clientCall,
    },
    { path: new RegExp(String.raw`${CLIENT}\.(live\.connect|interactions\.create)$`), see: clientCall },
  ],
}

const SCHEMAS = ['responseSchema', 'responseJsonSchema']

/** `model.generateContent(text | parts | { contents })`: the text stands alone, the rest is the model's or the chat's. */
function modelCall(site: Site): Sighting[] {
  const { program } = site
  const options = [argumentValue(site, 0), ...chained(program, site.callee)]
  const at = argument(site, 0)
  const call = rawCall(site, {
    framework: NAME,
    api: `google.${site.path.replace(/^.*\(\)\./, '')}`,
    options,
    inputs: { systemInstruction: 'system', contents: 'messages', history: 'messages' },
    tools: ['tools'],
    readTool: declarations,
    schema: ['responseSchema', 'responseJsonSchema'].map((name) => `generationConfig.${name}`),
    signal: ['signal'],
  })
  const isPlain = at !== undefined && within(program, options[0], 'contents').length === 0
  return flattened(program, options, 'tools', {
    ...call,
    inputs: isPlain ? [...call.inputs, textOrMessages(program, at)] : call.inputs,
    retries: 'none',
  })
}

/** `ai.models.generateContent({ model, contents, config })`. */
function clientCall(site: Site): Sighting[] {
  const { program } = site
  const options = [argumentValue(site, 0), ...chained(program, site.callee)]
  const call = rawCall(site, {
    framework: NAME,
    api: `google.${site.path.replace(/^.*GoogleGenAI\(\)\./, '').replace('.create()', '')}`,
    options,
    inputs: {
      'config.systemInstruction': 'system',
      system_instruction: 'system',
      contents: 'messages',
      message: 'messages',
      input: 'messages',
      history: 'messages',
    },
    tools: ['config.tools', 'tools'],
    readTool: declarations,
    schema: SCHEMAS.map((name) => `config.${name}`),
    signal: ['config.abortSignal'],
  })
  return flattened(program, options, 'config.tools', call)
}

/** A tool of the list holds many declarations: each is one tool. */
function flattened(
  program: Program,
  options: readonly (Value | undefined)[],
  path: string,
  call: Sighting & { kind: 'call' },
): Sighting[] {
  const groups = options
    .flatMap((one) => within(program, one, path))
    .flatMap((at) => program.uses.resolve(program.evaluate(at)))
    .flatMap((list) => elementsOf(program, list))
    .flatMap((group) => program.uses.resolve(group))
  const found: ToolSighting[] = []
  let more = call.moreTools && groups.length === 0
  for (const group of groups) {
    const list = program.property(group, 'functionDeclarations')
    if (!isGiven(list) || group.kind !== 'object') {
      const one = declarations(program, group)
      if (one === undefined) more = true
      else found.push(one)
      continue
    }
    const inner = program.uses.resolve(list).flatMap((one) => elementsOf(program, one))
    if (inner.length === 0) more = true
    for (const one of inner.flatMap((value) => program.uses.resolve(value))) {
      const tool = jsonTool(NAME)(program, one)
      if (tool === undefined) more = true
      else if (!found.some((known) => known.at.node === tool.at.node)) found.push(tool)
    }
  }
  return [{ ...call, tools: found, moreTools: more }]
}

const HOSTED = [
  'googleSearch',
  'googleSearchRetrieval',
  'codeExecution',
  'urlContext',
  'googleMaps',
  'fileSearch',
]

/** `{ googleSearch: {} }`: Google runs it. */
function declarations(program: Program, value: Value): ToolSighting | undefined {
  if (value.kind !== 'object') return undefined
  const hosted = HOSTED.find((name) => isGiven(program.property(value, name)))
  if (hosted === undefined) return undefined
  return toolSighting(NAME, { module: value.module, node: value.node }, hosted, {
    described: true,
    input: { kind: 'declared', schema: undefined },
    runBy: 'provider',
  })
}
