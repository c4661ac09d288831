/** One line for a check; the output of a failed one below it. */
export function describe(name, { passed, failed, skipped, output, note }, milliseconds) {
  const verdict = failed ? 'FAILED' : passed ? 'ok' : 'skipped'
  const counted = passed + failed + skipped > 1 ? counts(passed, failed, skipped) : ''
  const line = [
    name.padEnd(10),
    verdict.padEnd(8),
    `${(milliseconds / 1000).toFixed(1)} s`.padStart(7),
    counted,
    note,
  ]
  const text = line.filter(Boolean).join('  ')
  return failed ? `${text}\n${indent(output)}` : text
}

/** The last line of `npm test`, and its exit code. A run in which nothing passed is no success. */
export function summary(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(sum)
  return { line: counts(passed, failed, skipped), exitCode: failed || !passed ? 1 : 0 }
}

const counts = (passed, failed, skipped) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`

const indent = (output) =>
  output
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
