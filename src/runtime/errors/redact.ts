// Shapes of secrets that must not enter an event, a log or a context window.
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(sk|pk|rk)[-_](live|test|ant|proj|or)?[-_]?[A-Za-z0-9_-]{16,}/g,
  /\b(gh[pousr]_|github_pat_|glpat-|npm_|xox[abprs]-|hf_)[A-Za-z0-9_-]{10,}/g,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(\.[A-Za-z0-9_-]+)?/g,
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,80}:)[^\s@/]{1,200}(?=@)/gi,
  /(?<=\bbearer\s{1,3})[A-Za-z0-9._~+/-]{8,}=*/gi,
  /(?<=\b(password|passwd|secret|token|api[_-]?key|access[_-]?key)["']?\s{0,3}[=:]\s{0,3}["']?)[^\s"',;&]{4,}/gi,
]

const MASK = '[redacted]'

/** Masks what looks like a secret, and every one of the given values. */
export function redact(text: string, values: readonly string[] = []): string {
  let clean = text
  for (const value of values) if (value.length >= 4) clean = clean.replaceAll(value, MASK)
  for (const secret of SECRETS) clean = clean.replace(secret, MASK)
  return clean
}
