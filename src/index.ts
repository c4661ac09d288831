export { defineAgent, type AgentDefinition } from './runtime/agents/define-agent.ts'
export type { Agent, Decide, Policy } from './runtime/agents/agent.ts'
export { approvals } from './runtime/agents/approvals.ts'
export {
  askHuman,
  askModel,
  awaitChild,
  compactContext,
  denyCalls,
  fail,
  finish,
  nudge,
  runCalls,
  setDeadline,
  spawn,
  wait,
  type Command,
} from './runtime/agents/command.ts'
export { delegate, type DelegatingTool, type Delegation } from './runtime/agents/delegate.ts'
export { failingTools, type FailingTools } from './runtime/agents/failing-tools.ts'
export { limits, type Limits } from './runtime/agents/limits.ts'
export { noProgress, type NoProgress } from './runtime/agents/no-progress.ts'
export { endedChildren, pipeline, type Stage } from './runtime/agents/pipeline.ts'
export { standardLoop } from './runtime/agents/standard-loop.ts'
export {
  contextWindow,
  type BuildContext,
  type ContextPolicy,
  type ContextWindow,
} from './runtime/context/context-window.ts'
export type { Message, ToolSpec } from './runtime/context/message.ts'
export { createEngine } from './runtime/engine/create-engine.ts'
export type { ChildBounds } from './runtime/engine/child-bounds.ts'
export { systemClock, type Clock } from './runtime/engine/clock.ts'
export type {
  Answer,
  Custom,
  Delivered,
  Driven,
  Engine,
  EngineOptions,
  LaunchOptions,
  LaunchResult,
  StepDelta,
  SubscribeOptions,
  WorkOptions,
} from './runtime/engine/engine.ts'
export type { Asked } from './runtime/engine/asked.ts'
export type { Price, Prices } from './runtime/engine/prices.ts'
export { compactError, makeError, type CompactError } from './runtime/errors/compact-error.ts'
export type { HumanPolicy } from './runtime/humans/policy.ts'
export { mcpServer } from './runtime/mcp/mcp-server.ts'
export type { HttpServer, McpServerDefinition, StdioServer } from './runtime/mcp/server-definition.ts'
export { aiSdkModel, type AiSdkLanguageModel } from './runtime/models/ai-sdk-model.ts'
export { cassette, type CassetteOptions } from './runtime/models/cassette.ts'
export type { Model, ModelReply, ModelRequest, ReplyDelta } from './runtime/models/model.ts'
export { scriptedModel, type Script, type ScriptedReply } from './runtime/models/scripted-model.ts'
export { promptFolder } from './runtime/prompts/prompt-folder.ts'
export type { Prompt, PromptLibrary, RenderedPrompt } from './runtime/prompts/prompt.ts'
export { memoryStore } from './runtime/store/memory.ts'
export { rebuildIndex } from './runtime/store/rebuild-index.ts'
export type {
  Append,
  AppendResult,
  LoadedThread,
  Store,
  StoredEvent,
  ThreadFilter,
  ThreadSummary,
} from './runtime/store/store.ts'
export type {
  Call,
  Event,
  EventData,
  EventOf,
  EventType,
  Labels,
  NewEvent,
  Person,
  Source,
} from './runtime/thread/event.ts'
export type { EventBlock, EventList } from './runtime/thread/event-list.ts'
export type { JsonObject, JsonValue } from './runtime/thread/json.ts'
export { parseEvent } from './runtime/thread/parse-event.ts'
export { fold, reduce } from './runtime/thread/reduce.ts'
export type { Snapshot } from './runtime/thread/snapshot.ts'
export {
  emptyThread,
  type Counters,
  type OpenCall,
  type OpenRequest,
  type Status,
  type Thread,
  type ToolErrors,
} from './runtime/thread/thread.ts'
export { toMarkdown } from './runtime/thread/to-markdown.ts'
export { doneForNow, requestHumanInput } from './runtime/tools/built-in.ts'
export { childAgent, type ChildAgentDefinition } from './runtime/tools/child-agent.ts'
export type { CutOutput } from './runtime/tools/cap-output.ts'
export { defineTool, type ToolDefinition } from './runtime/tools/define-tool.ts'
export { openOutput } from './runtime/tools/open-output.ts'
export type { StandardSchema } from './runtime/tools/schema.ts'
export {
  failed,
  succeeded,
  type Effect,
  type Tool,
  type ToolContext,
  type ToolResponse,
} from './runtime/tools/tool.ts'
export type { OpenToolset, Toolset, ToolsetContext } from './runtime/tools/toolset.ts'
export { TwelvefoldError } from './runtime/twelvefold-error.ts'
