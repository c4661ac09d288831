import { writeFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { readConfiguration } from '../../audit/collect/configuration.ts'
import { headline } from '../../audit/report/headline.ts'
import { htmlReport } from '../../audit/report/html/page.ts'
import { auditJson } from '../../audit/report/json.ts'
import { terminalReport } from '../../audit/report/terminal/terminal.ts'
import { gate, type Gate } from '../../audit/score/gate.ts'
import type { Audited } from '../../audit/score/scored.ts'
import { UsageError } from '../../runtime/twelvefold-error.ts'
import { auditedOf } from '../audit/audited-of.ts'
import { auditRequest, type AuditRequest } from '../audit/audit-request.ts'
import { gateRules } from '../audit/gate-rules.ts'
import type { Invocation, RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { styleOf } from '../render/style.ts'
import { printable } from '../render/text.ts'

/** Reads and judges; executes nothing of what it reads, and fails only where `--gate` asks it to. */
export const run: RunCommand = async (invocation) => {
  const started = performance.now()
  const request = auditRequest(invocation)
  const configuration =
    request.fromFacts !== undefined && request.config === undefined
      ? {}
      : readConfiguration(request.root, request.config)
  const audited = auditedOf(request, configuration, today())
  const verdict = request.gate ? gate(audited, gateRules(configuration, audited.catalogue)) : undefined
  if (request.saveFacts !== undefined) write(request.saveFacts, `${JSON.stringify(audited.facts)}\n`)
  const seconds = request.fromFacts === undefined ? (performance.now() - started) / 1_000 : undefined
  tell(invocation, request, audited, reportOf(invocation, request, { audited, verdict, seconds }))
  if (verdict) return verdict.passed ? exitCode.done : exitCode.failed
  return isBroken(audited) ? exitCode.toolError : exitCode.done
}

/** The audit itself failed, on a file or in a check. */
function isBroken({ facts, findings }: Audited): boolean {
  return facts.toolErrors.length > 0 || findings.some(({ verdict }) => verdict === 'tool-error')
}

interface Result {
  readonly audited: Audited
  readonly verdict: Gate | undefined
  readonly seconds: number | undefined
}

function reportOf(
  { io }: Invocation,
  { format, all, out }: AuditRequest,
  { audited, verdict, seconds }: Result,
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(auditJson(audited, verdict))}\n`
    case 'html':
      return htmlReport(audited, verdict)
    case 'terminal': {
      // A file has neither a width of its own nor colours.
      const look = styleOf(out === undefined ? io : { columns: io.columns, colour: false })
      return terminalReport(audited, { look, all, seconds, gate: verdict })
    }
  }
}

/** On standard output, or into the file; then only where it is. */
function tell({ io, globals }: Invocation, { out }: AuditRequest, audited: Audited, report: string): void {
  if (out === undefined) return io.out(report)
  write(out, report)
  const where = (relative(io.cwd, out) || out).replaceAll(sep, '/')
  if (globals.json) io.out(`${JSON.stringify({ out, headline: headline(audited) })}\n`)
  else io.out(`${printable(headline(audited))}\n${printable(where)}\n`)
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (cause) {
    const hint = 'the folder has to be there, and yours to write'
    throw new UsageError(`${file} cannot be written`, { hint, cause })
  }
}

/** Of the place where the audit runs in time: the day in UTC, so that a team sees the same. */
function today(): string {
  return new Date().toISOString().slice(0, 10)
}
