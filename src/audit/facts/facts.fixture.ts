// Facts literals for tests: everything that a test does not name is the quietest value there is.
import type { Agent, Dispatch, Errors } from './agent.ts'
import type { Facts } from './facts.ts'
import type { HumanContact } from './human-contact.ts'
import type { ModelCall } from './model-call.ts'
import type { Place, Sight } from './place.ts'
import type { Prompt } from './prompt.ts'
import type { Tool } from './tool.ts'
import type { Trigger } from './trigger.ts'

const here: Place = { file: 'src/agent.ts', line: 1, endLine: 10 }

export function sight(kind: string, over: Partial<Sight> = {}): Sight {
  return { ...here, kind, what: kind, ...over }
}

export function facts(over: Partial<Facts> = {}): Facts {
  return {
    version: 1,
    files: { total: 1, read: 1, partly: [], unread: [], otherLanguages: [] },
    frameworks: [],
    agents: [],
    modelCalls: [],
    prompts: [],
    tools: [],
    humans: [],
    triggers: [],
    suppressions: [],
    orphans: [],
    toolErrors: [],
    excerpts: {},
    ...over,
  }
}

const noErrors: Errors = {
  fedBack: [],
  raw: [],
  compact: [],
  swallowed: [],
  crashes: [],
  ends: [],
  unboundedRetries: [],
  thresholds: [],
  escalations: [],
  classifications: [],
}

export function agent(over: Partial<Agent> = {}): Agent {
  return {
    ...here,
    id: 'src/agent.ts#agent',
    name: 'agent',
    kind: 'loop',
    framework: 'openai',
    reached: true,
    calls: [],
    prompts: [],
    tools: [],
    humans: [],
    triggers: [],
    members: [],
    conversational: true,
    size: { owned: 60, file: 80 },
    control: {
      owner: 'own',
      at: here,
      hooks: [],
      bound: { state: 'explicit', steps: 10, at: here },
      noProgress: [],
      cancels: { model: false, tools: false },
    },
    dispatch: undefined,
    context: {
      input: 'built',
      at: here,
      acts: [],
      bounded: 'yes',
      bound: undefined,
      rawResults: [],
      shapedResults: [],
      secrets: [],
      resolves: [],
    },
    state: {
      thread: undefined,
      shape: 'none',
      notSerialisable: [],
      stores: [],
      moduleMutable: [],
      instanceState: [],
      rewrites: [],
      derivations: [],
      forks: [],
      renders: [],
      versions: [],
    },
    waiting: { launches: [], queries: [], resumes: [], blocking: [], durable: [], gates: [], repeats: [] },
    errors: noErrors,
    composition: { cycle: undefined, capped: false, toolsPerRequest: 0, overheadTokens: undefined },
    impurities: [],
    frameworkText: [],
    transport: [],
    replies: [],
    ...over,
  }
}

export function dispatch(over: Partial<Dispatch> = {}): Dispatch {
  return {
    ...here,
    by: 'switch',
    validates: 'schema',
    unknownTool: 'handled',
    covers: 'all',
    uncovered: [],
    dynamic: [],
    unanswered: [],
    separate: true,
    ...over,
  }
}

export function modelCall(over: Partial<ModelCall> = {}): ModelCall {
  return {
    ...here,
    id: 'src/agent.ts:5',
    api: 'openai.chat.completions.create',
    framework: 'openai',
    output: 'tools',
    textUse: [],
    guarded: 'caught',
    cancellable: false,
    retries: 'sdk',
    bound: undefined,
    hostedHistory: false,
    prompts: [],
    tools: [],
    ...over,
  }
}

export function prompt(over: Partial<Prompt> = {}): Prompt {
  return {
    ...here,
    id: 'src/agent.ts:3',
    role: 'system',
    origin: 'file',
    source: 'prompts/agent.md',
    words: 40,
    characters: 240,
    excerpt: 'You are an agent that …',
    insertions: [],
    recorded: false,
    tested: false,
    agents: [],
    calls: [],
    ...over,
  }
}

export function tool(over: Partial<Tool> = {}): Tool {
  return {
    ...here,
    id: 'src/tools.ts#look',
    name: 'look',
    framework: 'openai',
    described: true,
    parametersDescribed: true,
    inputSchema: 'declared',
    outputSchema: false,
    shouldBeEnum: [],
    effect: 'read',
    effects: [],
    reversible: 'unknown',
    runBy: 'code',
    gate: undefined,
    result: 'envelope',
    failure: 'result',
    throwsAt: [],
    schemaApart: true,
    idempotencyKey: false,
    offered: true,
    ...over,
  }
}

export function humanContact(over: Partial<HumanContact> = {}): HumanContact {
  return {
    ...here,
    id: 'src/agent.ts:7',
    how: 'tool',
    durable: true,
    awaited: true,
    deadline: false,
    joined: true,
    initial: false,
    ...over,
  }
}

export function trigger(over: Partial<Trigger> = {}): Trigger {
  return {
    ...here,
    id: 'src/cli.ts:1',
    kind: 'cli',
    agents: ['src/agent.ts#agent'],
    authenticated: undefined,
    deduplicated: undefined,
    does: 'launch',
    returnsId: false,
    ...over,
  }
}
