// Addresses at which models answer: of providers, gateways and servers at home.

const HOST =
  /\b(api\.openai\.com|[\w-]+\.openai\.azure\.com|[\w-]+\.cognitiveservices\.azure\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com|[\w-]*aiplatform\.googleapis\.com|openrouter\.ai\/api|api\.mistral\.ai|codestral\.mistral\.ai|api\.groq\.com|api\.deepseek\.com|api\.together\.(?:xyz|ai)|api\.fireworks\.ai|api\.perplexity\.ai|api\.cohere\.(?:ai|com)|api\.x\.ai|api\.cerebras\.ai|api\.sambanova\.ai|(?:api-inference|router)\.huggingface\.co|bedrock-runtime\.[\w.-]+|integrate\.api\.nvidia\.com|dashscope[\w-]*\.aliyuncs\.com|api\.moonshot\.(?:cn|ai)|open\.bigmodel\.cn|api\.minimax\.(?:chat|io)|ark\.[\w-]+\.volces\.com|api\.siliconflow\.(?:cn|com)|api\.replicate\.com|api\.novita\.ai|api\.hyperbolic\.xyz|api\.deepinfra\.com|ai-gateway\.vercel\.sh|gateway\.ai\.cloudflare\.com|api\.cloudflare\.com\/client\/v4\/accounts|models\.(?:inference\.ai\.azure\.com|github\.ai)|api\.portkey\.ai|api\.ai21\.com|api\.venice\.ai)/
const HOME = /:(11434|1234)\b/

/** Paths that mean a model on any host. */
const WIRE =
  /\/chat\/completions\b|\/v1\/(completions|responses|messages)\b(?!\/(batches|count_tokens))|:(stream)?[gG]enerateContent\b|:(streamRawPredict|rawPredict)\b/
/** Paths of these hosts that ask something else. */
const OTHER =
  /\/(embeddings|embed|models|audio|images|moderations|files|uploads|fine_tuning|batches|count_tokens|transcriptions|speech|rerank|oauth|token|tags|pull|show|ps|version|credits|key|keys|realtime\/sessions|client_secrets)\b(?!.*(generateContent|\/chat\/completions|\/converse|\/invoke|\/ai\/run\/))/

export type Address = 'model' | 'provider' | 'wire' | 'other' | 'unknown'

/**
 * What a URL, as far as it is written, leads to: a `model`; a `provider` of which the path is not known; a path
 * that models have, on any host (`wire`); something `other`; `unknown` when it cannot be told. A path without a host is the program's own server.
 */
export function addressOf(url: string): Address {
  if (/^\/(?!\/)/.test(url)) return 'other'
  const isProvider = HOST.test(url) || HOME.test(url)
  if (isProvider && OTHER.test(url)) return 'other'
  if (WIRE.test(url)) return isProvider ? 'model' : 'wire'
  if (HOME.test(url) && /\/api\/(chat|generate)\b/.test(url)) return 'model'
  if (
    isProvider &&
    /\/ai\/run\/|\/invoke(-with-response-stream)?$|\/converse|\/v\d\/chat\b|\/predictions\b|\/v\d\/generate\b/.test(
      url,
    )
  )
    return 'model'
  if (isProvider) return 'provider'
  return /^https?:\/\/[\w.-]+/.test(url) ? 'other' : 'unknown'
}

/** What of a source text hints at such an address: for the files that are worth reading. */
export const modelEndpoints = new RegExp(
  `${HOST.source}|localhost:(?:11434|1234)|127\\.0\\.0\\.1:(?:11434|1234)|\\/chat\\/completions\\b|:(?:stream)?[gG]enerateContent\\b|\\/v1\\/messages\\b`,
)
