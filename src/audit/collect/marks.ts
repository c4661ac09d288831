import { adapters } from './adapters/index.ts'
import type { ModelMarks } from './source/reach.ts'

/** What shows that a file has to do with models: the adapters' packages, and addresses of models. */
export const marks: ModelMarks = {
  isModelPackage: (specifier) =>
    adapters.some(({ packages }) => packages.test(specifier)) || /(^|\/)baml_client(\/|$)/.test(specifier),
  endpoints:
    /\b(api\.openai\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com|openrouter\.ai\/api|api\.mistral\.ai|api\.groq\.com|api\.together\.(xyz|ai)|api\.deepseek\.com|api\.x\.ai|api\.cohere\.(ai|com)|api\.perplexity\.ai|api\.fireworks\.ai|models\.inference\.ai\.azure\.com|openai\.azure\.com|localhost:11434|127\.0\.0\.1:11434)\b|\/v1\/(chat\/completions|messages|responses)\b/,
}
