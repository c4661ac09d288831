// A process that audits a folder, and then once more: `node audit-once.js FOLDER`. `cold_ms` counts from its start.
import { audit } from 'twelvefold/audit'

const folder = process.argv[2]!
const { facts } = audit(folder, { today: '2026-01-01' })
const cold = performance.now()
audit(folder, { today: '2026-01-01' })
const warm = performance.now() - cold
const { total, read, partly } = facts.files
console.log(
  JSON.stringify({
    files: total,
    reached: read + partly.length,
    agents: facts.agents.length,
    errors: facts.toolErrors.length,
    cold_ms: cold,
    warm_ms: warm,
    rss_mb: process.resourceUsage().maxRSS / 1024,
  }),
)
