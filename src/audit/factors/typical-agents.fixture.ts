// Six agents as they are often written, as the collector would see them: what a report says of each as a whole.
import {
  agent,
  dispatch,
  facts,
  humanContact,
  modelCall,
  prompt,
  sight,
  tool,
  trigger,
} from '../facts/facts.fixture.ts'

const quiet = agent()

/** A loop of one's own over a chat API: messages in a file, a switch over tools that return strings and may throw. */
export const commandLineLoop = facts({
  agents: [
    agent({
      calls: ['c'],
      prompts: ['p'],
      tools: ['joke', 'image'],
      triggers: ['cli'],
      dispatch: dispatch({ validates: 'none', separate: true }),
      context: { ...quiet.context, input: 'appended', bounded: 'no', rawResults: [sight('push')] },
      state: {
        ...quiet.state,
        shape: 'list',
        thread: sight('messages', { what: 'db.messages' }),
        stores: [{ ...sight('file', { what: 'db.json' }), keeps: 'durable', conditionalWrite: false }],
      },
    }),
  ],
  modelCalls: [modelCall({ id: 'c', guarded: 'open', prompts: ['p'], tools: ['joke', 'image'] })],
  prompts: [prompt({ id: 'p', origin: 'module', source: 'src/system-prompt.ts' })],
  tools: [
    tool({ id: 'joke', name: 'joke', result: 'adhoc', failure: 'throws' }),
    tool({ id: 'image', name: 'image', result: 'adhoc', failure: 'throws' }),
  ],
  triggers: [trigger({ id: 'cli' })],
})

/** Forty lines: a conversation in the module, a shell as the one tool, a line of instructions beside it. */
export const minimalRepl = facts({
  agents: [
    agent({
      calls: ['c'],
      prompts: ['p'],
      tools: ['bash'],
      triggers: ['cli'],
      humans: ['turn'],
      dispatch: dispatch({
        by: 'single',
        validates: 'none',
        dynamic: [sight('exec', { what: 'exec(command)' })],
      }),
      context: { ...quiet.context, input: 'appended', bounded: 'no' },
      state: {
        ...quiet.state,
        shape: 'list',
        thread: sight('messages', { what: 'conversation' }),
        moduleMutable: [sight('array', { what: 'conversation' })],
        stores: [{ ...sight('module', { what: 'conversation' }), keeps: 'memory', conditionalWrite: false }],
      },
      waiting: { ...quiet.waiting, blocking: [sight('readline')] },
      errors: { ...quiet.errors, fedBack: [sight('tool-result')], raw: [sight('message')] },
    }),
  ],
  modelCalls: [modelCall({ id: 'c', guarded: 'boundary', prompts: ['p'], tools: ['bash'] })],
  prompts: [prompt({ id: 'p', origin: 'inline', source: 'src/agent.ts', line: 16, endLine: 16 })],
  tools: [tool({ id: 'bash', name: 'bash', effect: 'write', result: 'adhoc', failure: 'result' })],
  humans: [humanContact({ id: 'turn', how: 'chat', durable: false })],
  triggers: [trigger({ id: 'cli' })],
})

/** A framework's agent in a fixed chain of steps on a durable platform: instructions inline, bare objects as results. */
export const frameworkInAWorkflow = facts({
  agents: [
    agent({
      kind: 'framework-agent',
      framework: 'ai-sdk',
      calls: ['c'],
      prompts: ['p'],
      tools: ['search'],
      triggers: ['http'],
      context: {
        ...quiet.context,
        input: 'framework',
        bounded: 'yes',
        bound: sight('steps', { what: 'stepCountIs(20)' }),
        rawResults: [sight('result')],
      },
      state: {
        ...quiet.state,
        stores: [
          { ...sight('workflow', { what: "'use workflow'" }), keeps: 'platform', conditionalWrite: false },
        ],
      },
    }),
  ],
  modelCalls: [modelCall({ id: 'c', api: 'ai.generateText', prompts: ['p'], tools: ['search'] })],
  prompts: [prompt({ id: 'p', origin: 'inline', source: 'lib/services.ts', line: 199, endLine: 210 })],
  tools: [tool({ id: 'search', runBy: 'framework', result: 'adhoc', failure: 'throws', schemaApart: false })],
  triggers: [trigger({ id: 'http', kind: 'http' })],
})

const redis = { ...sight('redis', { what: 'redis.set' }), keeps: 'durable', conditionalWrite: false } as const

/** Events in one object, a typed union of intents, a switch; questions and approvals park the run in a store. */
export const durableIntents = facts({
  agents: [
    agent({
      framework: 'baml',
      calls: ['c'],
      prompts: ['p'],
      tools: ['deploy', 'ask', 'done'],
      triggers: ['webhook'],
      dispatch: dispatch({ validates: 'framework' }),
      context: {
        ...quiet.context,
        bounded: 'no',
        acts: [sight('summary')],
        shapedResults: [sight('summary')],
      },
      state: {
        ...quiet.state,
        shape: 'object',
        thread: sight('thread', { what: 'thread.events' }),
        stores: [redis],
      },
      waiting: {
        ...quiet.waiting,
        launches: [sight('handler')],
        resumes: [sight('load', { what: 'getThreadState(stateId)' })],
        durable: [sight('save', { what: 'saveThreadState(thread)' })],
        gates: [sight('approval', { what: 'createFunctionCall' })],
      },
      errors: { ...quiet.errors, fedBack: [sight('event')], compact: [sight('summary')] },
    }),
  ],
  modelCalls: [modelCall({ id: 'c', api: 'b.DetermineNextStep', prompts: ['p'] })],
  prompts: [prompt({ id: 'p', origin: 'baml', source: 'baml_src/agent.baml' })],
  tools: [
    tool({ id: 'deploy', effect: 'write', gate: sight('approval') }),
    tool({ id: 'ask', effect: 'ask' }),
    tool({ id: 'done', effect: 'end' }),
  ],
  triggers: [trigger({ id: 'webhook', kind: 'webhook', does: 'both', deduplicated: false })],
})

/** A bounded recursion over structured outputs: values in, values out, nothing stored. */
export const structuredRecursion = facts({
  agents: [
    agent({ framework: 'ai-sdk', members: ['query', 'digest'], triggers: ['cli', 'http'] }),
    agent({ id: 'query', kind: 'single-call', conversational: false, calls: ['q'], prompts: ['p', 'i'] }),
    agent({ id: 'digest', kind: 'single-call', conversational: false, calls: ['d'], prompts: ['p', 'j'] }),
  ],
  modelCalls: [
    modelCall({ id: 'q', api: 'ai.generateObject', output: 'schema' }),
    modelCall({ id: 'd', api: 'ai.generateObject', output: 'schema' }),
  ],
  prompts: [
    prompt({ id: 'p', origin: 'module', source: 'src/prompt.ts' }),
    prompt({ id: 'i', role: 'user', origin: 'inline', line: 54, endLine: 60 }),
    prompt({ id: 'j', role: 'user', origin: 'inline', line: 102, endLine: 104 }),
  ],
  triggers: [trigger({ id: 'cli' }), trigger({ id: 'http', kind: 'http' })],
})

/** A sorter that matches prose before a graph with interrupts takes over; the checkpointer is the platform's. */
export const interruptedGraph = facts({
  agents: [
    agent({
      framework: 'langchain',
      calls: ['triage', 'step'],
      prompts: ['p', 'i'],
      tools: ['write'],
      dispatch: dispatch({ by: 'framework', validates: 'framework', unknownTool: 'framework' }),
      context: { ...quiet.context, input: 'selected', bounded: 'no', acts: [sight('filter')] },
      state: { ...quiet.state, shape: 'object', thread: sight('annotation', { what: 'State' }) },
      waiting: { ...quiet.waiting, gates: [sight('interrupt', { what: 'interrupt(request)' })] },
      errors: { ...quiet.errors, fedBack: [sight('tool-node')] },
    }),
  ],
  modelCalls: [
    modelCall({ id: 'triage', output: 'text', textUse: [sight('drives', { what: "includes('respond')" })] }),
    modelCall({ id: 'step' }),
  ],
  prompts: [
    prompt({ id: 'p', origin: 'module', source: 'src/prompts.ts' }),
    prompt({ id: 'i', origin: 'inline', line: 182, endLine: 189 }),
  ],
  tools: [
    tool({
      id: 'write',
      effect: 'write',
      gate: sight('interrupt'),
      runBy: 'framework',
      result: 'adhoc',
      schemaApart: false,
    }),
  ],
})
