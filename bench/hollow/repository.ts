import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { audit } from '../corpus/audit.ts'
import type { AuditJson } from '../corpus/audit-json.ts'
import { newNames, renamed } from './rename.ts'

/** A small repository that is audited as it is, and changed. */
export interface Repository {
  readonly name: string
  readonly path: string
}

/** One repository per folder; a file alone is one, too. */
export function repositoriesIn(folder: string): readonly Repository[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !name.endsWith('.md'))
    .sort()
    .map((name) => ({ name, path: join(folder, name) }))
}

interface Copying {
  /** What is copied; all without it. */
  readonly parts?: readonly string[]
  /** Gets each source file, and gives what stands in the copy. */
  readonly change?: (file: string, text: string) => string
}

/** Audits a copy, out of reach of the ignore files around it. */
export function auditCopy(
  repository: Repository,
  { parts, change = (_file, text) => text }: Copying = {},
): AuditJson {
  const copy = mkdtempSync(join(tmpdir(), 'twelvefold-hollow-'))
  try {
    if (parts)
      for (const part of parts) cpSync(join(repository.path, part), join(copy, part), { recursive: true })
    else cpSync(repository.path, target(copy, repository), { recursive: true })
    for (const file of readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter(isText)) {
      const path = join(copy, file)
      const text = readFileSync(path, 'utf8')
      const changed = change(file.replaceAll('\\', '/'), text)
      if (changed !== text) writeFileSync(path, changed)
    }
    return audit(copy)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

export function auditRenamed(repository: Repository): AuditJson {
  const names = newNames()
  const change = (file: string, text: string): string => (isSource(file) ? renamed(file, text, names) : text)
  return auditCopy(repository, { change })
}

const target = (copy: string, { path }: Repository): string =>
  statSync(path).isFile() ? join(copy, basename(path)) : copy

const isText = (file: string): boolean => /\.([cm]?[jt]sx?|baml|md|json)$/.test(file)
const isSource = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file)
