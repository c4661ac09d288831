import { closeSync, openSync, readSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { OtherLanguage } from '../../facts/facts.ts'

// A repository whose agents are written in another language is never told that it has none: its files are counted.

interface Language {
  readonly name: string
  /** How a line that imports begins; the package follows. */
  readonly imports: RegExp
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  '.py': { name: 'Python', imports: /^\s*(?:from|import)\s+([\w.]+)/gm },
  '.go': { name: 'Go', imports: /^\s*(?:import\s+)?(?:[\w.]+\s+)?"([^"\n]+)"/gm },
  '.java': { name: 'Java', imports: /^\s*import\s+(?:static\s+)?([\w.]+)/gm },
  '.kt': { name: 'Kotlin', imports: /^\s*import\s+([\w.]+)/gm },
  '.scala': { name: 'Scala', imports: /^\s*import\s+([\w.]+)/gm },
  '.cs': { name: 'C#', imports: /^\s*(?:global\s+)?using\s+(?:static\s+)?([\w.]+)/gm },
  '.rb': { name: 'Ruby', imports: /^\s*require\s*\(?\s*["']([^"'\n]+)["']/gm },
  '.rs': { name: 'Rust', imports: /^\s*(?:pub\s+)?(?:use|extern\s+crate)\s+([\w:]+)/gm },
  '.php': { name: 'PHP', imports: /^\s*use\s+([\w\\]+)/gm },
  '.swift': { name: 'Swift', imports: /^\s*import\s+(\w+)/gm },
  '.ex': { name: 'Elixir', imports: /^\s*(?:alias|import|use)\s+([\w.]+)/gm },
}

/** The names of model SDKs and agent frameworks as they stand in import lines, and what to call them. */
const SDKS: readonly (readonly [RegExp, string])[] = [
  [/^litellm\b/, 'litellm'],
  [/\blanggraph/i, 'langgraph'],
  [/langchain/i, 'langchain'],
  [/llama_?index/i, 'llama-index'],
  [/anthropic/i, 'anthropic'],
  [
    /^google[./]?(?:genai|generativeai)|generative-ai-go|google\.golang\.org\/genai|google\.cloud\.vertexai|google\.genai/i,
    'google-genai',
  ],
  [/^agents$/, 'openai-agents'],
  [/openai/i, 'openai'],
  [/mistralai|mistral_?ai/i, 'mistral'],
  [/^cohere\b/, 'cohere'],
  [/^groq\b/, 'groq'],
  [/^ollama\b|\/ollama\b|ollama_rs/, 'ollama'],
  [
    /^(?:crewai|autogen\w*|smolagents|dspy|pydantic_ai|instructor|haystack|agno|strands)\b/,
    'agent framework',
  ],
  [/semantic_?kernel/i, 'semantic-kernel'],
  [/^baml(?:_client|_py)?\b/, 'baml'],
  [/springframework\.ai/, 'spring-ai'],
  [/^Microsoft\.Extensions\.AI\b/, 'Microsoft.Extensions.AI'],
  [/^rig(?:::|$)/, 'rig'],
  [/^ruby_llm\b/, 'ruby_llm'],
]

/** Imports stand at the top of a file: no more of it is read. */
const HEAD = 8192

export function isOtherLanguage(name: string): boolean {
  return LANGUAGES[extname(name)] !== undefined
}

export function countOtherLanguages(root: string, paths: readonly string[]): OtherLanguage[] {
  const counts = new Map<string, OtherLanguage>()
  const buffer = Buffer.allocUnsafe(HEAD)
  for (const path of paths) {
    const language = LANGUAGES[extname(path)]
    const sdk = language && sdkOf(headOf(join(root, path), buffer), language)
    if (language === undefined || sdk === undefined) continue
    const key = `${language.name} ${sdk}`
    counts.set(key, { language: language.name, files: (counts.get(key)?.files ?? 0) + 1, sdk })
  }
  return [...counts.values()].toSorted((a, b) => b.files - a.files || (a.sdk < b.sdk ? -1 : 1))
}

function sdkOf(head: string, language: Language): string | undefined {
  for (const [, imported] of head.matchAll(language.imports)) {
    const sdk = SDKS.find(([pattern]) => pattern.test(imported!))
    if (sdk !== undefined) return sdk[1]
  }
  return undefined
}

function headOf(absolute: string, buffer: Buffer): string {
  try {
    const file = openSync(absolute, 'r')
    try {
      return buffer.toString('utf8', 0, readSync(file, buffer, 0, HEAD, 0))
    } finally {
      closeSync(file)
    }
  } catch {
    return ''
  }
}
