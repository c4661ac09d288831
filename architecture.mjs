// Who may import whom. The import rules (.dependency-cruiser.mjs), the purity check (scripts/rules/) and the
// folder table in ARCHITECTURE.md are all made from this list. Its order is the direction in which data flows:
// a folder imports only what stands above it.
//   holds      what a reader finds there
//   mayImport  the only other folders (or files) of src/ that it may import
//   pure       no effects: no node:*, no clock, no randomness, and no npm packages but the ones named
//   strangers  its sub-folders never import each other

/** Every folder of the runtime, and the faces over it, may import the error classes. */
export const errorClasses = 'runtime/twelvefold-error.ts'
/** And so may every folder of the audit. */
export const auditErrorClasses = 'audit/audit-error.ts'

export const folders = [
  { path: errorClasses, holds: 'every error that the runtime throws', mayImport: [], pure: [] },
  {
    path: 'runtime/thread',
    holds: 'events, the fold, what is derived from it',
    mayImport: [],
    pure: [],
  },
  { path: 'runtime/stateless', holds: 'the guard over pure functions', mayImport: [] },
  {
    path: 'runtime/prompts',
    holds: 'prompt files, rendered and hashed',
    // Whether files are looked at again is a question of development or production, and that is asked in one place.
    mayImport: ['runtime/thread', 'runtime/stateless/mode.ts'],
  },
  { path: 'runtime/errors', holds: 'any error as one line', mayImport: ['runtime/thread'], pure: [] },
  {
    path: 'runtime/tools',
    holds: 'what an agent can do, and the one ToolResponse',
    mayImport: ['runtime/thread', 'runtime/errors', 'runtime/prompts/declared-prompts.ts'],
  },
  {
    path: 'runtime/mcp',
    holds: 'MCP servers as tools',
    mayImport: ['runtime/thread', 'runtime/errors', 'runtime/tools'],
  },
  {
    path: 'runtime/context',
    holds: 'a thread as what the model sees',
    mayImport: ['runtime/thread', 'runtime/prompts/prompt.ts', 'runtime/tools/tool.ts', 'runtime/errors'],
    pure: ['tokenx'],
  },
  {
    path: 'runtime/humans',
    holds: 'how a person is asked: policies, channels',
    mayImport: ['runtime/thread'],
  },
  {
    path: 'runtime/agents',
    holds: 'defineAgent, commands, policies',
    mayImport: [
      'runtime/thread',
      'runtime/stateless',
      'runtime/context',
      'runtime/tools/tool.ts',
      'runtime/tools/toolset.ts',
      'runtime/prompts/declared-prompts.ts',
      'runtime/humans/policy.ts',
      'runtime/humans/duration.ts',
    ],
    pure: [],
  },
  { path: 'runtime/store', holds: 'append and read events', mayImport: ['runtime/thread'] },
  {
    path: 'runtime/models',
    holds: 'messages in, next step out',
    mayImport: [
      'runtime/thread',
      'runtime/errors',
      'runtime/context/message.ts',
      'runtime/context/estimate-tokens.ts',
    ],
  },
  {
    path: 'runtime/engine',
    holds: 'carries out commands and appends what happened',
    mayImport: [
      'runtime/thread',
      'runtime/agents',
      'runtime/context',
      'runtime/errors',
      'runtime/prompts',
      'runtime/tools',
      'runtime/store/store.ts',
      'runtime/store/stored-event.ts',
      'runtime/store/jsonl.ts',
      'runtime/models/model.ts',
      'runtime/models/resolve-model.ts',
      'runtime/humans/duration.ts',
      'runtime/humans/policy.ts',
    ],
  },
  {
    path: 'runtime/triggers',
    holds: 'the outside world as an event',
    mayImport: ['runtime/thread', 'runtime/engine'],
  },
  { path: auditErrorClasses, holds: 'every error that the audit throws', mayImport: [], pure: [] },
  {
    path: 'audit/catalogue',
    holds: 'the shape of a requirement, a finding, a result',
    mayImport: [],
    pure: [],
  },
  {
    path: 'audit/facts',
    holds: 'what was observed: plain JSON shapes',
    mayImport: ['audit/catalogue'],
    pure: [],
  },
  {
    path: 'audit/collect',
    holds: 'source files to facts; one adapter per framework',
    mayImport: ['audit/catalogue', 'audit/facts'],
  },
  {
    path: 'audit/factors',
    holds: 'facts to findings, one folder per factor',
    mayImport: ['audit/catalogue', 'audit/facts'],
    pure: [],
    strangers: true,
  },
  {
    path: 'audit/probe',
    holds: 'runs of a subject to facts',
    mayImport: ['audit/catalogue', 'audit/facts'],
  },
  { path: 'audit/logs', holds: 'recorded runs to facts', mayImport: ['audit/catalogue', 'audit/facts'] },
  {
    path: 'audit/score',
    holds: 'findings to levels and figures',
    mayImport: ['audit/catalogue', 'audit/facts'],
    pure: [],
  },
  {
    path: 'audit/report',
    holds: 'a result as text: terminal, JSON, a page',
    mayImport: ['audit/catalogue', 'audit/facts', 'audit/score'],
    pure: [],
  },
  {
    path: 'audit/audit.ts',
    holds: 'the pipeline, top to bottom: collect, judge, score',
    mayImport: ['audit/catalogue', 'audit/facts', 'audit/collect', 'audit/factors', 'audit/score'],
  },
  {
    path: 'audit/index.ts',
    holds: 'the door `twelvefold/audit`',
    mayImport: [
      'audit/catalogue',
      'audit/facts',
      'audit/collect',
      'audit/factors',
      'audit/score',
      'audit/report',
      'audit/audit.ts',
    ],
  },
  { path: 'audit/fix', holds: 'findings to edits', mayImport: ['audit/catalogue', 'audit/facts'] },
  { path: 'index.ts', holds: 'the front door: the names that users import', mayImport: ['runtime'] },
  { path: 'testing', holds: 'the door for tests of agents', mayImport: ['runtime'] },
  {
    path: 'server',
    holds: 'HTTP over the two libraries; `api.ts` is the wire',
    mayImport: ['runtime', 'audit'],
  },
  {
    path: 'dashboard',
    holds: 'browser pages that fold the event stream',
    mayImport: ['runtime/thread', 'server/api.ts'],
    pure: ['preact', '@preact/signals', 'uplot', 'marked', 'dompurify'],
  },
  {
    path: 'cli',
    holds: 'the composition root: environment, arguments, exit, wiring',
    mayImport: ['runtime', 'audit', 'index.ts', 'server'],
  },
]

/** The one place outside cli/ that reads the environment: NODE_ENV, once, lazily. */
export const mayReadEnvironment = ['cli', 'runtime/stateless/mode.ts']

/** The one writer, the store's own insides, and the thread, whose list of events in memory can reach no store. */
export const mayAppend = ['runtime/engine', 'runtime/store', 'runtime/thread']
