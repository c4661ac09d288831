import type { Adapter } from './adapter.ts'
import { otherRuntimes, temporal, triggerDev, vercelWorkflow } from './durable-runtimes.ts'
import { slack } from './slack.ts'
import { terminal } from './terminal.ts'
import { humanlayer } from './humanlayer.ts'
import { fetch_ } from './fetch.ts'
import { inngest } from './inngest.ts'
import { baml } from './baml.ts'
import { agentkit } from './agentkit.ts'
import { aiSdk } from './ai-sdk.ts'
import { anthropic } from './anthropic.ts'
import { claudeAgent } from './claude-agent.ts'
import { langchain } from './langchain.ts'
import { llamaindex } from './llamaindex.ts'
import { mastra } from './mastra/mastra.ts'
import { mcp } from './mcp.ts'
import { cloudflareAgents } from './cloudflare-agents.ts'
import { twelvefold } from './twelvefold.ts'
import { openai } from './openai.ts'
import { openaiAgents } from './openai-agents.ts'
import { otherSdks } from './other-sdks/index.ts'

/** Every framework that the audit knows, one import each. Where two know a path, the first has it. */
export const adapters: readonly Adapter[] = [
  aiSdk,
  anthropic,
  claudeAgent,
  langchain,
  llamaindex,
  openai,
  openaiAgents,
  mastra,
  agentkit,
  inngest,
  baml,
  fetch_,
  humanlayer,
  terminal,
  slack,
  otherRuntimes,
  temporal,
  triggerDev,
  vercelWorkflow,
  ...otherSdks,
  mcp,
  cloudflareAgents,
  twelvefold,
]

/**
 * True for packages of these frameworks whose name nothing else bears. A program keeps them symbolic even where the
 * repository holds their source.
 */
export function isFramework(specifier: string): boolean {
  return (
    /^(@[a-z0-9][\w-]*\/|twelvefold(\/|$))/.test(specifier) &&
    adapters.some(({ packages }) => packages.test(specifier))
  )
}
