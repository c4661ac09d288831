// Shapes of secrets that must not enter an event, a log or a context window.
const SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(sk|pk|rk)[-_](live|test|ant|proj|or)?[-_]?[A-Za-z0-9_-]{16,}/g,
  /\b(gh[pousr]_|github_pat_|glpat-|npm_|xox[abprs]-|hf_)[A-Za-z0-9_-]{10,}/g,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(\.[A-Za-z0-9_-]+)?/g,
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,80}:)[^\s@/]{1,200}(?=@)/gi,
  /(?<=\bbearer\s{1,3})[A-Za-z0-9._~+/-]{8,}=*/gi,
  /(?<=\bauthorization["']?\s{0,3}[=:]\s{0,3}["']?basic\s{1,3})[A-Za-z0-9+/]{4,}=*/gi,
]

const NAMED = String.raw`(?<=\b(?:password|passwd|secret|token|api[_-]?key|access[_-]?key)["']?\s{0,3}[=:]\s{0,3}["']?)`
/** Whatever is given to such a name. In an error's one line too much is better than too little. */
const ANYTHING_NAMED = new RegExp(String.raw`${NAMED}[^\s"',;&]{4,}`, 'gi')
/**
 * The same where it cannot be an expression: a tool may return source code, and `token: string` or
 * `secret = readSecret()` must come through as it is. Each run is taken whole, and bounded: a text that is made to be
 * slow stays linear.
 */
const VALUE_NAMED = new RegExp(
  String.raw`${NAMED}(?=[^\s"',;&]{0,200}\d)(?=([^\s"',;&()[\]{}.<>$]{6,4096}))\1(?![([.<{$])`,
  'gi',
)

/** What every text has in it in which one of the shapes, or a named value, can be: one look instead of ten. */
const HINT =
  /-----BEGIN |[spr]k[-_]|gh[pousr]_|github_pat_|glpat-|npm_|xox[abprs]-|hf_|A[KS]IA|AIza|eyJ|:\/\/[^\s:/@]*:|bearer|authorization|passw|secret|token["']?\s*[:=]|api[_-]?key|access[_-]?key/i

const MASK = '[redacted]'
/** Shorter values are words: to mask them would tear text apart and hide nothing. */
const SHORTEST = 4

/** Masks what looks like a secret, and every one of the given values. For one line of an error: eager. */
export function redact(text: string, values: readonly string[] = []): string {
  return redactShapes(redactValues(text, values)).replace(ANYTHING_NAMED, MASK)
}

/** Masks what looks like a secret, and every one of the given values, in a text that must stay usable. */
export function redactText(text: string, values: readonly string[] = []): string {
  const clean = redactValues(text, values)
  return HINT.test(clean) ? redactShapes(clean).replace(VALUE_NAMED, MASK) : clean
}

function redactShapes(text: string): string {
  let clean = text
  for (const shape of SHAPES) clean = clean.replace(shape, MASK)
  return clean
}

function redactValues(text: string, values: readonly string[]): string {
  let clean = text
  for (const value of values) if (value.length >= SHORTEST) clean = clean.replaceAll(value, MASK)
  return clean
}
