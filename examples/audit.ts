// A check of one's own, for CI: which requirements does which agent of a repository fail? Run it: npx jiti examples/audit.ts
import { fileURLToPath } from 'node:url'
import { audit, headline } from 'twelvefold/audit'

// Any folder, whatever framework its agents use. Nothing of it is executed.
const repository = fileURLToPath(new URL('../bench/hollow/fixtures/hollow/openai-support', import.meta.url))

const audited = audit(repository, { today: new Date().toISOString().slice(0, 10) })
console.log(headline(audited))

const failed = audited.findings.filter(({ verdict, level }) => verdict === 'fail' && level === 'MUST')
for (const { agent, requirement, evidence } of failed.slice(0, 3)) {
  console.log(`${agent} fails ${requirement} at ${evidence[0]?.file}:${evidence[0]?.line}`)
}
