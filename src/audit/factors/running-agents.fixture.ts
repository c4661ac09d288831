// Eight agents as they are often written, with all that factors 7 to 12 ask about: people, control, failures, size,
// triggers, state of a run.
import type { Bound } from '../facts/model-call.ts'
import type { Agent } from '../facts/agent.ts'
import { agent, facts, humanContact, modelCall, sight, tool, trigger } from '../facts/facts.fixture.ts'

const quiet = agent()
const here = quiet.control.at
const none: Bound = { state: 'none', steps: undefined, at: undefined }
const byDefault = (steps: number): Bound => ({ state: 'default', steps, at: undefined })
const control = (over: Partial<Agent['control']>): Agent['control'] => ({ ...quiet.control, ...over })
const context = (over: Partial<Agent['context']>): Agent['context'] => ({ ...quiet.context, ...over })
const state = (over: Partial<Agent['state']>): Agent['state'] => ({ ...quiet.state, ...over })
const errors = (over: Partial<Agent['errors']>): Agent['errors'] => ({ ...quiet.errors, ...over })
const tools = (toolsPerRequest: number): Agent['composition'] => ({ ...quiet.composition, toolsPerRequest })
const redis = { ...sight('redis', { what: 'redis.set' }), keeps: 'durable', conditionalWrite: false } as const
const thread = sight('thread', { what: 'thread.events' })
const messages = sight('messages', { what: 'messages' })

/** Intents and a switch over a stored thread: people are asked by Slack and e-mail; one long file, no bound. */
export const storedThread = facts({
  agents: [
    agent({
      calls: ['c'],
      tools: ['deploy', 'ask', 'done', 'list'],
      humans: ['question', 'approval'],
      size: { owned: 410, file: 636 },
      control: control({ bound: none }),
      context: context({ input: 'built' }),
      state: state({ thread, shape: 'object', stores: [redis] }),
      errors: errors({ compact: [sight('summary')], swallowed: [sight('catch')] }),
      composition: tools(16),
      impurities: [sight('environment', { what: 'process.env.DEBUG' })],
    }),
  ],
  modelCalls: [modelCall({ id: 'c', output: 'schema', guarded: 'open' })],
  tools: [
    tool({ id: 'deploy', name: 'deploy', effect: 'write', reversible: 'no', gate: sight('approval') }),
    tool({ id: 'ask', effect: 'ask' }),
    tool({ id: 'done', effect: 'end' }),
    tool({ id: 'list' }),
  ],
  humans: [humanContact({ id: 'question' }), humanContact({ id: 'approval', how: 'approval' })],
  triggers: [
    trigger({ id: 'slack', kind: 'slack', authenticated: true, deduplicated: false }),
    trigger({ id: 'email', kind: 'email', authenticated: true, deduplicated: false }),
  ],
})

/** Forty lines at a terminal: the conversation in the module, a shell as the tool, messages of errors as they come. */
export const moduleRepl = facts({
  agents: [
    agent({
      calls: ['c'],
      tools: ['bash'],
      humans: ['turn'],
      size: { owned: 38, file: 48 },
      control: control({ bound: none }),
      context: context({ input: 'appended', bounded: 'no' }),
      state: state({ thread: messages, shape: 'list', moduleMutable: [messages] }),
      errors: errors({ fedBack: [sight('result')], raw: [sight('message')], crashes: [sight('call')] }),
      composition: tools(1),
      impurities: [sight('shared-write', { what: 'conversation.push' })],
    }),
  ],
  modelCalls: [modelCall({ id: 'c', guarded: 'open' })],
  tools: [tool({ id: 'bash', name: 'bash', effect: 'write', reversible: 'no' })],
  humans: [humanContact({ id: 'turn', how: 'chat', durable: false })],
  triggers: [trigger()],
})

/** A graph of one model node and one tool node; the platform serves it, and the prompt tells the time. */
export const prebuiltGraph = facts({
  agents: [
    agent({
      framework: 'langchain',
      calls: ['c'],
      tools: ['search'],
      size: { owned: 40, file: 75 },
      control: control({ owner: 'graph', bound: byDefault(25) }),
      context: context({ input: 'appended', bounded: 'no' }),
      state: state({ thread: messages, shape: 'list' }),
      errors: errors({ crashes: [sight('invoke')] }),
      composition: tools(1),
      impurities: [sight('clock', { what: 'new Date()' })],
    }),
  ],
  modelCalls: [modelCall({ id: 'c', guarded: 'open' })],
  tools: [tool({ id: 'search', name: 'search', runBy: 'framework', failure: 'throws' })],
  triggers: [trigger({ id: 'server', kind: 'http', authenticated: false })],
})

/** A recursion with a depth: values in and out, a question at the terminal, failed branches that become empty lists. */
export const boundedRecursion = facts({
  agents: [
    agent({
      members: ['query'],
      humans: ['follow-up'],
      size: { owned: 119, file: 294 },
      state: state({ shape: 'object', thread: sight('arguments', { what: 'learnings' }) }),
      errors: errors({ swallowed: [sight('catch', { what: 'return []' })] }),
    }),
    agent({
      id: 'query',
      kind: 'single-call',
      conversational: false,
      calls: ['q'],
      impurities: [sight('clock', { what: 'new Date()' })],
    }),
  ],
  modelCalls: [modelCall({ id: 'q', output: 'schema', guarded: 'boundary' })],
  humans: [humanContact({ id: 'follow-up', how: 'readline', durable: false, file: 'src/cli.ts' })],
  triggers: [trigger({ id: 'cli' }), trigger({ id: 'api', kind: 'http', authenticated: false })],
})

/** A durable pipeline that posts a button and does not wait for it; its researcher is a framework's agent. */
export const approvalPipeline = facts({
  agents: [
    agent({
      kind: 'workflow',
      calls: ['c'],
      humans: ['button'],
      size: { owned: 16, file: 35 },
      control: control({ bound: { state: 'explicit', steps: undefined, at: here } }),
      state: state({ stores: [{ ...redis, keeps: 'platform' }] }),
      errors: errors({ crashes: [sight('step')] }),
      impurities: [sight('environment', { what: 'process.env.SLACK_TOKEN' })],
    }),
  ],
  modelCalls: [modelCall({ id: 'c', guarded: 'open' })],
  humans: [humanContact({ id: 'button', how: 'approval', durable: true, awaited: false, joined: false })],
  triggers: [trigger({ id: 'submit', kind: 'http', authenticated: false })],
})

/** A manager runs agents one after another and a reviewer twice at most: nothing outside changes, nobody is asked. */
export const reviewedReport = facts({
  agents: [
    agent({
      framework: 'openai-agents',
      calls: ['c'],
      members: ['writer'],
      size: { owned: 125, file: 167 },
      control: control({ bound: { state: 'explicit', steps: 2, at: here } }),
      errors: errors({ swallowed: [sight('catch', { what: 'return null' })] }),
    }),
    agent({ id: 'writer', kind: 'framework-agent', control: control({ owner: 'framework' }) }),
  ],
  modelCalls: [modelCall({ id: 'c', guarded: 'boundary' })],
  triggers: [trigger()],
})

/** A chat of a web page: the client sends the messages again, the framework loops, a number bounds it. */
export const chatRoute = facts({
  agents: [
    agent({
      kind: 'framework-agent',
      framework: 'ai-sdk',
      calls: ['c'],
      tools: ['weather'],
      size: { owned: 30, file: 60 },
      control: control({ owner: 'hooks', hooks: [sight('bound', { what: 'stepCountIs(5)' })] }),
      context: context({ input: 'resent', bounded: 'no' }),
      composition: tools(1),
      transport: [sight('request', { what: 'request.json()' })],
    }),
  ],
  modelCalls: [modelCall({ id: 'c', guarded: 'open' })],
  tools: [tool({ id: 'weather', name: 'weather', runBy: 'framework', failure: 'throws' })],
  triggers: [trigger({ id: 'route', kind: 'http', authenticated: false })],
})

/** One question, one answer, in a library. */
export const oneCall = facts({
  agents: [
    agent({ kind: 'single-call', conversational: false, calls: ['c'], size: { owned: 14, file: 40 } }),
  ],
  modelCalls: [modelCall({ id: 'c', output: 'text' })],
})
