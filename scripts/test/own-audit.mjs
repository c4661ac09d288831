import { runProcess } from './run-process.mjs'

const MET = /^(met-static|met-observed|proven|not-applicable)$/

/**
 * The project's own agents, by its own audit: the gate passes, every factor of every agent is met, and nothing is
 * suppressed or waived. Which agents there are is said in twelvefold.json.
 */
export async function ownAudit() {
  const args = ['dist/cli/main.js', 'audit', '.', '--gate', '--json']
  const { ok, stdout, output } = await runProcess(process.execPath, args)
  const report = parsed(stdout)
  if (report === undefined) return result(0, [output.trim() || 'the audit said nothing'])
  const wrong = [...report.gate.reasons, ...report.agents.flatMap(unmet), ...suppressed(report)]
  if (!ok && wrong.length === 0) wrong.push(output)
  return result(report.agents.length, [...wrong, ...(wrong.length > 0 ? failures(report) : [])], wrong.length)
}

const unmet = ({ name, factors }) =>
  factors
    .filter(({ level }) => !MET.test(level))
    .map(({ factor, level }) => `${name}: factor ${factor} is ${level}`)

const suppressed = ({ suppressions, findings }) => [
  ...suppressions.map(({ file, line, requirement }) => `${file}:${line} suppresses ${requirement}`),
  ...findings
    .filter(({ waiver }) => waiver !== null)
    .map(({ agent, requirement }) => `${agent}: ${requirement} is waived`),
]

const failures = ({ findings }) =>
  findings
    .filter(({ verdict, level }) => verdict === 'fail' && level === 'MUST')
    .map(({ requirement, because, evidence: [at] }) => `${at?.file}:${at?.line} ${requirement} ${because}`)

const result = (agents, lines, failed = lines.length) => ({
  passed: failed > 0 ? 0 : agents,
  failed,
  skipped: 0,
  output: lines.join('\n'),
})

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
