import type { Adapter } from './adapter.ts'
import { mastra } from './mastra/mastra.ts'
import { openai } from './openai.ts'
import { openaiAgents } from './openai-agents.ts'

/** Every framework that the audit knows, one import each. Where two know a path, the first has it. */
export const adapters: readonly Adapter[] = [openai, openaiAgents, mastra]
