// Cloudflare's Agents: classes that live in durable objects, woken by requests, sockets, mail and schedules.
import { type ClassNode, type Node, isNode, keyOf } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { Expression } from '../program/value.ts'
import type { AgentSighting, PromptInput, Sighting, StoreSighting, TriggerSighting } from '../sighting.ts'
import type { Adapter, ClassSite, Site } from './adapter.ts'
import { toolFrom } from './ai-sdk/tools.ts'
import { argumentValue, boundFrom, inputs, option, optionValue, textOf } from './arguments.ts'
import { jsonTool, toolsOf } from './json-tools.ts'
import { agentSighting, callSighting, humanSighting, siteOf } from './make-sighting.ts'
import { namedTools } from './named-tools.ts'
import { hasOption } from './request-options.ts'

const NAME = 'cloudflare-agents'

const FROM = String.raw`^(agents|agents-sdk|@cloudflare\/(agents|ai-chat|think|voice))(\/[^:]+)?:`

/** Models that answer with something else than text. */
const NO_TEXT =
  /bge|embed|whisper|flux|stable-diffusion|dreamshaper|lucid|phoenix|leonardo|resnet|detr|m2m100|melotts|aura|nova-3|deepgram|rerank|smart-turn|indictrans|guard/

export const cloudflareAgents: Adapter = {
  name: NAME,
  title: 'Cloudflare Agents',
  packages: /^(agents|agents-sdk|@cloudflare\/(agents|ai-chat|think|voice))(\/|$)/,
  calls: [
    { path: new RegExp(String.raw`${FROM}\w+\(\)\.(schedule|scheduleEvery|queue)$`), see: scheduled },
    { path: new RegExp(String.raw`${FROM}\w+\(\)\.waitForApproval$`), see: waits },
    {
      path: new RegExp(String.raw`(${FROM}\w+\(\)|^cloudflare:workers:\w+(\(\))?)(\.env)?\.AI\.run$`),
      see: run,
    },
    { path: new RegExp(String.raw`${FROM}\w+\(\)\.env\.AI\.run$`), see: run },
    {
      path: new RegExp(
        String.raw`(${FROM}\w+\(\)|^cloudflare:workers:\w+(\(\))?)(\.env)?\.AI\.gateway\(\)\.run$`,
      ),
      see: gateway,
    },
    { path: /^@cloudflare\/ai:Ai\(\)\.run$/, see: run },
  ],
  loose: [
    { path: /^parameter:(.*\.)?(AI|ai)\.run$/, see: run },
    { path: /^parameter:(.*\.)?AI\.gateway\(\)\.run$/, see: gateway },
  ],
  classes: [
    { path: new RegExp(`${FROM}(AIChatAgent|Think|Agent|McpAgent)$`), see: classOf },
    { path: new RegExp(String.raw`${FROM}(with\w+)\(\)$`), see: classOf },
    { path: new RegExp(`${FROM}AgentWorkflow$`), see: (site) => [store(site)] },
  ],
}

const store = (site: ClassSite): StoreSighting => ({ kind: 'store', at: siteOf(site), keeps: 'platform' })

/** What each method is woken by. */
const WOKEN: Readonly<Record<string, TriggerSighting['trigger']>> = {
  onRequest: 'http',
  onMessage: 'websocket',
  onChatMessage: 'websocket',
  onTurn: 'websocket',
  onEmail: 'email',
}

/** A chat agent asks its model itself; a plain one is a place that keeps state, and an agent by what its methods do. */
function classOf(site: ClassSite): Sighting[] {
  const triggers = triggersOf(site)
  if (site.path.endsWith(':McpAgent')) return [store(site)]
  if (!/:(AIChatAgent|Think)$/.test(site.path)) return [store(site), ...triggers]
  return [chatAgent(site), ...triggers]
}

function chatAgent(site: ClassSite): AgentSighting {
  const { program, module, node } = site
  const think = site.path.endsWith(':Think')
  const prompt = member(node, 'getSystemPrompt')
  const steps = member(node, 'maxSteps')
  const inputs_: PromptInput[] =
    prompt === undefined ? [] : [{ role: 'system', at: { module, node: prompt } }]
  const limit = member(node, 'maxPersistedMessages')
  const hooks = ['beforeTurn', 'beforeStep', 'beforeToolCall', 'configureSession']
    .flatMap((name) => member(node, name) ?? [])
    .map((inner): Expression => ({ module, node: inner }))
  const { tools, moreTools } = thinkTools(program, site)
  return agentSighting(NAME, siteOf(site), {
    name: node.id?.name,
    inputs: inputs_,
    tools,
    moreTools,
    // Of `onChatMessage` the calls inside it say; Think loops by itself.
    bound: think
      ? (boundFrom(program, steps && { module, node: steps }) ?? {
          state: 'default',
          steps: 10,
          at: undefined,
        })
      : undefined,
    hooks,
    memory: { ...store(site), ...(limit && { limit: { module, node: limit } }) },
  })
}

function thinkTools(
  program: Program,
  { module, node }: ClassSite,
): Pick<AgentSighting, 'tools' | 'moreTools'> {
  const method = member(node, 'getTools')
  const value = method && program.evaluate({ module, node: method })
  const { tools, more } = namedTools(program, NAME, value, toolFrom)
  return { tools, moreTools: more }
}

/** A method, or the value of a field. */
function member(node: ClassNode, name: string): Node | undefined {
  for (const one of node.body.body) {
    if (!('key' in one) || keyOf(one) !== name) continue
    if (isNode(one, 'MethodDefinition') || isNode(one, 'PropertyDefinition')) return one.value ?? undefined
  }
  return undefined
}

function triggersOf(site: ClassSite): TriggerSighting[] {
  const { program, module, node } = site
  const found: TriggerSighting[] = []
  for (const one of node.body.body) {
    if (!isNode(one, 'MethodDefinition')) continue
    const name = keyOf(one) ?? ''
    const isCallable = one.decorators.some((decorator) => /\bcallable\b/i.test(module.textOf(decorator)))
    const trigger = Object.hasOwn(WOKEN, name) ? WOKEN[name] : isCallable ? 'websocket' : undefined
    if (trigger === undefined) continue
    found.push({
      kind: 'trigger',
      at: { module, node: one },
      trigger,
      handlers: [program.evaluate({ module, node: one.value })],
    })
  }
  return found
}

/** `this.schedule(when, 'method', payload)`. */
function scheduled(site: Site): Sighting[] {
  const { program } = site
  const name = textOf(program, argumentValue(site, site.path.endsWith('.queue') ? 0 : 1))
  const self = isNode(site.node.callee, 'MemberExpression') ? site.node.callee.object : undefined
  if (name === undefined || self === undefined) return []
  const handler = program.property(program.evaluate({ module: site.module, node: self }), name)
  return [
    {
      kind: 'trigger',
      at: siteOf(site),
      trigger: site.path.endsWith('.queue') ? 'queue' : 'cron',
      handlers: handler.kind === 'function' ? [handler] : [],
    },
  ]
}

function waits(site: Site): Sighting[] {
  const [deadline] = option(site.program, argumentValue(site, 1), 'timeout')
  return [humanSighting(NAME, siteOf(site), 'approval', { durable: true, ...(deadline && { deadline }) })]
}

/** `env.AI.run('@cf/…', { messages, tools })`. */
function run(site: Site): Sighting[] {
  const { program } = site
  const model = textOf(program, argumentValue(site, 0))
  const body = argumentValue(site, 1)
  const asks = hasOption(program, body, 'messages', 'prompt', 'input')
  // A binding that is handed in is known by what it is asked; one of the platform's own environment, by itself.
  const mayAsk =
    asks || (!site.path.startsWith('parameter:') && !hasOption(program, body, 'text', 'image', 'audio'))
  const isModel = model === undefined ? mayAsk : /^@(cf|hf)\//.test(model) && !NO_TEXT.test(model)
  if (!isModel) return []
  const { tools, more } = toolsOf(program, optionValue(program, body, 'tools'), jsonTool(NAME))
  return [
    callSighting(NAME, 'env.AI.run', siteOf(site), {
      inputs: inputs(program, body, {
        messages: 'messages',
        prompt: 'user',
        instructions: 'system',
        input: 'messages',
      }),
      tools,
      moreTools: more,
      schema: hasOption(program, body, 'response_format'),
      retries: 'none',
    }),
  ]
}

/** `env.AI.gateway('name').run({ provider, endpoint, query })`: the query is what the provider is asked. */
function gateway(site: Site): Sighting[] {
  const { program } = site
  const query = optionValue(program, argumentValue(site, 0), 'query')
  const { tools, more } = toolsOf(program, optionValue(program, query, 'tools'), jsonTool(NAME))
  return [
    callSighting(NAME, 'env.AI.gateway.run', siteOf(site), {
      inputs: inputs(program, query, {
        system: 'system',
        messages: 'messages',
        input: 'messages',
        prompt: 'user',
      }),
      tools,
      moreTools: more,
      schema: hasOption(program, query, 'response_format'),
      retries: 'none',
    }),
  ]
}
