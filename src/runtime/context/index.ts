// The door `twelvefold/context`: a thread as what a model sees, within a budget of tokens, without the rest.
export { contextWindow, type BuildContext, type ContextPolicy, type ContextWindow } from './context-window.ts'
export { estimateTokens } from './estimate-tokens.ts'
export type { Message, MessageCall, ToolSpec } from './message.ts'
