// The audit of one repository in the neutral form in which audits are compared with hand-made labels:
// `npm run -s bench -- neutral --repo PATH`.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { audit } from './corpus/audit.ts'
import { projection } from './corpus/projection.ts'
import { report } from './figures/report.ts'

export default function neutral(args: readonly string[]): object {
  const { values } = parseArgs({ args: [...args], options: { repo: { type: 'string' } } })
  if (!values.repo) throw new Error('pass --repo PATH: the folder to audit')
  return report(projection(audit(resolve(values.repo))), 'none')
}
