import type { SourceLine } from '../../facts/facts.ts'
import type { Place } from '../../facts/place.ts'
import { lineAt, lineStartsOf } from './lines.ts'

// What facts carry leaves the machine: reports are shared. Secrets are masked where text enters a fact, never later.

const SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  /\b(?:sk|pk|rk)[-_](?=[A-Za-z0-9_-]{0,200}\d)[A-Za-z0-9_-]{16,}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|npm_|xox[abeoprs]-|hf_|gsk_|xai-|lsv2_|pplx-|tvly-|dop_v1_|shpat_|whsec_|SG\.|r8_|fw_|nvapi-|lin_api_|ntn_|secret_)[A-Za-z0-9_.-]{12,}/g,
  /\b(?:AKIA|ASIA|ABIA|ACCA|AROA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\beyJ[A-Za-z0-9_-]{10,1000}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+)?/g,
  /\bhttps:\/\/hooks\.slack\.com\/services\/[\w/]+/g,
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`]{0,80}:)[^\s@/"'`$]{1,200}(?=@)/gi,
  /(?<=\b(?:bearer|basic)\s{1,3})(?=[A-Za-z0-9._~+/-]{0,400}\d)[A-Za-z0-9._~+/-]{12,}=*/gi,
]

/**
 * A literal that stands behind the name of a secret. What only names one (`process.env.TOKEN`, `getToken()`,
 * `maxTokens: 4096`) is code, and stays.
 */
const NAMED =
  /((?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|authorization)["'`\]]?\s{0,3}[=:]{1,3}\s{0,3})(["'`])((?:\\.|(?!\2)[^\\\n]){6,500})\2/gi
/** The same in a file of settings, or in an address: no quotes. */
const UNQUOTED =
  /((?:^|[?&\s])[A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_KEY|ACCESS_KEY|PRIVATE_KEY|password|api_key|apikey|access_token|token|key)=)([^\s&"'`$<{[(]{8,})/gm

const MASK = '[redacted]'

/** The text with what looks like a secret masked, line breaks kept: lines stay where they are. */
export function redact(text: string): string {
  let clean = text
  for (const shape of SHAPES) clean = clean.replace(shape, masked)
  clean = clean.replace(NAMED, (whole, name: string, quote: string, value: string) =>
    isPlain(value) ? whole : `${name}${quote}${MASK}${quote}`,
  )
  return clean.replace(UNQUOTED, (whole, name: string, value: string) =>
    isPlain(value) ? whole : `${name}${MASK}`,
  )
}

function masked(secret: string): string {
  return MASK + '\n'.repeat(secret.split('\n').length - 1)
}

/** Words, a header's name, a place for a value: nobody's secret. */
function isPlain(value: string): boolean {
  return (
    value.includes('${') ||
    /\s/.test(value) ||
    value === MASK ||
    /^(?:your[-_ ]|<|\[|x{4,}$|\*+$|env\b|process\b|import\b)/i.test(value) ||
    (!/\d/.test(value) && /^[a-z]+(?:[-_. ][a-z]+)*$/i.test(value) && value.length < 24)
  )
}

/** Lines of a place that are shown, and lines around it. */
const MOST_LINES = 40
const AROUND = 1
const LONGEST_LINE = 400

/** The lines of one file around these places, secrets out: what a report needs to show them. */
export function excerptsAround(
  text: string,
  places: readonly Pick<Place, 'line' | 'endLine'>[],
): SourceLine[] {
  if (places.length === 0) return []
  const clean = redact(text)
  const starts = lineStartsOf(clean)
  const last = lineAt(starts, clean.length)
  const wanted = new Set<number>()
  for (const { line, endLine } of places) {
    const to = Math.min(last, endLine + AROUND, line + MOST_LINES)
    for (let at = Math.max(1, line - AROUND); at <= to; at++) wanted.add(at)
  }
  return [...wanted]
    .toSorted((a, b) => a - b)
    .map((line) => {
      const whole = clean.slice(starts[line - 1], starts[line] ?? clean.length).replace(/\r?\n$/, '')
      return { line, text: whole.length > LONGEST_LINE ? `${whole.slice(0, LONGEST_LINE - 1)}…` : whole }
    })
}
