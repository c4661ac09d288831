import { availableParallelism, cpus, platform, totalmem } from 'node:os'

/** Figures as a bench gives them to the runner: with where they were measured, without which they say nothing. */
export function report<Figures extends object>(
  figures: Figures,
  driver: string,
): Figures & { readonly machine: string; readonly node: string; readonly driver: string } {
  return { ...figures, machine: machine(), node: process.version, driver }
}

/** Tells the person who waits: standard output belongs to the figures. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${model}, ${availableParallelism()} cores, ${memory} GB, ${platform()} ${process.arch}`
}
