// A program of a few files in memory, and what adapters see in it, as short lines that a golden test can hold.
import { posix } from 'node:path'
import { createProgram } from '../program/create-program.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, pathOf } from '../program/value.ts'
import type { Sighting, ToolSighting } from '../sighting.ts'
import { parseText } from '../source/parse.ts'
import type { Adapter } from './adapter.ts'
import { look } from './look.ts'

export function programOf(files: Readonly<Record<string, string>>): Program {
  const sources = new Map(
    Object.entries(files).flatMap(([path, text]) =>
      isCode(path)
        ? [[path, { path, absolute: `/memory/${path}`, role: roleOf(path), size: text.length }]]
        : [],
    ),
  )
  return createProgram({
    files: sources,
    baml: Object.entries(files).flatMap(([path, text]) => (path.endsWith('.baml') ? [{ path, text }] : [])),
    reached: [...sources.keys()].filter((path) => !path.endsWith('.baml')),
    resolver: {
      resolve(from, specifier) {
        if (!specifier.startsWith('.')) return { external: specifier, subpath: '' }
        const path = posix.join(posix.dirname(from), specifier)
        const file = [path, `${path}.ts`, path.replace(/\.js$/, '.ts'), `${path}/index.ts`].find(
          (one) => one in files,
        )
        return file === undefined ? undefined : { file }
      },
    },
    parse: (file) => parseText(file.path, files[file.path] ?? ''),
  })
}

function roleOf(path: string): 'test' | 'production' {
  return /\.test\.[jt]sx?$/.test(path) ? 'test' : 'production'
}

/** As in a repository: other files can be imported, and are not read. */
function isCode(path: string): boolean {
  return !/\.(json|md|txt)$/.test(path)
}

/** `source` is the text of `index.ts`, or several files by path. */
export function lookAtSource(
  source: string | Readonly<Record<string, string>>,
  adapters: readonly Adapter[],
): Sighting[] {
  return look(programOf(typeof source === 'string' ? { 'index.ts': source } : source), adapters)
}

/** Each sighting as a line: `call ai.generateText :3 system="You are" tools=(a declared by framework) bound=explicit 5`. */
export function seen(
  source: string | Readonly<Record<string, string>>,
  adapters: readonly Adapter[],
): string[] {
  return lookAtSource(source, adapters).map(lineOf)
}

export function lineOf(sighting: Sighting): string {
  return words(sighting)
    .filter((word) => word !== undefined && word !== '')
    .join(' ')
}

function words(sighting: Sighting): (string | undefined)[] {
  const at = `:${sighting.at.module.placeOf(sighting.at.node).line}`
  switch (sighting.kind) {
    case 'call':
      return ['call', sighting.api, at, ...asked(sighting), ...callWords(sighting)]
    case 'agent':
      return [
        sighting.isWorkflow ? 'workflow' : 'agent',
        sighting.framework,
        sighting.name ?? '?',
        at,
        ...asked(sighting),
        sighting.handoffs.length > 0 ? `handoffs=${sighting.handoffs.length}` : '',
        sighting.memory && `memory=${sighting.memory.keeps}`,
      ]
    case 'tool':
      return ['tool', at, toolWords(sighting)]
    case 'graph':
      return ['graph', at, ...graphWords(sighting)]
    case 'human':
      return ['human', at, sighting.how, sighting.durable ? 'durable' : '', sighting.awaited ? 'awaited' : '']
    case 'dispatch':
      return ['dispatch', at]
    case 'store':
      return ['store', at, sighting.keeps]
    case 'framework-text':
      return ['text', at, sighting.what]
    case 'trigger':
      return ['trigger', at, sighting.trigger, `handlers=${sighting.handlers.length}`]
  }
}

type Asked = Extract<Sighting, { kind: 'call' | 'agent' }>

function asked({ inputs, tools, moreTools, schema, bound, hooks }: Asked): (string | undefined)[] {
  return [
    ...inputs.map(({ role, at }) => `${role}=${short(at)}`),
    tools.length > 0 || moreTools
      ? `tools=(${[...tools.map(toolWords), ...(moreTools ? ['…'] : [])].join('; ')})`
      : '',
    schema ? 'schema' : '',
    bound && `bound=${bound.state}${bound.steps === undefined ? '' : ` ${bound.steps}`}`,
    hooks.length > 0 ? `hooks=${hooks.map(short).join(';')}` : '',
  ]
}

function callWords(sighting: Extract<Sighting, { kind: 'call' }>): (string | undefined)[] {
  const { signal, retries, hosted, runs } = sighting
  return [
    signal ? 'signal' : '',
    retries === 'sdk' ? '' : `retries=${retries}`,
    hosted ? 'hosted' : '',
    runs && `runs=${valueWords(runs)}`,
  ]
}

function graphWords(sighting: Extract<Sighting, { kind: 'graph' }>): (string | undefined)[] {
  const { nodes, edges, routers, memory, bound, end } = sighting
  return [
    end && `end=:${end.module.placeOf(end.node).line}`,
    `nodes=${nodes.map(({ name, handler }) => `${name}(${handler.kind})`).join(',')}`,
    `edges=${edges.map(({ from, to }) => `${from}>${to}`).join(',')}`,
    routers.length > 0
      ? `routers=${routers.map(({ from, targets }) => `${from}>${targets?.join('|') ?? '*'}`).join(',')}`
      : '',
    memory && `memory=${memory.keeps}`,
    bound && `bound=${bound.state}${bound.steps === undefined ? '' : ` ${bound.steps}`}`,
  ]
}

function toolWords(tool: ToolSighting): string {
  return [
    tool.name,
    tool.described ? '' : 'undescribed',
    tool.input.kind,
    `by ${tool.runBy}`,
    tool.handler === undefined ? '' : `handler=${tool.handler.kind}`,
    tool.outputSchema ? 'output' : '',
    tool.gate && `gate=${short(tool.gate)}`,
    tool.agent && `agent=${valueWords(tool.agent)}`,
  ]
    .filter((word) => word !== undefined && word !== '')
    .join(' ')
}

function valueWords(value: Value): string {
  return pathOf(value) ?? value.kind
}

function short({ module, node }: Expression): string {
  const text = module.textOf(node).replaceAll(/\s+/g, ' ')
  return text.length > 32 ? `${text.slice(0, 31)}…` : text
}
