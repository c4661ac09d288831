import type { Program } from '../../program/program.ts'
import { type Value, pathOf } from '../../program/value.ts'
import type { CallSighting, Sighting, ToolSighting } from '../../sighting.ts'
import type { Adapter, Site } from '../adapter.ts'
import { argumentValue, textOf } from '../arguments.ts'
import { isGiven } from '../json-tools.ts'
import { toolSighting } from '../make-sighting.ts'
import { chained, rawCall } from './raw-sdk.ts'

const NAME = 'bedrock'
const COMMAND =
  /^@aws-sdk\/client-bedrock-(agent-)?runtime:(\*\.)?(Converse|ConverseStream|InvokeModel|InvokeModelWithResponseStream|InvokeAgent|InvokeInlineAgent|RetrieveAndGenerate)Command\(\)$/

export const bedrock: Adapter = {
  name: NAME,
  title: 'AWS Bedrock runtime',
  packages: /^@aws-sdk\/client-bedrock-(agent-)?runtime(\/|$)/,
  calls: [
    { path: /^@aws-sdk\/client-bedrock-(agent-)?runtime:(\*\.)?\w+Client\(\)\.send$/, see: send },
    {
      path: /^@aws-sdk\/client-bedrock-runtime:(\*\.)?BedrockRuntime\(\)\.(converse|converseStream|invokeModel|invokeModelWithResponseStream)$/,
      see: (site) => [request(site, site.path.replace(/^.*\./, ''), argumentValue(site, 0))],
    },
  ],
}

/** `client.send(new ConverseCommand({ … }))`: the request is in the command. */
function send(site: Site): Sighting[] {
  const command = argumentValue(site, 0)
  if (command === undefined) return []
  for (const one of site.program.uses.resolve(command)) {
    const name = COMMAND.exec(pathOf(one) ?? '')?.[3]
    if (name !== undefined) return [request(site, name, chained(site.program, one)[0])]
  }
  return []
}

function request(site: Site, name: string, options: Value | undefined): CallSighting {
  const call = rawCall(site, {
    framework: NAME,
    api: `bedrock.${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    options: [options, argumentValue(site, 1)],
    inputs: {
      system: 'system',
      messages: 'messages',
      body: 'messages',
      inputText: 'user',
      instruction: 'system',
    },
    tools: ['toolConfig.tools'],
    readTool: specification,
    signal: ['abortSignal'],
  })
  const choice = options && site.program.property(site.program.property(options, 'toolConfig'), 'toolChoice')
  const isForced = choice !== undefined && isGiven(choice) && isGiven(site.program.property(choice, 'tool'))
  return { ...call, schema: isForced, hosted: /Agent/.test(name) }
}

/** `{ toolSpec: { name, description, inputSchema: { json } } }` */
function specification(program: Program, value: Value): ToolSighting | undefined {
  if (value.kind !== 'object') return undefined
  const inner = program.property(value, 'toolSpec')
  const name = textOf(program, program.property(inner, 'name'))
  if (name === undefined) return undefined
  const schema = program.property(inner, 'inputSchema')
  return toolSighting(NAME, { module: value.module, node: value.node }, name, {
    described: isGiven(program.property(inner, 'description')),
    input: { kind: isGiven(schema) ? 'declared' : 'none', schema: isGiven(schema) ? schema : undefined },
    runBy: 'code',
  })
}
