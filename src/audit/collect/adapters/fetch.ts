// Requests to a model without its SDK: the address and the body say what they are.
import { elementsOf } from '../program/elements.ts'
import { type Node, isNode } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, alternatives, pathOf } from '../program/value.ts'
import { traceText } from '../text/trace-text.ts'
import type { CallSighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { argument, argumentValue, givenTo, inputs, option, optionValue } from './arguments.ts'
import { type FoundTools, isGiven, jsonTool, noTools, toolsOf } from './json-tools.ts'
import { callSighting, siteOf } from './make-sighting.ts'
import { addressOf } from './model-address.ts'
import { hasOption } from './request-options.ts'

const NAME = 'fetch'

/** Functions and methods that send a request, by where the address and the body stand. */
const FETCH =
  /^(global:(fetch|window\.fetch|globalThis\.fetch|self\.fetch|\$fetch)|(node-fetch|cross-fetch|isomorphic-fetch|whatwg-fetch|make-fetch-happen|expo\/fetch|@tauri-apps\/plugin-http|undici|ofetch|fetch-retry|@whatwg-node\/fetch)(:(default|fetch|\*)(\.default|\.fetch)?)|undici:request|ofetch:(ofetch|\$fetch)|got:(default|got)(\.(post|stream))?|ky:(default|ky)(\.post)?|ky-universal:default(\.post)?|wretch:default|superagent:default\.post|p-fetch:default)$/
const POST =
  /^(axios:(default|\*)?\.?(post)?(create\(\)\.post)?|axios:default\.create\(\)\.post|axios:Axios\(\)\.post|axios:post)$/
const CONFIG =
  /^(axios:(default|\*)(\.request|\.create\(\)|\.create\(\)\.request)?|got:(default|got)|obsidian:(requestUrl|request)|request(-promise(-native)?)?:default|needle:default)$/

export const fetch_: Adapter = {
  name: NAME,
  title: 'HTTP requests',
  packages: /^(node-fetch|cross-fetch|undici|axios|got|ky|ofetch)$/,
  aside: 'inside',
  calls: [
    { path: FETCH, see: (site) => request(site, argument(site, 0), argumentValue(site, 1)) },
    { path: POST, see: post },
    { path: CONFIG, see: configured },
  ],
}

/** `axios.post(url, data, config)`. */
function post(site: Site): CallSighting[] {
  if (site.path === 'axios:default' || site.path === 'axios:*') return configured(site)
  const body = argument(site, 1)
  return request(site, argument(site, 0), argumentValue(site, 2), body)
}

/** `axios({ url, data })`, `requestUrl({ url, body })`; or the address first, as in `fetch`. */
function configured(site: Site): CallSighting[] {
  const { program } = site
  const config = argumentValue(site, 0)
  const [url] = ['url', 'uri'].flatMap((name) => option(program, config, name))
  if (url !== undefined) return request(site, url, config)
  return request(site, argument(site, 0), argumentValue(site, 1))
}

function request(
  site: Site,
  url: Expression | undefined,
  config: Value | undefined,
  data?: Expression,
): CallSighting[] {
  const { program } = site
  if (url === undefined) return []
  const body = bodyOf(program, data, config)
  const base = option(program, config, 'prefixUrl').concat(option(program, config, 'baseURL'), baseOf(site))
  const address = addressOf([...base, url].map((at) => written(program, at)).join(''))
  const asks = asksModel(program, body)
  const isModel =
    address === 'model' ||
    ((address === 'provider' || address === 'wire') && asks !== 'no') ||
    (address === 'unknown' && asks === 'surely')
  if (!isModel) return []
  const { tools, more } = toolsIn(program, body)
  return [
    callSighting(NAME, apiOf(site), siteOf(site), {
      inputs: inputs(program, body, {
        system: 'system',
        instructions: 'system',
        system_instruction: 'system',
        systemInstruction: 'system',
        messages: 'messages',
        contents: 'messages',
        input: 'messages',
        prompt: 'user',
        inputs: 'user',
      }),
      tools,
      moreTools: more,
      schema: hasSchema(program, body),
      signal: hasOption(program, config, 'signal', 'cancelToken'),
      retries: hasOption(program, config, 'retry', 'retries') ? 'set' : 'none',
      hosted: hasOption(program, body, 'previous_response_id', 'conversation'),
    }),
  ]
}

/** `fetch`, `axios.post`: as people write it. */
function apiOf({ path }: Site): string {
  const [library, name = ''] = path.split(':')
  const method = name.replace(/^(default|\*)\.?|\(\)/g, '').replace(/^create\./, '')
  if (library === 'global' || method === 'fetch') return 'fetch'
  return method === '' || method === library ? library! : `${library}.${method}`
}

/** The base of `axios.create({ baseURL })`. */
function baseOf({ program, callee }: Site): Expression[] {
  const made = callee.kind === 'member' ? callee.of : callee
  return ['baseURL', 'prefixUrl'].flatMap((name) => option(program, givenTo(program, made, 0), name))
}

/** A part of a URL that is not written in the program. */
const ELSEWHERE = '…'

/** A URL as far as it is written: what is put into it from elsewhere is followed, settings are left out. */
function written(program: Program, at: Expression): string {
  const seen = new Set<Node>()
  const read = (one: Expression, depth: number): string => {
    // Code may build a text from itself, for ever.
    if (depth > 8) return ELSEWHERE
    const value = program.evaluate(one)
    const texts = program.uses.resolve(value).map((inner): string => {
      if (inner.kind === 'literal') return typeof inner.value === 'string' ? inner.value : ELSEWHERE
      if (inner.kind === 'called' && pathOf(inner.of)?.endsWith(':URL')) {
        const args = 'arguments' in inner.site.node ? (inner.site.node.arguments as Node[]) : []
        return args
          .toReversed()
          .map((node) => read({ module: inner.site.module, node }, depth + 1))
          .join('')
      }
      if (
        inner.kind === 'called' &&
        inner.of.kind === 'member' &&
        /^(replace|toString|trim|concat)$/.test(inner.of.name)
      ) {
        const { site } = inner
        return isNode(site.node, 'CallExpression') && isNode(site.node.callee, 'MemberExpression')
          ? read({ module: site.module, node: site.node.callee.object }, depth + 1)
          : ELSEWHERE
      }
      if (inner.kind !== 'text' || depth > 6 || seen.has(inner.node)) return ELSEWHERE
      seen.add(inner.node)
      return parts(inner.node)
        .map((part) =>
          typeof part === 'string' ? part : read({ module: inner.module, node: part }, depth + 1),
        )
        .join('')
    })
    return (
      texts.find((text) => ['model', 'provider'].includes(addressOf(text))) ??
      texts.find((text) => text !== ELSEWHERE && text !== '') ??
      texts[0] ??
      ELSEWHERE
    )
  }
  return read(at, 0)
}

function parts(node: Node): (string | Node)[] {
  if (isNode(node, 'TemplateLiteral'))
    return node.quasis.flatMap((quasi, index) => {
      const inserted = node.expressions[index]
      return inserted === undefined ? [quasi.value.raw] : [quasi.value.raw, inserted]
    })
  if (isNode(node, 'BinaryExpression')) return [node.left, node.right]
  return []
}

/** The object that is sent: `JSON.stringify({ … })`, `json: { … }`, `data: { … }`. */
function bodyOf(
  program: Program,
  data: Expression | undefined,
  config: Value | undefined,
): Value | undefined {
  const [at] = [
    ...(data === undefined ? [] : [data]),
    ...['body', 'json', 'data', 'payload'].flatMap((name) => option(program, config, name)),
  ]
  if (at === undefined) return undefined
  for (const one of program.uses.resolve(program.evaluate(at))) {
    const isText = one.kind === 'called' && pathOf(one.of) === 'global:JSON.stringify'
    const value = isText ? givenTo(program, one, 0) : one
    if (value !== undefined && value.kind !== 'literal') return value
  }
  return undefined
}

/** A body that only a model understands: `surely` with a model's name and messages that say who speaks. */
function asksModel(program: Program, body: Value | undefined): 'no' | 'maybe' | 'surely' {
  if (body === undefined) return 'no'
  const has = (...names: string[]): boolean => names.some((name) => isGiven(optionValue(program, body, name)))
  const asks = has('messages', 'contents', 'prompt', 'input', 'inputs')
  if (!asks) return [...alternatives(body)].some(({ kind }) => kind === 'object') ? 'no' : 'maybe'
  const roles = option(program, body, 'messages').some((at) =>
    traceText(program, at, 'other').pieces.some(({ role }) => role !== 'other'),
  )
  return has('model') &&
    has('messages') &&
    (roles || has('temperature', 'max_tokens', 'max_completion_tokens', 'tools', 'stream'))
    ? 'surely'
    : 'maybe'
}

/** Tools in the body; Gemini puts them one deeper. */
function toolsIn(program: Program, body: Value | undefined): FoundTools {
  const list = optionValue(program, body, 'tools') ?? optionValue(program, body, 'functions')
  if (list === undefined) return noTools
  const declared = program.uses
    .resolve(list)
    .flatMap((one) => elementsOf(program, one))
    .flatMap((one) =>
      ['functionDeclarations', 'function_declarations'].flatMap(
        (name) => optionValue(program, one, name) ?? [],
      ),
    )
  if (declared.length === 0) return toolsOf(program, list, jsonTool(NAME))
  const found = declared.map((one) => toolsOf(program, one, jsonTool(NAME)))
  return { tools: found.flatMap(({ tools }) => tools), more: found.some(({ more }) => more) }
}

function hasSchema(program: Program, body: Value | undefined): boolean {
  const nested = ['generationConfig', 'generation_config'].map((name) => optionValue(program, body, name))
  return (
    hasOption(program, body, 'response_format', 'text', 'format', 'output_config', 'output_format') ||
    nested.some((one) => hasOption(program, one, 'responseSchema', 'response_schema', 'responseJsonSchema'))
  )
}
